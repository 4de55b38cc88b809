use super::*;

fn fault(material: Option<&str>, name: &str) -> Fault {
    Fault {
        material: material.map(str::to_owned),
        name: name.into(),
        problem: "未提交".into(),
        fix: "请提交。".into(),
        reason: None,
    }
}

/// A notice on two papers, one of a group, a field and something off the list; then `more`.
fn missing_after(more: &[Fact]) -> Vec<String> {
    let faults = vec![
        fault(Some("hukou"), "居民户口簿"),
        fault(Some("deed"), "房产证"),
        fault(None, "照片"),
        fault(None, "理由栏"),
        fault(None, "村里的说明"),
    ];
    missing_of(faults, more)
}

fn missing_of(faults: Vec<Fault>, more: &[Fact]) -> Vec<String> {
    let decision = Decision { faults, ..Decision::of_kind(DecisionKind::Correction) };
    let start = [
        by_card(PersonRole::Applicant),
        answered("group", "normal"),
        answered("agent", "self"),
        Fact::Received,
        page("old", Some("hukou")),
        Fact::Decided { decision },
        issued("correction_notice"),
    ];
    let (case, item, form) = (case(start.into_iter().chain(more.iter().cloned())), item(), form());
    list_missing_corrections(&assess(&case, &item, &form))
}

#[test]
fn what_the_notice_named_is_missing_until_it_came_since() {
    assert_eq!(missing_after(&[]), ["居民户口簿", "房产证", "照片", "理由栏", "村里的说明"]);
    let more = [page("new", Some("hukou")), counted("photo", 2), filled("reason", "迁居")];
    assert_eq!(missing_after(&more), ["房产证", "村里的说明"]);
    let lease = [page("l", Some("lease"))];
    let left = ["居民户口簿", "照片", "理由栏", "村里的说明"];
    assert_eq!(missing_after(&lease), left, "one of the group will do");
}

#[test]
fn what_was_asked_for_in_free_words_is_here_when_the_clerk_says_so() {
    let of_words = |more: &[Fact]| missing_of(vec![fault(None, "村里的说明")], more);
    let noted = |came| Fact::CorrectionNoted { revision: 1, fault: 0, came };
    assert_eq!(of_words(&[]), ["村里的说明"]);
    assert_eq!(of_words(&[page("new", None), filled("reason", "迁居")]), ["村里的说明"]);
    assert!(of_words(&[noted(true)]).is_empty());
    assert_eq!(of_words(&[noted(true), noted(false)]), ["村里的说明"], "taken back");
    let other = Fact::CorrectionNoted { revision: 1, fault: 1, came: true };
    assert_eq!(of_words(&[other]), ["村里的说明"], "another line");
    // The word says nothing of what the case itself shows.
    assert!(missing_after(&[noted(true)]).contains(&"居民户口簿".to_owned()));
}

#[test]
fn words_that_only_speak_of_a_row_or_a_field_are_not_shown_by_it() {
    for words in ["与居民户口簿不一致的情况说明", "理由栏所述的凭据"] {
        let more = [page("new", Some("hukou")), filled("reason", "迁居")];
        assert_eq!(missing_of(vec![fault(None, words)], &more), [words]);
    }
}

#[test]
fn each_line_of_a_notice_says_how_it_is_seen() {
    let faults = vec![fault(Some("hukou"), "居民户口簿"), fault(None, "村里的说明")];
    let decision = Decision { faults, ..Decision::of_kind(DecisionKind::Correction) };
    let noted = Fact::CorrectionNoted { revision: 1, fault: 1, came: true };
    let facts = [by_card(PersonRole::Applicant), Fact::Received, Fact::Decided { decision }, noted];
    let (case, item, form) = (case(facts), item(), form());
    let lines = check_corrections(&assess(&case, &item, &form));
    let told: Vec<(u32, bool, bool)> =
        lines.iter().map(|line| (line.place, line.has_come, line.is_by_word)).collect();
    assert_eq!(told, [(0, false, false), (1, true, true)]);
}

#[test]
fn a_paper_that_was_there_before_or_is_faulty_is_not_the_correction() {
    let turned = Fact::PageTurned { page: "old".into(), turns: 1 };
    assert!(missing_after(&[turned]).contains(&"居民户口簿".to_owned()));
    let faulty = [page("new", Some("hukou")), problem("hukou")];
    assert!(missing_after(&faulty).contains(&"居民户口簿".to_owned()));
    let elsewhere = [page("new", None)];
    assert!(missing_after(&elsewhere).contains(&"居民户口簿".to_owned()), "under no row");
}

#[test]
fn the_form_itself_is_here_when_it_was_completed_since() {
    let of_form = |more: &[Fact]| missing_of(vec![fault(None, "申请表")], more);
    assert_eq!(of_form(&[]), ["申请表"]);
    assert_eq!(of_form(&[page("new", Some("hukou"))]), ["申请表"]);
    assert!(of_form(&[filled("reason", "迁居")]).is_empty());
}

#[test]
fn an_original_that_was_shown_since_is_the_correction() {
    let shown = Fact::OriginalChecked { material: "hukou".into() };
    assert!(!missing_after(&[shown]).contains(&"居民户口簿".to_owned()));
}

#[test]
fn a_paper_that_is_not_needed_any_more_is_not_waited_for() {
    let of_proof = |more: &[Fact]| missing_of(vec![fault(Some("proof"), "低保证明")], more);
    let poor = answered("group", "poor");
    assert_eq!(of_proof(std::slice::from_ref(&poor)), ["低保证明"]);
    assert!(of_proof(&[poor, answered("group", "normal")]).is_empty());
}

#[test]
fn what_was_put_right_stays_so_when_the_office_refuses_the_notice() {
    let begun = Fact::ReplacementBegun { revision: 1, code: "bad_body".into() };
    let replaced = Fact::Replaced { revision: 1, papers: false };
    let missing = missing_after(&[filled("reason", "迁居"), begun, replaced]);
    assert!(!missing.contains(&"理由栏".to_owned()), "{missing:?}");
}
