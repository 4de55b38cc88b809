use super::*;
use crate::papers::example::*;
use crate::papers::letters;
use crate::papers::notices::{decision_paper, materials_receipt};
use counter_core::case::{Custody, Deferred, Extension, Fault, FurtherNotice, PaperKind};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_documents::Sheet;

const LICENCE: &str = "canji-zheng";

fn notice() -> Decision {
    let fault = Fault {
        material: None,
        name: "示例材料".into(),
        problem: "未提交".into(),
        fix: "请提交。".into(),
        reason: None,
    };
    Decision { faults: vec![fault], ..Decision::of_kind(DecisionKind::Correction) }
}

/// The words of a notice that are no data.
fn notice_words(sheet: &Sheet) -> String {
    match sheet {
        Sheet::CorrectionNotice(paper) => {
            [paper.opening.clone(), paper.deadline.clone(), paper.notes.concat()].concat()
        }
        _ => unreachable!(),
    }
}

#[test]
fn a_sentence_needs_what_it_says() {
    let whole = Ground {
        is_received: true,
        kind: Some(DecisionKind::Accept),
        is_complete: true,
        are_cards_in_order: true,
        ..Ground::default()
    };
    let opening = |ground: Ground| {
        use Sentence::{Accepted, AllInOrder, AllThere, Compared, Examined};
        ground.say(&[Examined, AllInOrder, AllThere, Compared, Accepted])
    };
    assert_eq!(opening(whole), "经形式审查，申请材料齐全、符合法定形式，现予受理。");
    let noted = Ground { are_cards_in_order: false, ..whole };
    assert_eq!(opening(noted), "经形式审查，申请材料齐全，证件另有记录（见下），现予受理。");
    let confirmed = Ground { are_cards_confirmed: true, ..noted };
    assert!(opening(confirmed).ends_with("（见下），经核对后现予受理。"));
    let lacking = Ground { is_complete: false, ..whole };
    assert_eq!(opening(lacking), "经形式审查，现予受理。");
}

#[test]
fn a_second_notice_does_not_say_that_it_is_the_only_one() {
    let notice = notice();
    let first = case_file(ALLOWANCE, &[Fact::Received]);
    let made = Fact::Decided { decision: notice.clone() };
    let issued = case_file(ALLOWANCE, &[Fact::Received, made.clone()]);
    let second = case_file(ALLOWANCE, &[Fact::Received, made.clone(), made]);
    let words = |file: &CaseFile, number: Option<&str>| {
        notice_words(&decision_paper(&context(), file, &notice, number))
    };
    assert!(words(&first, None).contains("一次性告知如下"));
    assert!(words(&issued, Some("1")).contains("一次性告知如下"), "the first one, as issued");
    let again = words(&second, None);
    assert!(again.contains("需要补正的内容告知如下") && !again.contains("一次列明"), "{again}");
}

#[test]
fn a_further_notice_says_what_came_since_and_why_the_rest_is_told_only_now() {
    let first = notice();
    let faults = vec![first.faults[0].clone(), first.faults[0].clone()];
    let words = |seen_before: &[u32], reason: Option<&str>| {
        let reason = reason.map(str::to_owned);
        let further = Some(FurtherNotice { seen_before: seen_before.to_vec(), reason });
        let kind = DecisionKind::Correction;
        let decision = Decision { faults: faults.clone(), further, ..Decision::of_kind(kind) };
        let made = [&first, &decision].map(|one| Fact::Decided { decision: one.clone() });
        let facts: Vec<Fact> = [Fact::Received].into_iter().chain(made).collect();
        let file = case_file(ALLOWANCE, &facts);
        notice_words(&decision_paper(&context(), &file, &decision, None))
    };
    let both = words(&[1], Some("上次看漏。"));
    assert!(both.contains("第1项出在上次告知之后提交的页面"), "{both}");
    assert!(both.contains("第2项不出在上次告知之后提交的"), "{both}");
    assert!(both.contains("经值班长同意再次告知，理由：上次看漏。"), "{both}");
    assert!(both.contains("受理之日按本次告知的补正材料全部收齐之日计算。"), "{both}");
    let new = words(&[], None);
    assert!(new.contains("第1、2项出在上次告知之后") && !new.contains("值班长"), "{new}");
    let seen = words(&[0, 1], Some("上次看漏。"));
    assert!(seen.contains("第1、2项不出在上次告知之后") && !seen.contains("项出在"), "{seen}");
}

