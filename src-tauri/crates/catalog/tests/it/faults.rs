use counter_catalog::{Lint, LintCode, Source, lint_source};
use serde_json::{Value, json};

/// A sound pack of one item and its form, changed by the test, and what the check then says. JSON
/// is YAML.
fn found(change: impl FnOnce(&mut Value)) -> Vec<Lint> {
    let mut pack = json!({
        "item": {
            "id": "one", "name": "示例事项", "department": "示例局", "task_type": "21",
            "project_type": "on_the_spot",
            "form": "general",
            "questions": [
                {"id": "biz", "text": "办哪一种？", "options": [{"id": "new", "label": "新办"},
                    {"id": "lost", "label": "补办"}]},
                {"id": "agent", "text": "谁来办？", "ask_when": "biz == 'new'",
                 "options": [{"id": "self", "label": "本人来办"}, {"id": "agent", "label": "别人代办"}]}],
            "materials": [
                {"id": "card", "name": "居民身份证", "supply": "chip", "person": "applicant"},
                {"id": "paper", "name": "委托书", "when": "biz == 'new' && agent == 'agent'"}]
        },
        "form": {"id": "general", "title": "申请表", "sections": [{"title": "一", "fields": [
            {"id": "name", "label": "姓名", "kind": "text", "prefill": "applicant.name"},
            {"id": "way", "label": "方式", "kind": "choice",
                "options": [{"value": "post", "label": "邮寄"}]},
            {"id": "to", "label": "地址", "kind": "text", "required_when": "way=post"}]}]},
        "cases": [
            {"item": "one", "title": "代办", "answers": {"biz": "new", "agent": "agent"},
                "materials": ["card", "paper"]},
            {"item": "one", "title": "本人", "answers": {"biz": "new", "agent": "self"},
                "materials": ["card"]},
            {"item": "one", "title": "补办", "answers": {"biz": "lost"}, "materials": ["card"]}]
    });
    change(&mut pack);
    let head = json!({"id": "small", "version": "1", "title": "小包", "note": "示例"});
    let files = [
        ("pack.yaml", &head),
        ("items/one.yaml", &pack["item"]),
        ("forms/general.yaml", &pack["form"]),
        ("cases.yaml", &pack["cases"]),
    ];
    lint_source(
        &files
            .into_iter()
            .map(|(name, value)| (name.to_owned(), format!("{value:#}")))
            .collect::<Source>(),
    )
}

fn codes(change: impl FnOnce(&mut Value)) -> Vec<LintCode> {
    found(change).into_iter().map(|lint| lint.code).collect()
}

#[test]
fn a_sound_pack_has_no_findings() {
    assert_eq!(codes(|_| ()), []);
}

#[test]
fn references_to_nothing() {
    for wrong in ["biz != 'old'", "nothing != 'new'"] {
        let found = codes(|it| it["item"]["materials"][0]["when"] = json!(wrong));
        assert!(found.contains(&LintCode::DanglingReference), "{wrong}: {found:?}");
    }
    for wrong in ["card.shoe > 4", "card.age == '四'", "card.sex > '男'", "card.sex == '四'"] {
        let found = codes(|it| it["item"]["materials"][0]["when"] = json!(wrong));
        assert!(found.contains(&LintCode::UnknownFact), "{wrong}: {found:?}");
    }
    let known =
        codes(|it| it["item"]["questions"][1]["options"][0]["known_when"] = json!("biz == 'new'"));
    assert_eq!(known, [LintCode::KnownFromAnswer]);
    assert_eq!(codes(|it| it["item"]["form"] = json!("none")), [LintCode::UnknownForm]);
    assert_eq!(
        codes(|it| it["item"]["legacy"] = json!({"note": "停办", "instead": "none"})),
        [LintCode::UnknownReplacement]
    );
}

#[test]
fn clauses_that_let_the_counter_ask_for_anything() {
    for wrong in ["其他材料", "法律规定的其他相关材料", "按要求提供"] {
        assert_eq!(
            codes(|it| it["item"]["materials"][1]["name"] = json!(wrong)),
            [LintCode::CatchAllClause]
        );
        assert_eq!(
            codes(|it| it["item"]["materials"][1]["points"] = json!([wrong])),
            [LintCode::CatchAllClause]
        );
        assert_eq!(codes(|it| it["item"]["points"] = json!([wrong])), [LintCode::CatchAllClause]);
    }
}

#[test]
fn options_nobody_can_reach() {
    for wrong in ["biz == 'new' && biz == 'lost'", "biz == 'none'"] {
        let found = codes(|it| it["item"]["questions"][1]["ask_when"] = json!(wrong));
        assert_eq!(
            found.iter().filter(|code| **code == LintCode::UnreachableOption).count(),
            2,
            "{wrong}"
        );
    }
}

