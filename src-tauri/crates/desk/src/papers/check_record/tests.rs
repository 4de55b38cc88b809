use super::*;
use crate::papers::example::*;
use counter_core::case::{
    Custody, Decision, DecisionKind, Deemed, Deferred, ExpiryGround, ExpiryReason, Fault, Mandate,
    MandateEnd, MandateGround, Reading, ShownTo, Signature, SignedBy, Witness,
};
use counter_core::certificate::Miss;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::idnum::IdKind;
use counter_core::item::PersonRole;
use counter_core::private::Private;

fn entries(facts: &[Fact]) -> Vec<Entry> {
    let entry = |(seq, fact): (u64, &Fact)| Entry {
        seq,
        at: at(),
        by: "1001".into(),
        fact: fact.clone(),
        prev: String::new(),
        hash: String::new(),
    };
    (0..).zip(facts).map(entry).collect()
}

fn record(facts: &[Fact]) -> CheckRecord {
    match check_record(&context(), &case_file(ALLOWANCE, facts), &entries(facts)) {
        Sheet::CheckRecord(record) => record,
        _ => unreachable!(),
    }
}

fn words(facts: &[Fact]) -> Vec<String> {
    record(facts).checks.into_iter().map(|check| check.what).collect()
}

#[test]
fn each_check_of_the_journal_is_a_line_and_nothing_else_is() {
    let problem = Some("页面模糊".to_owned());
    let facts = [
        applicant(Reading::Card, &["card_expired"], false),
        applicant(Reading::Card, &["card_expired"], true),
        Fact::Received,
        page("1", "scan", "household_register"),
        Fact::PageShown { page: "1".into() },
        compared("household_register"),
        Fact::ProblemSet { material: "photo".into(), problem },
        custody("household_register", Custody::Returned, None),
        custody("photo", Custody::Held, Some("3号柜")),
        copies("household_register", Custody::Held, Some("3号柜")),
        copies("household_register", Custody::Returned, None),
        Fact::SlipScanned { page: "1".into() },
        Fact::FieldFilled { field: "phone".into(), value: Private::new("10012345678") },
    ];
    let file = case_file(ALLOWANCE, &facts);
    let row = |id: &str| {
        file.item().unwrap().materials.iter().find(|row| row.id == id).unwrap().name.clone()
    };
    let (register, photo) = (row("household_register"), row("photo"));
    assert_eq!(
        words(&facts),
        [
            "读取申请人陈示例的证件".to_owned(),
            "申请人陈示例的证件不在有效期，经核对仍按此证办理".to_owned(),
            "收件".to_owned(),
            format!("核对原件：{register}"),
            format!("记下问题：{photo}（页面模糊）"),
            format!("退还：{register}"),
            format!("留存：{photo}（3号柜）"),
            format!("留存复印件：{register}（3号柜）"),
            format!("退还复印件：{register}"),
            "扫描已签名的纸质登记单".to_owned(),
        ]
    );
    let record = record(&facts);
    assert!(record.checks.iter().all(|check| check.by == "1001" && !check.at.is_empty()));
    assert_eq!(record.pack, file.case.pack_version);
    assert!(record.receipt_code.is_empty() && record.clock_note.is_empty(), "nothing is decided");
}

