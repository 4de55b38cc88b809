use super::*;

fn suggested(facts: impl IntoIterator<Item = Fact>) -> Vec<(String, String, String)> {
    let (case, item, form) = (case(facts), item(), form());
    let faults = suggest_corrections(&assess(&case, &item, &form), true);
    assert!(faults.iter().all(|fault| fault.reason.is_none()));
    faults.into_iter().map(|fault| (fault.material.unwrap(), fault.problem, fault.fix)).collect()
}

fn row(material: &str, problem: &str, fix: &str) -> (String, String, String) {
    (material.to_owned(), problem.to_owned(), fix.to_owned())
}

#[test]
fn everything_missing_is_asked_for_at_once() {
    let facts = [answered("group", "poor"), answered("agent", "self")];
    let expected = [
        row("card", "未提交", "请提交。"),
        row("hukou", "未提交", "请提交原件 1 份，复印件不用带，窗口扫描。"),
        row("photo", "未提交", "请提交原件 2 份。"),
        row("deed", "未提交", "以下任选其一：房产证、租赁合同。"),
        row("proof", "未提交", "请提交。"),
    ];
    assert_eq!(suggested(facts), expected, "one of a group, no form, nothing that may follow");
    assert_eq!(suggested(complete()), []);
}

#[test]
fn copies_alone_are_asked_for_as_copies() {
    let (case, mut item, form) = (case(complete()), item(), form());
    item.materials[9].need = crate::item::Need::Required;
    item.materials[9].copy = 3;
    let faults = suggest_corrections(&assess(&case, &item, &form), true);
    assert_eq!(faults[0].fix, "请提交复印件 3 份。");
}

#[test]
fn a_window_that_does_not_scan_asks_for_the_copies() {
    let (case, item, form) = (case([answered("agent", "self")]), item(), form());
    let faults = suggest_corrections(&assess(&case, &item, &form), false);
    let hukou = faults.iter().find(|fault| fault.material.as_deref() == Some("hukou")).unwrap();
    assert_eq!(hukou.fix, "请提交原件 1 份、复印件 2 份。");
}

#[test]
fn what_is_faulty_is_named_with_its_fault() {
    let facts = complete().into_iter().chain([problem("later"), problem("application")]);
    let repair = "请补充或更正后提交。";
    assert_eq!(
        suggested(facts),
        [row("application", "印章不清", repair), row("later", "印章不清", repair)]
    );
}

#[test]
fn a_group_with_one_here_is_not_asked_for_but_a_faulty_one_is() {
    let facts = complete().into_iter().chain([problem("deed")]);
    let fix = "请补充或更正后提交。";
    let expected =
        [row("deed", "印章不清", fix), row("lease", "未提交", "以下任选其一：房产证、租赁合同。")];
    assert_eq!(suggested(facts), expected);
    let other = complete().into_iter().chain([problem("deed"), page("2", Some("lease"))]);
    assert_eq!(suggested(other), [row("deed", "印章不清", fix)]);
}

#[test]
fn a_group_that_waits_for_an_answer_names_the_question() {
    let (case, mut item, form) = (case([]), item(), form());
    item.materials[5].when = item.materials[7].when.clone();
    let faults = suggest_corrections(&assess(&case, &item, &form), true);
    let deed = faults.iter().find(|fault| fault.material.as_deref() == Some("deed")).unwrap();
    assert_eq!(deed.fix, "以下任选其一：group。");
}

#[test]
fn the_list_and_the_form_may_be_named_without_a_reason() {
    let (case, item, form) =
        (case([answered("group", "normal"), answered("agent", "self")]), item(), form());
    let assessment = assess(&case, &item, &form);
    let names = list_requestable(&assessment);
    assert!(
        names.contains(&"居民户口簿") && names.contains(&"体检报告") && names.contains(&"理由栏")
    );
    assert!(!names.contains(&"低保证明") && !names.contains(&"代办人身份证"), "not this citizen's");
    let off = |name: &str| is_off_list(&names, name);
    assert!(!off("居民户口簿") && !off(" 居民户口簿（首页） ") && !off("户口簿"));
    assert!(!off("居民户口簿复印件") && !off("居民户口簿(本人页)"));
    assert!(off("与居民户口簿不一致的情况说明") && off("居民户口簿遗失声明"), "another thing");
    assert!(off("户口"), "two letters are in too many names");
    assert!(off("低保证明") && off("结婚证"));
    let without = CaseAssessment::new(&case, None, None, today());
    assert!(list_requestable(&without).is_empty());
}