#[test]
fn conditions_that_never_or_always_hold_and_questions_that_change_nothing() {
    let with =
        |text: &'static str| codes(move |it| it["item"]["materials"][1]["when"] = json!(text));
    assert_eq!(with("biz == 'lost' && agent == 'agent'"), [LintCode::ContradictoryCondition]);
    assert_eq!(with("agent == 'agent' && agent == 'self'"), [LintCode::ContradictoryCondition]);
    assert_eq!(with("agent == 'agent' || agent != 'agent'"), [LintCode::IdleCondition]);
    assert_eq!(
        with("agent == 'agent' && card.age > 60 && card.age < 60"),
        [LintCode::ContradictoryCondition]
    );
    assert_eq!(with("biz == 'new'"), [LintCode::IdleQuestion]);
}

/// Sixteen questions that each are asked of everybody: two to the sixteenth ways.
#[test]
fn situations_that_nobody_looks_at_are_counted() {
    let left_out = |questions: usize| -> Vec<u64> {
        let told = found(move |it| {
            let question = |n: usize| {
                json!({"id": format!("q{n}"), "text": "有没有？", "options": [
                    {"id": "yes", "label": "有"}, {"id": "no", "label": "没有"}]})
            };
            let material = |n: usize| {
                json!({"id": format!("m{n}"), "name": format!("材料{n}"),
                    "when": format!("q{n} == 'yes'")})
            };
            it["item"]["questions"] = (0..questions).map(question).collect();
            it["item"]["materials"] = (0..questions).map(material).collect();
        });
        let many = told.iter().filter(|one| one.code == LintCode::TooManySituations);
        many.map(|one| one.at.parse().unwrap()).collect()
    };
    assert!(left_out(10).is_empty());
    let told = left_out(16);
    assert_eq!(told.len(), 1);
    let looked_at = 65_536 - told[0];
    assert!((19_900..=20_001).contains(&looked_at), "{looked_at}");
}

#[test]
fn what_no_case_walks_through_and_papers_asked_twice() {
    let untested = found(|it| it["cases"].as_array_mut().unwrap().truncate(2));
    assert_eq!(
        untested.iter().map(|one| (one.code, one.at.as_str())).collect::<Vec<_>>(),
        [(LintCode::LeafWithoutTest, "biz.lost")]
    );
    let twice =
        |name: &'static str| codes(move |it| it["item"]["materials"][1]["name"] = json!(name));
    assert_eq!(twice("居民身份证（原件）"), [LintCode::MaterialAskedTwice]);
    assert_eq!(twice("村委会出具的居住证明"), [LintCode::VillageCertificate]);
    assert_eq!(twice("农村居民身份证明"), []);
    let one_of = codes(|it| {
        for material in it["item"]["materials"].as_array_mut().unwrap() {
            material["any_group"] = json!("identity");
            material["name"] = json!("身份证件");
        }
    });
    assert_eq!(one_of, []);
}

#[test]
fn codes_parts_and_days_that_cannot_be() {
    let item = |key: &'static str, value: Value| codes(move |it| it["item"][key] = value);
    assert_eq!(item("task_type", json!("77")), [LintCode::UnknownCode]);
    assert_eq!(
        item("effective", json!({"from": "2026-05-02", "until": "2026-05-01"})),
        [LintCode::NeverInForce]
    );
    assert_eq!(item("class", json!("personal")), []);
    assert_eq!(item("levels", json!(["4", "5"])), []);
    assert_eq!(item("class", json!(" ")), [LintCode::UnusableWord]);
    assert_eq!(item("levels", json!(["5", "市 县"])), [LintCode::UnusableWord]);
    let part = json!({"id": "fire", "department": "消防救援局", "name": "消防验收"});
    assert_eq!(item("joint", json!({"lead": "fire", "parts": [part]})), []);
    assert_eq!(item("joint", json!({"lead": "water", "parts": [part]})), [LintCode::UnknownPart]);
    let material =
        |key: &'static str, value: Value| codes(move |it| it["item"]["materials"][0][key] = value);
    assert_eq!(material("parts", json!(["fire"])), [LintCode::UnknownPart]);
    assert_eq!(material("source", json!(30)), [LintCode::UnknownCode]);
    assert_eq!(material("blank", json!("nothing")), [LintCode::UnknownForm]);
}

