//! Whoever acts for the applicant: how far they may act stands on record, paper and wire; what goes
//! along to another applicant is theirs alone.
use crate::cards::printed;
use crate::counter::{Station, store_of};
use crate::main_story::{confirm_if_asked, fill_fields, fill_what_is_missing, page, text};
use crate::papers::text_of;
use serde_json::{Value, json};

/// The pension for an applicant by card, with an agent who is typed.
async fn case_by_agent(station: &Station) -> (String, Value) {
    let answers = json!({ "group": "normal", "agent": "agent" });
    open_by_agent(station, "chengxiang-yanglao", answers).await
}

async fn open_by_agent(station: &Station, item: &str, answers: Value) -> (String, Value) {
    let opening = json!({ "item": item, "answers": answers });
    let case = text(&station.call("open_case", opening).await["id"]);
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(station, view).await;
    let agent = json!({
        "case": case, "person": null, "role": "agent", "name": "陈甲示例", "id_kind": "resident",
        "number": "99000020000229001X", "sex": "", "address": "", "phone": "10012345679",
        "relation": "女儿",
    });
    let view = station.call("put_person", agent).await;
    (case, view)
}

fn agent_of(view: &Value) -> &Value {
    view["people"].as_array().unwrap().iter().find(|p| p["role"] == "agent").unwrap()
}

fn by_letter(case: &str, person: &Value, extent: &str, until: &str) -> Value {
    json!({ "case": case, "person": person, "ground": "letter", "paper": "", "extent": extent,
        "until": until })
}

async fn import(station: &Station, case: &str, material: &str) -> Value {
    let path = format!("/import/{case}?material={material}");
    station.desk.upload("main", &path, page()).await.unwrap()
}

/// Every paper that is wanted: brought, looked at, compared, given back or kept.
async fn take_papers(station: &Station, case: &str) {
    station.call("receive", json!({ "case": case })).await;
    let view = station.call("case", json!({ "case": case })).await;
    let is_wanted = |row: &&Value| row["need"] == "required" && row["state"] == "missing";
    for row in view["materials"].as_array().unwrap().iter().filter(is_wanted) {
        if row["supply"] == "form" {
            continue;
        }
        let material = text(&row["id"]);
        let view = import(station, case, &material).await;
        let page = view["pages"].as_array().unwrap().last().unwrap()["id"].clone();
        station.call("page_shown", json!({ "case": case, "page": page })).await;
        if row["accept"] == "see_and_copy" || row["accept"] == "see_only" {
            station.call("check_original", json!({ "case": case, "material": material })).await;
        }
    }
    station.call("give_back_all", json!({ "case": case })).await;
}

/// Of a paper that was saved in the place of a printer.
fn words_of(printed: &Value) -> String {
    let file = text(&printed["file"]);
    assert!(file.contains("mandate-") && !file.contains("陈"), "it names nobody: {file}");
    text_of(&file)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_of_authority_is_printed_as_the_case_has_it() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, view) = case_by_agent(&station).await;
    let this = || json!({ "case": case });
    let before = station.call("case", this()).await;
    let words = words_of(&station.call("print_mandate", this()).await);
    let applicant = view["people"][0]["name"].as_str().unwrap();
    for known in ["授权委托书", applicant, "陈甲示例", "女儿", "城乡居民基本养老保险参保登记"]
    {
        assert!(words.contains(known), "{known}: {words}");
    }
    assert!(words.contains("□领取结果") && !words.contains('√'), "nothing is settled: {words}");
    assert_eq!(station.call("case", this()).await, before, "nothing of it is kept");
    let mandate = json!({
        "case": case, "person": agent_of(&view)["id"], "extent": "代为办理参保登记",
        "until": "2099-12-31", "ground": "letter", "paper": "",
    });
    station.call("set_mandate", mandate).await;
    let words = words_of(&station.call("print_mandate", this()).await);
    assert!(words.contains("代为办理参保登记") && words.contains("2099年12月31日"), "{words}");

    let opening = json!({ "item": "chengxiang-yanglao", "answers": { "agent": "self" } });
    let alone = station.call("open_case", opening).await["id"].clone();
    let refused = station.try_call("print_mandate", json!({ "case": alone })).await;
    assert_eq!(refused.unwrap_err(), "unknown_person", "nobody acts");
}