#[test]
fn a_line_that_was_written_over_is_of_its_row_no_more() {
    let (case, item, form) = (case([answered("agent", "self")]), item(), form());
    let assessment = assess(&case, &item, &form);
    for (name, expected) in [("居民户口簿", true), ("户口簿", true), ("村里的说明", false)]
    {
        assert_eq!(is_of_row(&assessment, "hukou", name), expected, "{name}");
    }
    assert!(!is_of_row(&assessment, "none", "居民户口簿"));
}

#[test]
fn a_mandate_that_ended_or_is_not_on_record_is_named_until_it_is_put_right() {
    let with =
        |fact: &Fact| -> Vec<Fact> { complete().into_iter().chain([fact.clone()]).collect() };
    let faults = |facts: Vec<Fact>| {
        let (case, item, form) = (case(facts), item(), form());
        let assessment = assess(&case, &item, &form);
        let faults = suggest_corrections(&assessment, true);
        let names = list_requestable(&assessment);
        assert!(faults.iter().all(|fault| !is_off_list(&names, &fault.name)), "needs no reason");
        faults
    };
    let ended = acting_until(PersonRole::Agent, MandateEnd::Day("2026-09-20".parse().unwrap()));
    for (fact, name, problem) in [
        (&ended, "代办依据", "代办人的代办期限已于2026年9月20日届满"),
        (&typed(PersonRole::Guardian), "代办依据", "监护人代办的依据、范围和期限没有写明"),
    ] {
        let found = faults(with(fact));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].name.as_str(), found[0].problem.as_str()), (name, problem));
    }
    let whole = acting_until(PersonRole::Agent, MandateEnd::CaseEnd);
    assert_eq!(faults(with(&whole)), []);

    let decision =
        Decision { faults: faults(with(&ended)), ..Decision::of_kind(DecisionKind::Correction) };
    let missing = |more: &[Fact]| {
        let notice = [Fact::Decided { decision: decision.clone() }, issued("correction_notice")];
        let facts = with(&ended).into_iter().chain(notice).chain(more.iter().cloned());
        let (case, item, form) = (case(facts), item(), form());
        list_missing_corrections(&assess(&case, &item, &form))
    };
    assert_eq!(missing(&[]), ["代办依据"]);
    assert_eq!(missing(&[whole]), [""; 0]);
}

#[test]
fn the_paper_that_shows_a_ground_is_the_lists_own() {
    let (case, mut item, form) =
        (case([answered("group", "normal"), answered("agent", "guardian")]), item(), form());
    let found = |item: &Item, ground: MandateGround| {
        find_ground_paper(&assess(&case, item, &form), ground).map(str::to_owned)
    };
    for ground in [MandateGround::OtherGuardian, MandateGround::Committee] {
        assert_eq!(found(&item, ground), None, "the list has none");
    }
    item.materials[3].name = "监护关系证明".into();
    for ground in [MandateGround::OtherGuardian, MandateGround::Committee] {
        assert_eq!(found(&item, ground).as_deref(), Some("监护关系证明"));
    }
    assert_eq!(found(&item, MandateGround::Parent), None);
    item.materials[3].name = "委托书".into();
    assert_eq!(found(&item, MandateGround::Committee), None);
    item.materials[3].authority = true;
    assert_eq!(found(&item, MandateGround::Committee).as_deref(), Some("委托书"));
    assert_eq!(found(&item, MandateGround::Letter), None, "it has its own row");
}