#[test]
fn a_refusal_is_told_with_its_reason_and_a_witnesss_hand_as_what_it_is() {
    let put = applicant(Reading::Card, &[], false);
    let refused = |note: Option<&str>| Fact::SignatureRefused {
        document: "f".into(),
        person: "p".into(),
        note: note.map(Private::from),
    };
    let witness_of = |name: &str, namesake| Witness {
        name: name.into(),
        id_kind: IdKind::Resident,
        number: "440699199001010014".into(),
        reading: Reading::Typed,
        namesake,
    };
    let named = |namesake| Fact::WitnessNamed {
        person: "p".into(),
        witness: Some(witness_of("王见证", namesake)),
    };
    let signed = |by, witness: Option<&str>| Fact::FormSigned {
        signature: Signature {
            id: "s".into(),
            document: "f".into(),
            sha256: "0a".repeat(32),
            person: "p".into(),
            role: PersonRole::Applicant,
            signs_for: false,
            by,
            strokes: None,
            signed_form: None,
            page: None,
            code_read: false,
            witness: witness.map(|name| witness_of(name, false)),
        },
    };
    let facts = [
        put,
        document("f", "application_form"),
        refused(None),
        refused(Some("先回去商量")),
        named(false),
        named(true),
        signed(SignedBy::Pen, Some("王见证")),
        signed(SignedBy::Fingerprint, Some("王见证")),
        signed(SignedBy::Strokes, None),
    ];
    let told = [
        "申请人陈示例不愿在申请表上签名",
        "申请人陈示例不愿在申请表上签名，称：先回去商量",
        "确认申请人陈示例的见证人王见证与工作人员同名、不是工作人员",
        "见证人王见证在申请表上为申请人陈示例签字见证",
        "申请人陈示例在申请表上按指印",
        "申请人陈示例在申请表上签名",
    ];
    assert_eq!(words(&facts)[1..], told);
}

#[test]
fn why_a_card_will_do_and_by_what_somebody_acts_are_told() {
    let Fact::PersonPut { person } = applicant(Reading::Card, &["card_expired"], true) else {
        unreachable!()
    };
    let reason =
        ExpiryReason { ground: ExpiryGround::Other, text: "原籍补办中".into(), paper: None };
    let unconfirmed = Person { expiry_confirmed: false, ..person.clone() };
    let confirmed = Person { expiry_reason: Some(reason), ..person };
    let agent = Person {
        id: "a".into(),
        role: PersonRole::Agent,
        name: "陈示范".into(),
        ..unconfirmed.clone()
    };
    let mandate = Mandate {
        extent: "代为办理本事项".into(),
        until: Some(MandateEnd::CaseEnd),
        ground: Some(MandateGround::Letter),
        paper: "".into(),
    };
    let acting = Person { mandate: Some(mandate), ..agent.clone() };
    let moved = Person { phone: "10012345678".into(), ..acting.clone() };
    let put = |person: &Person| Fact::PersonPut { person: person.clone() };
    let drawn =
        |covered| Fact::WithdrawalDrawnUp { document: "w".into(), by: PersonRole::Agent, covered };
    let facts = [
        put(&unconfirmed),
        put(&confirmed),
        put(&agent),
        put(&acting),
        put(&moved),
        drawn(false),
        drawn(true),
    ];
    assert_eq!(
        words(&facts),
        [
            "读取申请人陈示例的证件",
            "申请人陈示例的证件不在有效期，经核对仍按此证办理，理由：原籍补办中",
            "读取代办人陈示范的证件",
            "记下代办人陈示范代办（依据：申请人委托；代为办理本事项；至本件办结为止）",
            "查看代办人陈示范的委托书，权限包括撤回申请",
        ]
    );
}

#[test]
fn a_library_asked_in_vain_and_a_point_that_was_examined_are_told() {
    let missed = |reason| Fact::CertificateMissed {
        material: "household_register".into(),
        reason,
        ground: None,
    };
    let examined = |met| Fact::PointExamined { point: "identity".into(), met };
    let facts = [
        missed(Miss::NotFound),
        missed(Miss::LibraryAway),
        missed(Miss::NoPerson),
        examined(true),
        examined(false),
    ];
    let file = case_file(ALLOWANCE, &facts);
    let register = file.material_name("household_register");
    assert_eq!(
        words(&facts),
        [
            format!("查询证照库，没有可用的证照：{register}"),
            // The item has no such point.
            "审查要点符合：identity".to_owned(),
            "撤回审查要点符合的确认：identity".to_owned(),
        ]
    );
}