#[tokio::test(flavor = "multi_thread")]
async fn how_far_an_agent_may_act_is_asked_and_stands_on_paper_and_wire() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, view) = case_by_agent(&station).await;
    let agent = agent_of(&view)["id"].clone();
    assert_eq!(view["next"]["code"], "mandate", "{}", view["next"]);
    assert_eq!(agent_of(&view)["asks_mandate"], true);
    let mandate = |extent: &str, until: &str| by_letter(&case, &agent, extent, until);
    for (extent, until, code) in [
        (" ", "case_end", "mandate_extent_missing"),
        ("代为办理", " ", "mandate_end_missing"),
        ("代为办理", "改天", "day_unreadable"),
    ] {
        let refused = station.try_call("set_mandate", mandate(extent, until)).await;
        assert_eq!(refused.unwrap_err(), code);
    }
    let applicant = by_letter(&case, &view["people"][0]["id"], "代为办理", "case_end");
    assert_eq!(station.try_call("set_mandate", applicant).await.unwrap_err(), "not_allowed");
    let past = station.call("set_mandate", mandate("代为办理", "20200101")).await;
    let warnings = agent_of(&past)["warnings"].as_array().unwrap();
    let end_warning = warnings.iter().find(|warning| warning["code"] == "mandate_ended").unwrap();
    assert_eq!(end_warning["params"]["to"], "2020-01-01");
    assert_eq!(past["next"]["code"], "mandate_ended", "{}", past["next"]);
    assert_eq!(past["next"]["params"]["to"], "2020-01-01");
    assert_eq!(agent_of(&past)["asks_mandate"], true, "it is asked for again");

    station.call("set_mandate", mandate(" 代为办理参保登记 ", "2099-12-31")).await;
    take_papers(&station, &case).await;
    fill_what_is_missing(&station, &case).await;
    let accept =
        json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null });
    station.call("propose", accept).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    for words in [
        "依据：申请人委托；与申请人关系：女儿；代为办理参保登记；至2099年12月31日止",
        "代办人陈甲示例的号码为手工录入",
        "申请人（代办人）签收",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(!paper.contains("代理人"), "{paper}");
    station.call("issue", json!({ "case": case })).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.close(home.path()).await;
    let payload = store_of(home.path()).outbox_row(&case).unwrap().unwrap().payload;
    let filed: Value = serde_json::from_str(&payload).unwrap();
    let details = &filed["people"][1]["details"];
    assert_eq!(
        (&details["mandate_extent"], &details["mandate_until"]),
        (&"代为办理参保登记".into(), &"2099-12-31".into())
    );
    assert_eq!(
        (&details["mandate_ground"], &details["mandate_end"]),
        (&"letter".into(), &Value::Null)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_mandate_on_record_an_agent_still_waits_for_the_letter() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers = json!({ "persons": "single", "agent_single": "agent" });
    let (case, view) = open_by_agent(&station, "shengyu-dengji", answers).await;
    let agent = agent_of(&view)["id"].clone();
    let mandate = by_letter(&case, &agent, "代为办理生育登记", "case_end");
    let view = station.call("set_mandate", mandate).await;
    assert_eq!(agent_of(&view)["asks_mandate"], false);
    fill_fields(&station, &case).await;
    let this = || json!({ "case": case });
    station.call("show_form", this()).await;
    let before = json!({ "case": case, "person": agent });
    let refused = station.try_call("show_form_to_citizen", before.clone()).await;
    assert_eq!(refused.unwrap_err(), "authority_missing", "the letter alone is");
    take_papers(&station, &case).await;
    if station.call("case", this()).await["signing"]["shown"] != true {
        station.call("show_form", this()).await;
    }
    let view = station.call("show_form_to_citizen", before).await;
    assert_eq!(view["signing"]["before"]["person"], agent);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_withdraws_only_by_an_authority_that_covers_it() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, view) = case_by_agent(&station).await;
    let agent = agent_of(&view)["id"].clone();
    station.call("receive", json!({ "case": case })).await;
    let by = |role: &str, covers: bool| json!({ "case": case, "by": role, "covers": covers });
    let refused = async |role: &str, covers| {
        station.try_call("draw_up_withdrawal", by(role, covers)).await.unwrap_err()
    };
    assert_eq!(refused("agent", true).await, "mandate_missing");
    station.call("set_mandate", by_letter(&case, &agent, "代为办理、撤回", "20200101")).await;
    assert_eq!(refused("agent", true).await, "mandate_ended");
    station.call("set_mandate", by_letter(&case, &agent, "代为办理、撤回", "case_end")).await;
    assert_eq!(refused("agent", true).await, "authority_missing");
    take_papers(&station, &case).await;
    assert_eq!(refused("agent", false).await, "authority_not_covering");
    assert_eq!(refused("spouse", false).await, "not_a_signer");
    let printed = station.call("draw_up_withdrawal", by("agent", true)).await;
    let words = text_of(&text(&printed["print"]["file"]));
    for known in ["申请人（代办人）签字", "经办人已查看代办人陈甲示例的委托书，权限包括撤回申请"]
    {
        assert!(words.contains(known), "{known}: {words}");
    }
    let own = station.call("draw_up_withdrawal", by("applicant", false)).await;
    let words = text_of(&text(&own["print"]["file"]));
    assert!(words.contains("申请人签字") && !words.contains("权限包括"), "{words}");
}

