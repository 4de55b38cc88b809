use counter_catalog::{LintCode, Pack, lint};
use serde_json::{Value, json};

/// A sound pack of one item, changed by the test, and what the check then says.
fn codes(change: impl FnOnce(&mut Value)) -> Vec<LintCode> {
    let mut bundle = json!({
        "id": "small", "version": "1", "title": "小包", "note": "示例",
        "items": [{
            "id": "one", "name": "示例事项", "department": "示例局", "task_type": "21", "project_type": "on_the_spot",
            "form": "general",
            "questions": [
                {"id": "biz", "text": "办哪一种？", "options": [{"id": "new", "label": "新办"}, {"id": "lost", "label": "补办"}]},
                {"id": "agent", "text": "谁来办？", "ask_when": ["biz.new"],
                 "options": [{"id": "self", "label": "本人来办"}, {"id": "agent", "label": "别人代办"}]}],
            "materials": [
                {"id": "card", "name": "居民身份证", "supply": "chip", "person": "applicant"},
                {"id": "paper", "name": "委托书", "when_all": ["biz.new", "agent.agent"]}]
        }],
        "forms": [{"id": "general", "title": "申请表", "sections": [{"title": "一", "fields": [
            {"id": "name", "label": "姓名", "kind": "text", "prefill": "applicant.name"},
            {"id": "way", "label": "方式", "kind": "choice", "options": [{"value": "post", "label": "邮寄"}]},
            {"id": "to", "label": "地址", "kind": "text", "required_when": "way=post"}]}]}]
    });
    change(&mut bundle);
    lint(&Pack::from_bytes(bundle.to_string().as_bytes()).unwrap()).into_iter().map(|lint| lint.code).collect()
}

#[test]
fn a_sound_pack_has_no_findings() {
    assert_eq!(codes(|_| ()), []);
}

#[test]
fn references_to_nothing() {
    for wrong in ["biz.old", "nothing.new", "biz"] {
        assert_eq!(codes(|it| it["items"][0]["materials"][0]["when"] = json!([wrong])), [LintCode::DanglingReference]);
    }
    assert_eq!(codes(|it| it["items"][0]["form"] = json!("none")), [LintCode::UnknownForm]);
    assert_eq!(
        codes(|it| it["items"][0]["legacy"] = json!({"note": "停办", "instead": "none"})),
        [LintCode::UnknownReplacement]
    );
}

#[test]
fn clauses_that_let_the_counter_ask_for_anything() {
    for wrong in ["其他材料", "法律规定的其他相关材料", "按要求提供"] {
        assert_eq!(codes(|it| it["items"][0]["materials"][1]["name"] = json!(wrong)), [LintCode::CatchAllClause]);
        assert_eq!(codes(|it| it["items"][0]["materials"][1]["points"] = json!([wrong])), [LintCode::CatchAllClause]);
        assert_eq!(codes(|it| it["items"][0]["points"] = json!([wrong])), [LintCode::CatchAllClause]);
    }
}

#[test]
fn options_nobody_can_reach() {
    let circle = codes(|it| it["items"][0]["questions"][1]["ask_when"] = json!(["agent.self"]));
    assert_eq!(circle, [LintCode::UnreachableOption, LintCode::UnreachableOption]);
    let dangling = codes(|it| it["items"][0]["questions"][1]["ask_when"] = json!(["biz.none"]));
    assert!(dangling.contains(&LintCode::DanglingReference) && dangling.contains(&LintCode::UnreachableOption));
}

#[test]
fn conditions_that_can_never_hold_and_questions_that_change_nothing() {
    let never = codes(|it| it["items"][0]["materials"][1]["when_all"] = json!(["biz.new", "biz.lost", "agent.self"]));
    assert_eq!(never, [LintCode::NeverNeeded]);
    let against = codes(|it| it["items"][0]["materials"][1]["when"] = json!(["biz.lost"]));
    assert_eq!(against, [LintCode::NeverNeeded]);
    let idle = codes(|it| it["items"][0]["materials"][1]["when_all"] = json!(["biz.new"]));
    assert_eq!(idle, [LintCode::IdleQuestion]);
}

#[test]
fn two_of_one_id_and_a_card_of_nobody() {
    assert_eq!(codes(|it| it["items"][0]["materials"][1]["id"] = json!("card")), [LintCode::DuplicateId]);
    assert_eq!(codes(|it| it["items"][0]["questions"][0]["options"][1]["id"] = json!("new")), [LintCode::DuplicateId]);
    assert_eq!(codes(|it| it["items"][0]["materials"][0]["person"] = Value::Null), [LintCode::ChipOfNobody]);
}

#[test]
fn faults_of_a_form() {
    let field = |at: usize, key: &'static str, value: Value| {
        codes(move |it| it["forms"][0]["sections"][0]["fields"][at][key] = value)
    };
    assert_eq!(field(0, "prefill", json!("applicant.shoe")), [LintCode::UnknownPrefill]);
    assert_eq!(field(0, "prefill", json!("answer.none")), [LintCode::UnknownPrefill]);
    assert_eq!(field(0, "prefill", json!("answer.biz")), []);
    assert_eq!(field(2, "required_when", json!("way=walk")), [LintCode::BrokenField]);
    assert_eq!(field(2, "required_when", json!("none=1")), [LintCode::BrokenField]);
    assert_eq!(field(2, "id", json!("name")), [LintCode::DuplicateId]);
    assert_eq!(field(0, "kind", json!("choice")), [LintCode::BrokenField]);
}