#[test]
fn a_person_put_again_is_no_new_reading() {
    let put = || applicant(Reading::Card, &[], false);
    assert_eq!(words(&[put(), put()]), ["读取申请人陈示例的证件"]);
    let typed = applicant(Reading::Typed, &[], false);
    assert_eq!(words(&[put(), typed]).last().unwrap(), "手工录入申请人陈示例的身份信息");
}

#[test]
fn who_was_carried_from_another_case_was_not_read_here() {
    let Fact::PersonPut { person } = applicant(Reading::Card, &[], false) else { unreachable!() };
    let agent =
        Person {
            id: "a".into(), role: PersonRole::Agent, name: "陈示范".into(), ..person.clone()
        };
    let tell = |carried: Fact, minutes: i64| {
        let facts = [
            carried,
            Fact::PersonPut { person: person.clone() },
            Fact::PersonPut { person: agent.clone() },
        ];
        let mut entries = entries(&facts);
        entries[2].at = Moment::from_millis(at().millis() + minutes * 60_000);
        let sheet = check_record(&context(), &case_file(ALLOWANCE, &facts), &entries);
        let Sheet::CheckRecord(record) = sheet else { unreachable!() };
        record.checks.into_iter().map(|check| check.what).collect::<Vec<_>>()
    };
    let told = ["从同次办理的另一件带入申请人陈示例的身份信息", "读取代办人陈示范的证件"];
    let carried = |people| Fact::CarriedFrom { case: "c".into(), left_pages: 0, people };
    let ids = Some(vec![person.id.clone()]);
    assert_eq!(tell(carried(ids), 0), told, "by whom it names, whatever the moment");
    let former: Fact = serde_json::from_str(r#"{"fact":"carried_from","case":"c"}"#).unwrap();
    assert_eq!(former, carried(None), "a journal of before it named anybody is read");
    assert_eq!(tell(former, 1), told);
}

#[test]
fn who_was_carried_and_then_read_anew_was_read() {
    let Fact::PersonPut { person } = applicant(Reading::Card, &[], false) else { unreachable!() };
    let carried = Fact::CarriedFrom {
        case: "c".into(),
        left_pages: 0,
        people: Some(vec![person.id.clone()]),
    };
    let anew = Person { raw: "0c0d".into(), ..person.clone() };
    let facts = [carried, Fact::PersonPut { person }, Fact::PersonPut { person: anew }];
    assert_eq!(
        words(&facts),
        ["从同次办理的另一件带入申请人陈示例的身份信息", "读取申请人陈示例的证件"]
    );
}

fn fault() -> Fault {
    Fault {
        material: None,
        name: "户口簿".into(),
        problem: "缺本人页".into(),
        fix: "补本人页".into(),
        reason: None,
    }
}

#[test]
fn a_notice_names_what_was_promised_and_what_silence_left_to_be_asked_for() {
    let deferred = Deferred { until: at().date(), materials: vec!["photo".into()], extended: None };
    let accepted = || Decision::of_kind(DecisionKind::Accept);
    let facts = [
        Fact::Received,
        Fact::Decided { decision: Decision { deferred: Some(deferred), ..accepted() } },
        Fact::Decided {
            decision: Decision { deemed: Some(Deemed { papers: vec![fault()] }), ..accepted() },
        },
    ];
    let notices = record(&facts).notices;
    let (promise, silence) = (&notices[0], &notices[1]);
    assert_eq!((promise.title.as_str(), silence.title.as_str()), ("容缺受理", "视为受理"));
    let file = case_file(ALLOWANCE, &facts);
    let (photo, lack) = (&promise.items[0], &silence.items[0]);
    assert_eq!(
        (photo.material.as_str(), photo.problem.as_str()),
        (file.material_name("photo"), "暂缺")
    );
    assert!(photo.how_to_fix.ends_with("前补交"), "{}", photo.how_to_fix);
    assert_eq!((lack.material.as_str(), lack.how_to_fix.as_str()), ("户口簿", "补本人页"));
}

#[test]
fn each_notice_says_what_it_named_and_whether_it_was_printed() {
    let notice = Decision { faults: vec![fault()], ..Decision::of_kind(DecisionKind::Correction) };
    let facts = [
        Fact::Received,
        Fact::Decided { decision: notice },
        document("n", "correction_notice"),
        Fact::Printed { document: "n".into(), reprint: false, printer: Some("示例".into()) },
        Fact::CorrectionsIn,
        Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) },
        document("a", "acceptance_receipt"),
    ];
    let record = record(&facts);
    let titles: Vec<_> = record.notices.iter().map(|notice| notice.title.as_str()).collect();
    assert_eq!(titles, ["补正告知", "受理"]);
    let (first, second) = (&record.notices[0], &record.notices[1]);
    assert_eq!((first.items[0].material.as_str(), first.items.len()), ("户口簿", 1));
    assert!(first.printed.starts_with("首次打印"), "{}", first.printed);
    assert_eq!(second.printed, "没有打印记录");
    assert_eq!(words(&facts), ["收件", "补正材料收齐"]);
}