fn guardian_of(view: &Value) -> Value {
    let mut people = view["people"].as_array().unwrap().iter();
    people.find(|person| person["role"] == "guardian").unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guardian_acts_by_a_paper_and_a_parent_until_the_applicant_is_of_age() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers = json!({ "sub": "living", "agent": "guardian" });
    let opening = json!({ "item": "canji-butie", "answers": answers });
    let case = text(&station.call("open_case", opening).await["id"]);
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(&station, view).await;
    let typed = |person: &Value, role: &str, name: &Value, number: &Value, birth: &str| {
        json!({
            "case": case, "person": person, "role": role, "name": name, "id_kind": "resident",
            "number": number, "sex": "", "address": "", "phone": "", "relation": "", "birth": birth,
        })
    };
    let (name, number) = (json!("陈甲示例"), json!("99000020000229001X"));
    let guardian = typed(&Value::Null, "guardian", &name, &number, "");
    let view = station.call("put_person", guardian).await;
    assert_eq!(view["next"]["code"], "mandate", "{}", view["next"]);
    let guardian = guardian_of(&view);
    let offered = json!([
        { "ground": "other_guardian", "paper": "监护关系证明", "until": null },
        { "ground": "committee", "paper": "监护关系证明", "until": null },
    ]);
    assert_eq!(guardian["mandate_choices"], offered, "the applicant is of age");
    let mandate = |ground: &str, paper: &str, until: &str| {
        json!({ "case": case, "person": guardian["id"], "ground": ground, "paper": paper,
            "extent": "代为办理本事项", "until": until })
    };
    for (ground, paper, until, code) in [
        ("letter", "", "case_end", "not_allowed"),
        ("other_guardian", " ", "case_end", "mandate_paper_missing"),
        ("committee", "介绍信", "", "mandate_end_missing"),
        ("parent", "", "", "applicant_of_age"),
    ] {
        let refused = station.try_call("set_mandate", mandate(ground, paper, until)).await;
        assert_eq!(refused.unwrap_err(), code, "{ground}");
    }
    let by_paper = mandate("other_guardian", "监护关系证明", "case_end");
    let view = station.call("set_mandate", by_paper).await;
    let recorded = json!({ "ground": "other_guardian", "paper": "监护关系证明",
        "extent": "代为办理本事项", "until": "case_end" });
    assert_eq!(guardian_of(&view)["mandate"], recorded);
    assert_eq!(guardian_of(&view)["asks_mandate"], false);

    let applicant = view["people"][0]["id"].clone();
    let full = station.call("person", json!({ "case": case, "person": applicant })).await;
    let child = |birth: &str| typed(&applicant, "applicant", &full["name"], &full["number"], birth);
    let view = station.call("put_person", child("2020-05-08")).await;
    let first = json!({ "ground": "parent", "paper": null, "until": "2038-05-07" });
    assert_eq!(guardian_of(&view)["mandate_choices"][0], first);
    let view = station.call("set_mandate", mandate("parent", "", "")).await;
    assert_eq!(guardian_of(&view)["mandate"]["until"], "2038-05-07");
    let view = station.call("put_person", child("2020-05-09")).await;
    assert_eq!(guardian_of(&view)["asks_mandate"], true, "of another birthday");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_applicant_gets_the_agents_own_things_alone() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, view) = case_by_agent(&station).await;
    let agent = agent_of(&view)["id"].clone();
    let mandate = by_letter(&case, &agent, "代为办理参保登记", "case_end");
    station.call("set_mandate", mandate).await;
    let register = view["materials"].as_array().unwrap().iter().find(|row| {
        row["supply"] == "paper" && row["need"] == "required" && row["name"] == "居民户口簿"
    });
    let register = text(&register.unwrap()["id"]);
    import(&station, &case, &register).await;
    import(&station, &case, "agent_id_card").await;

    let to_other = json!({ "case": case, "item": "chengxiang-yanglao", "other_applicant": true });
    let other = station.call("another_item", to_other).await;
    let people = other["people"].as_array().unwrap();
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(
        (&people[0]["role"], &people[0]["name"], &people[0]["relation"], &people[0]["mandate"]),
        (&"agent".into(), &"陈甲示例".into(), &"".into(), &Value::Null)
    );
    let rows: Vec<&Value> =
        other["pages"].as_array().unwrap().iter().map(|page| &page["material"]).collect();
    assert_eq!(rows, ["agent_id_card"], "the register is the other applicant's");
    assert_eq!(other["left_pages"], 1);
    let answer = |id: &str| {
        let questions = other["questions"].as_array().unwrap();
        questions.iter().find(|question| question["id"] == id).unwrap()["answer"].clone()
    };
    assert_eq!((answer("agent"), answer("group")), ("agent".into(), Value::Null));

    // For the same applicant both go along.
    let same = json!({ "case": case, "item": "chengxiang-yanglao" });
    let same = station.call("another_item", same).await;
    assert_eq!(same["pages"].as_array().unwrap().len(), 2);
    assert_eq!((&same["left_pages"], &agent_of(&same)["mandate"]), (&0.into(), &Value::Null));
    assert_eq!(agent_of(&same)["relation"], "女儿");
    // Nobody acts: there is no such visit.
    let alone = station.open_allowance().await;
    let refused = json!({ "case": alone["id"], "item": "gaoling-jintie", "other_applicant": true });
    assert_eq!(station.try_call("another_item", refused).await.unwrap_err(), "unknown_person");

    // Whom the case took along, and from where, is on record.
    station.close(home.path()).await;
    let store = store_of(home.path());
    let took_along = |view: &Value| -> Value {
        let rows = store.entries(&text(&view["id"])).unwrap();
        let mut facts = rows.iter().map(|row| serde_json::from_str::<Value>(&row.body).unwrap());
        facts.find(|fact| fact["fact"] == "carried_from").unwrap()
    };
    let (to_other, to_same) = (took_along(&other), took_along(&same));
    assert_eq!((&to_other["case"], &to_other["people"]), (&json!(case), &json!([agent])));
    assert_eq!(to_same["people"].as_array().unwrap().len(), 2);
}

/// The applicant of the case became another person after the pages were taken in.
#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_former_applicant_stay_where_they_are() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, view) = case_by_agent(&station).await;
    let register = view["materials"].as_array().unwrap().iter().find(|row| {
        row["supply"] == "paper" && row["need"] == "required" && row["name"] == "居民户口簿"
    });
    import(&station, &case, &text(&register.unwrap()["id"])).await;
    let mother = json!({
        "case": case, "person": null, "role": "applicant", "name": "陈乙示例",
        "id_kind": "resident", "number": "440699199001010022", "sex": "", "address": "",
        "phone": "", "relation": "",
    });
    station.call("put_person", mother).await;
    let other = json!({ "case": case, "item": "chengxiang-yanglao" });
    let other = station.call("another_item", other).await;
    assert_eq!((&other["pages"], &other["left_pages"]), (&json!([]), &1.into()));
}