#[test]
fn a_later_day_for_promised_papers_says_which_day_it_was_and_why() {
    let until = at().date();
    let points = |extended: Option<Extension>| {
        let deferred = Some(Deferred { until, materials: Vec::new(), extended });
        let decision = Decision { deferred, ..Decision::of_kind(DecisionKind::Accept) };
        let made = Fact::Decided { decision: decision.clone() };
        let file = case_file(ALLOWANCE, &[Fact::Received, made]);
        match letters::deferred_notice(&context(), &file, &decision, None) {
            Some(Sheet::Letter(letter)) => letter.points.concat(),
            _ => unreachable!(),
        }
    };
    let longer = points(Some(Extension { from: until, reason: "住院。".into() }));
    let words = "补交期限原为2026年9月21日，经值班长同意延长一次，理由：住院。";
    assert!(longer.contains(words), "{longer}");
    assert!(!points(None).contains("延长"), "{longer}");
}

/// The acceptance went again in the place of both, since the office had taken neither; the notice
/// before it was given all the same.
#[test]
fn a_notice_before_a_replaced_acceptance_was_given() {
    let notice = notice();
    let facts = [
        Fact::Received,
        Fact::Decided { decision: notice.clone() },
        Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) },
        Fact::ReplacementBegun { revision: 2, code: "bad_manifest".into() },
        Fact::Replaced { revision: 2, papers: false },
    ];
    let file = case_file(ALLOWANCE, &facts);
    let words = notice_words(&decision_paper(&context(), &file, &notice, None));
    assert!(words.contains("需要补正的内容告知如下"), "{words}");
    assert!(!words.contains("一次列明"), "{words}");
}

#[test]
fn what_only_the_law_limits_was_promised_by_nobody() {
    let accepted =
        [Fact::Received, Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) }];
    let deadline = |item| {
        let file = case_file(item, &accepted);
        crate::papers::parts::deadline_sentence(&context(), &file)
    };
    assert!(deadline("weisheng-xuke").starts_with("法定办结时限："));
    assert!(deadline("lianhe-yanshou").starts_with("承诺办结："));
}

#[test]
fn the_five_days_are_told_only_where_they_run() {
    let deadline = |item| match materials_receipt(&context(), &case_file(item, &[Fact::Received])) {
        Sheet::MaterialsReceipt(paper) => paper.deadline,
        _ => unreachable!(),
    };
    assert!(deadline(LICENCE).starts_with("补正告知期限 "), "{}", deadline(LICENCE));
    assert_eq!(deadline("chengxiang-yanglao"), "");
}

#[test]
fn nothing_is_promised_for_today_on_a_receipt_of_an_earlier_day() {
    let two_days = 2 * 86_400_000;
    let received_at = Moment::from_millis(at().millis() - two_days);
    let slip = Fact::SlipNoted { slip: "0009".into(), received_at };
    let accepted = Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) };
    let deadline = |facts: &[Fact]| {
        let file = case_file("chengxiang-yanglao", facts);
        crate::papers::parts::deadline_sentence(&context(), &file)
    };
    assert_eq!(deadline(&[Fact::Received, accepted.clone()]), "即办 · 今天办结");
    assert_eq!(deadline(&[slip, Fact::Received, accepted]), "即办 · 应于2026年9月19日当天办结");
}

#[test]
fn a_receipt_lists_something_and_denies_no_acceptance_that_silence_made() {
    let opening = |file: &CaseFile| match materials_receipt(&context(), file) {
        Sheet::MaterialsReceipt(paper) => paper.opening,
        _ => unreachable!(),
    };
    let nothing = case_file(LICENCE, &[Fact::Received]);
    assert!(!opening(&nothing).contains("已提交的材料如下"), "{}", opening(&nothing));
    let brought = case_file(LICENCE, &[Fact::Received, objects("photo", 1)]);
    assert!(opening(&brought).contains("已提交的材料如下"));
    assert!(opening(&brought).contains("不表示申请已被受理"));
    let later = at().date().checked_add(jiff::Span::new().days(30)).unwrap();
    let silent = CaseFile { today: later, ..brought };
    assert!(silent.is_left_unanswered());
    assert!(!opening(&silent).contains("不表示"), "{}", opening(&silent));
}