/// What the check says of the item with a sound entrustment, changed by the test.
fn entrusted(change: impl FnOnce(&mut Value)) -> Vec<LintCode> {
    codes(|it| {
        it["item"]["entrustment"] = json!({
            "document": "示例委托书", "from": "2026-05-01", "until": "2026-12-31",
            "levels": ["5"], "points": [{"id": "true", "text": "所填属实"}]});
        change(&mut it["item"]);
    })
}

#[test]
fn an_entrustment_by_which_nobody_can_decide() {
    let put =
        |key: &'static str, value: Value| entrusted(move |item| item["entrustment"][key] = value);
    let unusable = [LintCode::UnusableEntrustment];
    assert_eq!(entrusted(|_| ()), []);
    assert_eq!(put("stations", json!(["A"])), []);
    assert_eq!(put("document", json!(" ")), unusable);
    assert_eq!(put("points", json!([])), unusable);
    assert_eq!(put("levels", json!([])), unusable, "nowhere");
    assert_eq!(put("points", json!([{"id": "true", "text": " "}])), unusable);
    assert_eq!(put("levels", json!(["市 县"])), [LintCode::UnusableWord]);
    assert_eq!(put("from", json!("2027-01-01")), [LintCode::NeverInForce]);
    let point = json!({"id": "true", "text": "所填属实"});
    assert_eq!(put("points", json!([point, point])), [LintCode::DuplicateId]);
    let vague = json!([{"id": "rest", "text": "其他材料齐全"}]);
    assert_eq!(put("points", vague), [LintCode::CatchAllClause]);
    let fire = json!({"id": "fire", "department": "消防救援局", "name": "消防验收"});
    let several = json!({"lead": "fire", "parts": [fire]});
    assert_eq!(entrusted(|item| item["joint"] = several), unusable);
    let endless = entrusted(|item| item["entrustment"]["until"] = Value::Null);
    assert!(endless.contains(&LintCode::Malformed), "no term: {endless:?}");
}

#[test]
fn a_number_of_visits_that_nobody_promises() {
    let most = |most: u32| codes(move |it| it["item"]["visits"] = json!({ "most": most }));
    assert_eq!((most(1), most(5)), (vec![], vec![]));
    for unlikely in [0, 6, 100] {
        assert_eq!(most(unlikely), [LintCode::UnlikelyVisits], "{unlikely}");
    }
}

#[test]
fn a_signature_that_nobody_gives_anyway() {
    let none = |supply: &'static str| {
        codes(move |it| {
            it["item"]["signature"] = json!("none");
            it["item"]["materials"][1]["supply"] = json!(supply);
        })
    };
    assert_eq!(none("paper"), [LintCode::IdleSignature]);
    assert_eq!(none("form"), []);
    let unknown = codes(|it| it["item"]["signature"] = json!("later"));
    assert!(unknown.contains(&LintCode::Malformed), "{unknown:?}");
}

#[test]
fn samples_that_a_field_would_not_take_or_that_could_be_somebody() {
    let fitting = [
        ("text", json!("张三示例")),
        ("choice", json!("post")),
        ("date", json!("2026-11-23")),
        ("id_number", json!("440699××××××××××××")),
        ("phone", json!("138××××××××")),
        ("bank_account", json!("6200××××")),
    ];
    let wrong = [
        ("choice", json!("邮寄")),
        ("date", json!("11月23日")),
        ("id_number", json!("440699199001010014")),
        ("phone", json!("13800001111")),
        ("bank_account", json!("6200000000000000")),
    ];
    let with = |(kind, sample): (&str, Value)| {
        let options = if kind == "choice" {
            json!([{"value": "post", "label": "邮寄"}])
        } else {
            json!([])
        };
        let field =
            json!({"id": "f", "label": "栏", "kind": kind, "options": options, "sample": sample});
        codes(move |it| it["form"]["sections"] = json!([{"title": "一", "fields": [field]}]))
    };
    for one in fitting {
        assert_eq!(with(one.clone()), [], "{one:?}");
    }
    for one in wrong {
        assert_eq!(with(one.clone()), [LintCode::BrokenSample], "{one:?}");
    }
}

