use super::*;
use crate::papers::example::*;
use crate::papers::letters;
use crate::papers::notices::{decision_paper, materials_receipt};
use counter_core::case::{Custody, Deemed, Deferred, Fault};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_documents::Sheet;
use proptest::prelude::*;

const LICENCE: &str = "canji-zheng";

fn decision(kind: DecisionKind, is_deferred: bool) -> Decision {
    let fault = Fault {
        material: None,
        name: "示例材料".into(),
        problem: "未提交".into(),
        fix: "请提交。".into(),
        reason: None,
    };
    let deferred = is_deferred.then(|| Deferred { until: at().date(), materials: Vec::new() });
    Decision { faults: vec![fault], deferred, ..Decision::of_kind(kind) }
}

/// The words of a paper that are no data: its opening, and what is fixed beside it.
fn fixed_words(sheet: &Sheet) -> String {
    match sheet {
        Sheet::AcceptanceReceipt(paper) => paper.opening.clone(),
        Sheet::CorrectionNotice(paper) => {
            [paper.opening.clone(), paper.deadline.clone(), paper.notes.concat()].concat()
        }
        Sheet::Refusal(paper) => [paper.opening.clone(), paper.reasons.concat()].concat(),
        Sheet::MaterialsReceipt(paper) => paper.opening.clone(),
        Sheet::Letter(paper) => paper.opening.clone(),
        _ => String::new(),
    }
}

/// What is left of the words when every sentence that may stand is taken out.
fn find_unfounded(words: &str, file: &CaseFile, ground: &Ground) -> String {
    let received = crate::papers::parts::received_on(file);
    let spell = |sentence: &Sentence| {
        let words = sentence.words().replace("{received}", &received);
        words.replace("{item}", &file.item_name())
    };
    let grounded = Sentence::ALL.iter().filter(|sentence| sentence.may_stand(ground));
    grounded.fold(words.to_owned(), |left, sentence| left.replace(&spell(sentence), ""))
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let fact = prop_oneof![
        Just(Fact::Received),
        Just(applicant(Reading::Card, &[], false)),
        Just(applicant(Reading::Card, &["card_expired"], true)),
        Just(applicant(Reading::Card, &["reader_not_allowed"], false)),
        Just(page("1", "scan", "household_register")),
        Just(Fact::PageShown { page: "1".into() }),
        Just(compared("household_register")),
        Just(custody("household_register", Custody::Returned, None)),
        Just(objects("photo", 1)),
        Just(document("f", "application_form")),
        Just(Fact::Decided { decision: decision(DecisionKind::Correction, false) }),
    ];
    prop::collection::vec(fact, 0..14)
}

fn kinds() -> impl Strategy<Value = Decision> {
    let kinds = [
        (DecisionKind::Accept, false),
        (DecisionKind::Accept, true),
        (DecisionKind::Correction, false),
        (DecisionKind::Refuse, false),
        (DecisionKind::Redirect, false),
    ];
    let answered = prop::sample::select(kinds.to_vec());
    prop_oneof![
        5 => answered.prop_map(|(kind, later)| decision(kind, later)),
        1 => Just(Decision {
            deemed: Some(Deemed { papers: Vec::new() }),
            ..decision(DecisionKind::Accept, false)
        }),
    ]
}

/// What each of these words rests on, read off the facts themselves.
fn find_untrue(words: &str, facts: &[Fact], decision: Option<&Decision>) -> Vec<&'static str> {
    let has = |is: fn(&Fact) -> bool| facts.iter().any(is);
    let received = has(|fact| matches!(fact, Fact::Received));
    let came = has(|fact| match fact {
        // What was compared was shown at the window.
        Fact::PageAdded { .. } | Fact::OriginalChecked { .. } => true,
        Fact::ObjectCounted { count, .. } => *count > 0,
        Fact::PersonPut { person } => person.reading == Reading::Card,
        _ => false,
    });
    // One notice in the journal is the one that the paper carries.
    let notices = facts.iter().filter(|fact| matches!(fact, Fact::Decided { .. })).count();
    let confirmed =
        has(|fact| matches!(fact, Fact::PersonPut { person } if person.expiry_confirmed));
    let is = |kind| decision.is_some_and(|decision| decision.kind == kind);
    let deemed = decision.is_some_and(|decision| decision.deemed.is_some());
    let rests = [
        ("你（单位）于", received),
        ("提交的下列材料", received && came),
        ("没有答复", deemed),
        ("经形式审查", !deemed && (is(DecisionKind::Accept) || is(DecisionKind::Correction))),
        ("经核对后", confirmed),
        ("一次列明", is(DecisionKind::Correction) && notices <= 1),
        ("现予受理", is(DecisionKind::Accept) && !deemed),
        ("不予受理", is(DecisionKind::Refuse) || is(DecisionKind::Redirect)),
    ];
    rests
        .into_iter()
        .filter(|(says, holds)| words.contains(says) && !holds)
        .map(|(s, _)| s)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_fixed_sentence_has_its_fact(facts in facts(), decision in kinds()) {
        let (file, context) = (case_file(ALLOWANCE, &facts), context());
        let ground = Ground::new(&file, Some(&decision));
        let words = fixed_words(&decision_paper(&context, &file, &decision, None));
        prop_assert_eq!(find_unfounded(&words, &file, &ground), "", "{:?}", ground);
        let is_whole = file.assess().readiness.lacks.iter().all(|lack| {
            matches!(lack.code, LackCode::GiveBack | LackCode::Receive)
                || lack.section == Section::People
        });
        prop_assert!(!words.contains("材料齐全") || is_whole);
        prop_assert_eq!(find_untrue(&words, &facts, Some(&decision)), Vec::<&str>::new());
        let receipt = fixed_words(&materials_receipt(&context, &file));
        let undecided = Ground::new(&file, None);
        prop_assert_eq!(find_unfounded(&receipt, &file, &undecided), "");
        prop_assert_eq!(find_untrue(&receipt, &facts, None), Vec::<&str>::new());
        // One that nothing stands for is found.
        let planted = format!("{words}申请人已当面签字确认。");
        prop_assert_eq!(find_unfounded(&planted, &file, &ground), "申请人已当面签字确认。");
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
    let notice = decision(DecisionKind::Correction, false);
    let first = case_file(ALLOWANCE, &[Fact::Received]);
    let made = Fact::Decided { decision: notice.clone() };
    let issued = case_file(ALLOWANCE, &[Fact::Received, made.clone()]);
    let second = case_file(ALLOWANCE, &[Fact::Received, made.clone(), made]);
    let words = |file: &CaseFile, number: Option<&str>| {
        fixed_words(&decision_paper(&context(), file, &notice, number))
    };
    assert!(words(&first, None).contains("一次性告知如下"));
    assert!(words(&issued, Some("1")).contains("一次性告知如下"), "the first one, as issued");
    let again = words(&second, None);
    assert!(again.contains("需要补正的内容告知如下") && !again.contains("一次列明"), "{again}");
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
    assert!(!opening(&nothing).contains("提交的下列材料"), "{}", opening(&nothing));
    let brought = case_file(LICENCE, &[Fact::Received, objects("photo", 1)]);
    assert!(opening(&brought).contains("提交的下列材料"));
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
    let parts = "随单应附：申请表、已扫描、导入页面的打印件、留存的原件和实物、已出具的文书。";
    assert!(full.starts_with(parts), "{full}");
}