#[test]
fn a_slip_names_only_what_there_is() {
    let points = |facts: &[Fact]| {
        let file = case_file(ALLOWANCE, facts);
        match letters::handover_slip(&context(), &file, "bad_manifest") {
            Sheet::Letter(letter) => letter.points.concat(),
            _ => unreachable!(),
        }
    };
    let refused = Fact::Decided { decision: Decision::of_kind(DecisionKind::Refuse) };
    let bare = points(&[Fact::Received, refused.clone(), document("r", "refusal")]);
    assert!(bare.starts_with("随单应附：已出具的文书。"), "{bare}");
    let own = points(&[Fact::Received, refused, document("c", CHECK_RECORD)]);
    assert!(!own.contains("已出具的文书"), "the window's own goes nowhere: {own}");
    let accepted = Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) };
    let held = custody("photo", Custody::Held, Some("3号窗"));
    let full = points(&[
        Fact::Received,
        page("1", "scan", "household_register"),
        objects("photo", 1),
        held,
        document("f", "application_form"),
        accepted,
        document("a", "acceptance_receipt"),
    ]);
    let parts = "随单应附：申请表、本件页面的打印件、留存的原件或实物、已出具的文书。";
    assert!(full.starts_with(parts), "{full}");
    let copy = count("household_register", PaperKind::Copy, 1);
    let put = |custody| copies("household_register", custody, None);
    let refused = Fact::Decided { decision: Decision::of_kind(DecisionKind::Refuse) };
    let kept = points(&[Fact::Received, copy.clone(), put(Custody::Held), refused.clone()]);
    let back = points(&[Fact::Received, copy, put(Custody::Returned), refused]);
    assert!(kept.contains("已收的复印件") && !back.contains("复印件"), "{kept} {back}");
}

#[test]
fn a_refusal_names_what_stays_at_the_window_and_nothing_that_went_back() {
    const BOOK: &str = "household_register";
    let reasons = vec!["示例".to_owned()];
    let notes = |kind: DecisionKind, facts: &[Fact]| {
        let decision = Decision { reasons: reasons.clone(), ..Decision::of_kind(kind) };
        let file = case_file(ALLOWANCE, facts);
        match decision_paper(&context(), &file, &decision, None) {
            Sheet::Refusal(paper) => paper.notes.concat(),
            _ => unreachable!(),
        }
    };
    let book = [page("1", "scan", BOOK), custody(BOOK, Custody::Returned, None)];
    let stays = [
        objects("photo", 2),
        custody("photo", Custody::Held, Some("3号窗")),
        count(BOOK, PaperKind::Copy, 1),
        copies(BOOK, Custody::Held, None),
    ];
    for kind in [DecisionKind::Refuse, DecisionKind::Redirect] {
        assert_eq!(notes(kind, &book), "", "all of it went back");
        let words = notes(kind, &[book.as_slice(), stays.as_slice()].concat());
        assert!(words.starts_with("你（单位）提交的下列材料留存在本窗口："), "{words}");
        for row in ["（实物留存于3号窗）", "（复印件留存）"] {
            assert!(words.contains(row), "{row}: {words}");
        }
        assert!(!words.contains("退还") && !words.contains("原件留存"), "{words}");
    }
}

#[test]
fn the_clock_of_papers_to_come_is_spoken_of_where_any_are_asked_for() {
    let whole = Ground { is_deemed: true, ..Ground::default() };
    assert_eq!(whole.say(&[Sentence::ClockRunsOn]), "");
    let open = Ground { has_late_papers: true, ..whole };
    assert_eq!(open.say(&[Sentence::ClockRunsOn]), "补交期间办理期限照常计算，不因此停止。");
}