#[test]
fn a_finding_has_its_place_and_one_bad_file_hides_no_other() {
    let yaml = "id: one\nname: 示例\ndepartment: 局\ntask_type: '21'\nproject_type: on_the_spot\nform: general\nmaterials:\n- id: a\n  name: 其他材料\n";
    let files = [
        ("pack.yaml", "{id: small, version: '1', title: 小包, note: 示例}"),
        ("forms/general.yaml", "{id: general, title: 申请表, sections: []}"),
        ("items/one.yaml", yaml),
        ("items/two.yaml", "id: two\nmaterials:\n- id: a\n  name: b\n  when: biz = 'x'\n"),
        ("items/three.yaml", "id: three\n  nonsense: [\n"),
    ];
    let found = lint_source(
        &files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
    );
    let told: Vec<_> =
        found.iter().map(|one| (one.file.as_str(), one.line, one.column, one.code)).collect();
    assert_eq!(told[0], ("items/one.yaml", 9, 9, LintCode::CatchAllClause));
    assert_eq!((told[1].0, told[1].1, told[1].3), ("items/three.yaml", 2, LintCode::Malformed));
    assert_eq!(told[2], ("items/two.yaml", 5, 13, LintCode::Malformed), "{}", found[2].at);
    assert!(found[2].at.contains("column 5"), "{}", found[2].at);
}

#[test]
fn two_of_one_id_and_a_card_of_nobody() {
    assert_eq!(
        codes(|it| it["item"]["materials"][1]["id"] = json!("card")),
        [LintCode::DuplicateId]
    );
    assert_eq!(
        codes(|it| it["item"]["questions"][0]["options"][1]["id"] = json!("new")),
        [LintCode::DuplicateId]
    );
    assert_eq!(
        codes(|it| it["item"]["materials"][0]["person"] = Value::Null),
        [LintCode::ChipOfNobody]
    );
}

#[test]
fn an_option_says_who_acts_and_then_its_question_is_not_idle() {
    let asked = |acting: &'static str| {
        move |it: &mut Value| {
            it["item"]["questions"][1]["options"][1]["acting"] = json!(acting);
            it["item"]["materials"][1]["when"] = json!("biz == 'new'");
        }
    };
    assert_eq!(codes(asked("agent")), [], "no paper hangs on it, a person does");
    assert_eq!(codes(asked("applicant")), [LintCode::ActsForThemselves]);
    assert!(codes(asked("friend")).contains(&LintCode::Malformed));
}

#[test]
fn numbers_and_words_of_a_row_that_contradict_each_other() {
    let row = |change: Value| {
        codes(move |it| {
            let card = it["item"]["materials"][0].as_object_mut().unwrap();
            card.extend(change.as_object().unwrap().clone());
        })
    };
    let wrong = [LintCode::ContradictoryCounts];
    for (accept, original, copy) in [
        ("see_only", 1, 1),
        ("see_only", 0, 0),
        ("original", 1, 1),
        ("original", 0, 1),
        ("copy", 1, 1),
        ("copy", 0, 0),
        ("both", 1, 0),
        ("both", 0, 1),
        ("see_and_copy", 0, 1),
        ("see_and_copy", 1, 0),
    ] {
        let change = json!({"accept": accept, "original": original, "copy": copy});
        assert_eq!(row(change), wrong, "{accept} {original} {copy}");
    }
    for (accept, original, copy) in [
        ("original", 2, 0),
        ("see_only", 1, 0),
        ("see_and_copy", 1, 1),
        ("both", 1, 2),
        ("copy", 0, 1),
    ] {
        let change = json!({"accept": accept, "original": original, "copy": copy});
        assert_eq!(row(change), [], "{accept} {original} {copy}");
    }
    let both = json!({"accept": "see_and_copy", "original": 1, "copy": 1});
    let with = |base: &Value, field: &str, words: Value| {
        let mut change = base.clone();
        change[field] = words;
        row(change)
    };
    let one = json!({"accept": "see_only", "original": 1, "copy": 0});
    assert_eq!(with(&both, "note", json!("原件核对后退还，不用复印")), wrong);
    assert_eq!(with(&both, "name", json!("户口簿全本复印件")), wrong);
    assert_eq!(with(&one, "points", json!(["复印件清晰"])), wrong);
    assert_eq!(with(&one, "note", json!("不收复印件")), []);
    assert_eq!(with(&both, "points", json!(["原件与复印件一致"])), []);
}

#[test]
fn whoever_comes_for_the_applicant_is_asked_for() {
    let labelled = |label: &'static str| {
        codes(move |it| it["item"]["questions"][0]["options"][1]["label"] = json!(label))
    };
    for label in ["委托别人补办", "补办，由别人代办", "监护人来办"] {
        assert_eq!(labelled(label), [LintCode::ActingUnsaid], "{label}");
    }
    for label in ["不委托别人", "没有代办", "申请人（监护人）本人来办"] {
        assert_eq!(labelled(label), [], "{label}");
    }
}