#[test]
fn a_notice_that_was_kept_as_a_file_was_not_printed() {
    let notice = Decision { faults: vec![fault()], ..Decision::of_kind(DecisionKind::Correction) };
    let facts = [
        Fact::Received,
        Fact::Decided { decision: notice },
        document("n", "correction_notice"),
        Fact::PaperSaved { document: "n".into(), reprint: false },
    ];
    let told = |facts: &[Fact]| record(facts).notices[0].printed.clone();
    assert!(told(&facts).starts_with("没有打印记录，首次存为文件："), "{}", told(&facts));
    let print =
        Fact::Printed { document: "n".into(), reprint: true, printer: Some("示例".into()) };
    let printed = told(&[facts.to_vec(), vec![print]].concat());
    assert!(printed.starts_with("首次打印：") && !printed.contains("文件"), "{printed}");
}

#[test]
fn a_form_that_goes_on_paper_was_not_looked_at_for_that() {
    let shown = |to| Fact::FormShown { document: "f".into(), to };
    let facts = [Fact::Received, document("f", "application_form")];
    let told = |to| words(&[facts.to_vec(), vec![shown(to)]].concat());
    assert_eq!(told(ShownTo::CitizenScreen), ["收件", "申请表交申请人一方看"]);
    assert_eq!(told(ShownTo::Paper), ["收件", "申请表改为纸质核对、签署"]);
    assert_eq!(told(ShownTo::Clerk), ["收件"]);
}

#[test]
fn the_clerks_word_for_a_line_of_a_notice_is_told_and_so_is_its_taking_back() {
    let notice = Decision { faults: vec![fault()], ..Decision::of_kind(DecisionKind::Correction) };
    let noted = |came| Fact::CorrectionNoted { revision: 1, fault: 0, came };
    let facts = [
        Fact::Received,
        Fact::Decided { decision: notice },
        noted(true),
        noted(false),
        noted(true),
    ];
    let (came, back) =
        ("经窗口确认已补正：户口簿（缺本人页）", "撤回已补正的确认：户口簿（缺本人页）");
    assert_eq!(words(&facts), ["收件", came, back, came]);
}

#[test]
fn a_notice_that_went_once_more_is_the_same_one_and_was_printed() {
    let facts = [
        Fact::Received,
        Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) },
        document("a", "acceptance_receipt"),
        Fact::Printed { document: "a".into(), reprint: false, printer: Some("示例".into()) },
        Fact::ReplacementBegun { revision: 1, code: "bad_manifest".into() },
        Fact::Replaced { revision: 1, papers: false },
    ];
    let notices = record(&facts).notices;
    assert_eq!(notices.len(), 1);
    assert!(notices[0].printed.starts_with("首次打印"), "{}", notices[0].printed);
}

#[test]
fn a_record_without_checks_says_nothing_of_any() {
    let empty = record(&[]);
    assert!(empty.opening.is_empty() && empty.checks.is_empty() && empty.notices.is_empty());
}