#[test]
fn whoever_acts_has_the_own_papers_in_each_situation_in_which_they_act() {
    let acting = |role: &'static str, row: Value| {
        codes(move |it| {
            it["item"]["questions"][1]["options"][1]["acting"] = json!(role);
            it["item"]["materials"].as_array_mut().unwrap().push(row);
        })
    };
    let card = |role: &str, when: &str| {
        json!({"id": "other_card", "name": "来办的人的身份证", "supply": "chip", "person": role,
            "when": when})
    };
    let letter =
        |when: &str| json!({"id": "letter", "name": "授权委托书", "authority": true, "when": when});
    let wrong = [LintCode::ActorWithoutRow];
    for role in ["agent", "spouse"] {
        assert_eq!(acting(role, card(role, "biz == 'lost'")), wrong, "{role}");
        assert_eq!(acting(role, card(role, "agent == 'agent'")), [], "{role}");
    }
    assert_eq!(acting("agent", letter("biz == 'lost'")), wrong);
    assert_eq!(acting("agent", letter("biz == 'new'")), []);
    assert_eq!(acting("spouse", letter("biz == 'lost'")), [], "a spouse needs none");
    assert_eq!(acting("spouse", card("guardian", "biz == 'lost'")), [], "somebody else's card");
}

#[test]
fn a_row_that_is_always_wanted_and_says_that_it_is_not() {
    let row = |change: Value| {
        codes(move |it| {
            let card = it["item"]["materials"][0].as_object_mut().unwrap();
            card.extend(change.as_object().unwrap().clone());
        })
    };
    let wrong = [LintCode::ContradictoryNeed];
    assert_eq!(row(json!({"note": "能联网查到的免交"})), wrong);
    assert_eq!(row(json!({"points": ["在有效期内", "事后补交"]})), wrong);
    assert_eq!(row(json!({"need": "optional", "note": "能联网查到的免交"})), []);
    assert_eq!(row(json!({"need": "later", "note": "可以后补"})), []);
    assert_eq!(row(json!({"later_when": "biz == 'lost'", "note": "补办的可以后补"})), []);
    assert_eq!(row(json!({"cert": "居民身份证", "note": "证照库有的免交"})), []);
    assert_eq!(row(json!({"note": "免交复印件"})), []);
}

#[test]
fn a_certificate_stands_for_the_whole_of_its_row() {
    let row = |name: &'static str, cert: Value| {
        codes(move |it| {
            it["item"]["materials"][0]["name"] = json!(name);
            it["item"]["materials"][0]["cert"] = cert;
        })
    };
    let licence = || json!("营业执照");
    assert_eq!(row("营业执照及纳税记录", licence()), [LintCode::CertificateOfPart]);
    assert_eq!(row("营业执照（正本与副本）", licence()), []);
    assert_eq!(row("营业执照及纳税记录", Value::Null), []);
}

#[test]
fn terms_and_requirements_name_what_exists() {
    let terms =
        |when: &str| codes(|it| it["item"]["terms"] = json!([{"when": when, "fee": "20 元"}]));
    assert_eq!(terms("biz == 'lost'"), []);
    assert_eq!(terms("biz == 'old'"), [LintCode::DanglingReference]);
    let requires = |when: &str| {
        codes(|it| it["item"]["requires"] = json!([{"when": when, "text": "年满十六周岁"}]))
    };
    assert_eq!(requires("card.age >= 16"), []);
    assert_eq!(requires("card.age >= '十六'"), [LintCode::UnknownFact]);
    let later = |when: &str| codes(|it| it["item"]["materials"][0]["later_when"] = json!(when));
    assert_eq!(later("biz == 'old'"), [LintCode::DanglingReference]);
}

#[test]
fn faults_of_a_form() {
    let field = |at: usize, key: &'static str, value: Value| {
        codes(move |it| it["form"]["sections"][0]["fields"][at][key] = value)
    };
    assert_eq!(field(0, "prefill", json!("applicant.shoe")), [LintCode::UnknownPrefill]);
    assert_eq!(field(0, "prefill", json!("answer.none")), [LintCode::UnknownPrefill]);
    assert_eq!(field(0, "prefill", json!("answer.biz")), []);
    assert_eq!(field(2, "required_when", json!("way=walk")), [LintCode::BrokenField]);
    assert_eq!(field(2, "required_when", json!("none=1")), [LintCode::BrokenField]);
    assert_eq!(field(2, "required_when", json!("way=post|walk")), [LintCode::BrokenField]);
    assert_eq!(field(2, "required_when", json!("way")), [LintCode::BrokenField]);
    assert_eq!(field(2, "id", json!("name")), [LintCode::DuplicateId]);
    assert_eq!(field(0, "kind", json!("choice")), [LintCode::BrokenField]);
}
