use super::*;
use crate::case::{SealedPart, ShownTo, Signature, SignedBy, Witness};
use crate::item::{MaterialDef, Need, SignatureRule};

/// The item of the other tests, whose form is signed.
fn signing_item() -> Item {
    Item { signature: SignatureRule::Required, ..item() }
}

/// People of these tests have numbers of their own.
fn numbered(role: PersonRole, number: &str) -> Person {
    Person { number: number.into(), ..person(role, Reading::Card) }
}

fn put(person: Person) -> Fact {
    Fact::PersonPut { person }
}

fn guardian() -> Person {
    numbered(PersonRole::Guardian, "440699196501010017")
}

fn spouse() -> Person {
    numbered(PersonRole::Spouse, "440699198801010013")
}

fn and(more: &[Fact]) -> Vec<Fact> {
    complete().into_iter().chain(more.iter().cloned()).collect()
}

fn assessed<T>(facts: &[Fact], look: impl FnOnce(&CaseAssessment) -> T) -> T {
    let (case, item, form) = (case(facts.iter().cloned()), signing_item(), form());
    look(&assess(&case, &item, &form))
}

fn codes(facts: &[Fact]) -> Vec<String> {
    let code = |lack: &Lack| serde_json::to_value(lack.code).unwrap().as_str().unwrap().to_owned();
    assessed(facts, |assessment| assessment.readiness.lacks.iter().map(code).collect())
}

fn signers(facts: &[Fact]) -> Vec<(PersonRole, bool)> {
    assessed(facts, |assessment| {
        list_signers(assessment).into_iter().map(|s| (s.role, s.signs_for)).collect()
    })
}

/// The form as the case stands after these facts.
fn form_made(id: &str, facts: &[Fact]) -> Fact {
    let values = Some(assessed(facts, digest_values));
    let Fact::DocumentIssued { document } = issued("application_form") else { unreachable!() };
    Fact::DocumentIssued { document: Document { id: id.into(), values, ..document } }
}

fn seen(form: &str) -> Fact {
    Fact::FormShown { document: form.into(), to: ShownTo::Clerk }
}

fn signed(form: &str, person: &str) -> Fact {
    let part = |file: &str| Some(SealedPart { file: file.into(), sha256: file.into(), len: 1 });
    Fact::FormSigned {
        signature: Signature {
            id: format!("{form}-{person}"),
            document: form.into(),
            sha256: form.into(),
            person: person.into(),
            role: PersonRole::Applicant,
            signs_for: false,
            by: SignedBy::Strokes,
            strokes: part("s"),
            signed_form: part("f"),
            page: None,
            code_read: false,
            witness: None,
        },
    }
}

/// Complete, its form made, seen and signed.
fn signed_case() -> Vec<Fact> {
    let form = form_made("f1", &complete());
    and(&[form, seen("f1"), signed("f1", "Applicant")])
}

fn after(facts: &[Fact], more: &[Fact]) -> Vec<Fact> {
    facts.iter().chain(more).cloned().collect()
}

#[test]
fn the_applicant_signs_or_whoever_acts_for_them() {
    use PersonRole::{Agent, Applicant, Guardian, Spouse};
    assert_eq!(signers(&complete()), [(Applicant, false)]);
    assert_eq!(signers(&and(&[put(guardian())])), [(Guardian, true)]);
    let agent = numbered(Agent, "440699197001010015");
    assert_eq!(
        signers(&and(&[put(spouse()), put(agent.clone())])),
        [(Agent, true), (Spouse, false)]
    );
    let away = Person { present: false, signs: false, ..agent };
    assert_eq!(signers(&and(&[put(away)])), [(Applicant, false)], "came along in name only");
    let absent = Person { present: false, ..person(Applicant, Reading::Card) };
    let both = and(&[put(absent), put(spouse())]);
    assert_eq!(signers(&both), [(Applicant, false), (Spouse, false)], "absence frees nobody");
    let acting = after(&both, &[answered("agent", "spouse")]);
    assert_eq!(signers(&acting), [(Spouse, true)], "an answer says that the spouse acts");
}

#[test]
fn several_sign_once_each_and_one_human_in_two_roles_once() {
    use PersonRole::{Applicant, LegalRepresentative, Spouse};
    let both = and(&[put(spouse()), put(spouse())]);
    assert_eq!(signers(&both), [(Applicant, false), (Spouse, false)]);
    let named_only = Person { signs: false, ..spouse() };
    assert_eq!(signers(&and(&[put(named_only)])), [(Applicant, false)]);
    let same = put(numbered(LegalRepresentative, NUMBER));
    assert_eq!(signers(&and(std::slice::from_ref(&same))), [(Applicant, false)]);
    let firm = Person {
        id_kind: IdKind::Uscc,
        number: "91440699MA4UQ8K00X".into(),
        ..person(Applicant, Reading::Typed)
    };
    let firm = and(&[put(firm), same]);
    assert_eq!(signers(&firm), [(LegalRepresentative, false)], "a firm has no hand");
    let by_agent = after(&firm, &[put(numbered(PersonRole::Agent, "440699197001010015"))]);
    assert_eq!(signers(&by_agent), [(PersonRole::Agent, true)], "its head stays at the office");
}

#[test]
fn nobody_signs_where_the_item_or_its_list_asks_for_none() {
    let (case, form) = (case(complete()), form());
    let count = |item: &Item| {
        let assessment = assess(&case, item, &form);
        (list_signers(&assessment).len(), assessment.readiness.lacks.len())
    };
    assert_eq!(count(&item()), (0, 0));
    let mut without = signing_item();
    assert_eq!(count(&without).0, 1);
    without.materials.retain(|material| material.id != "application");
    assert_eq!(count(&without), (0, 0));
}

#[test]
fn accepting_waits_until_the_form_was_seen_and_signed() {
    assert_eq!(codes(&complete()), ["show_form", "sign_form"]);
    let first = form_made("f1", &complete());
    assert_eq!(codes(&and(std::slice::from_ref(&first))), ["show_form", "sign_form"]);
    let after_show = and(&[first, seen("f1")]);
    assert_eq!(codes(&after_show), ["sign_form"]);
    let params = assessed(&after_show, |it| json!(it.readiness.lacks[0].params));
    let expected = json!({ "person": "Applicant", "role": "applicant", "left": "1" });
    assert_eq!(params, expected);
    assert_eq!(codes(&signed_case()), [""; 0]);
    let next = assessed(&signed_case(), |assessment| assessment.readiness.next.code);
    assert_eq!(next, NextStepCode::Decide);
    for kind in [DecisionKind::Correction, DecisionKind::Refuse, DecisionKind::Redirect] {
        let lacks = assessed(&complete(), |assessment| assessment.readiness.lacks_for(kind));
        assert_eq!(lacks, [], "{kind:?} needs no signature");
    }
    let silent = case(complete());
    let (item, form) = (signing_item(), form());
    let silent = assess(&silent, &item, &form).with_silence(true);
    assert_eq!(silent.readiness.next.code, NextStepCode::Decide);
    let faults: Vec<String> =
        deem_accepted(&silent, true).unwrap().papers.into_iter().map(|fault| fault.name).collect();
    assert_eq!(faults, [SIGNATURE], "it is still asked for");
}

#[test]
fn two_signers_are_waited_for_one_after_the_other() {
    let both = and(&[put(spouse())]);
    let form = form_made("f1", &both);
    let after_show = after(&both, &[form, seen("f1")]);
    let left = |facts: &[Fact]| {
        assessed(facts, |it| it.readiness.lacks.first().map(|lack| json!(lack.params)))
    };
    let first = left(&after_show).unwrap();
    assert_eq!((&first["role"], &first["left"]), (&json!("applicant"), &json!("2")));
    let one = after(&after_show, &[signed("f1", "Applicant")]);
    let second = left(&one).unwrap();
    assert_eq!((&second["role"], &second["left"]), (&json!("spouse"), &json!("1")));
    assert_eq!(left(&after(&one, &[signed("f1", "Spouse")])), None);
}

#[test]
fn a_new_signature_only_if_a_value_of_the_form_changed() {
    let base = signed_case();
    let applicant = person(PersonRole::Applicant, Reading::Card);
    let harmless = [
        page("x", Some("deed")),
        problem("lease"),
        put(Person { address: "别处".into(), reader: Some("05.01".into()), ..applicant.clone() }),
        put(Person { warnings: vec!["card_expires_soon".into()], ..applicant.clone() }),
        filled("reason", "搬家"),
        decided(DecisionKind::Correction),
    ];
    for fact in harmless {
        let open = codes(&after(&base, std::slice::from_ref(&fact)));
        let asks = open.iter().any(|code| code == "show_form" || code == "sign_form");
        assert!(!asks, "{fact:?}: {open:?}");
    }
    let of_form = [
        filled("reason", "迁居"),
        put(Person { phone: "10000000000".into(), ..applicant.clone() }),
        put(Person { name_latin: "CHEN".into(), ..applicant.clone() }),
        put(Person { warnings: vec!["unknown_sex".into()], ..applicant.clone() }),
        put(Person { reading: Reading::Typed, ..applicant }),
        answered("group", "poor"),
        put(spouse()),
    ];
    for fact in of_form {
        let open = codes(&after(&base, std::slice::from_ref(&fact)));
        let asks = open.iter().filter(|code| *code == "show_form" || *code == "sign_form");
        assert_eq!(asks.count(), 2, "{fact:?}: {open:?}");
    }
    let back = after(&base, &[filled("reason", "迁居"), filled("reason", "搬家")]);
    assert_eq!(codes(&back), [""; 0], "it says again what was signed");
}

#[test]
fn somebody_of_whom_nothing_is_printed_asks_for_no_new_signature() {
    let with_agent = and(&[put(numbered(PersonRole::Agent, "440699197001010015"))]);
    let before = assessed(&with_agent, digest_values);
    let named_only = put(Person { signs: false, ..spouse() });
    assert_eq!(assessed(&after(&with_agent, &[named_only]), digest_values), before);
    let typed = put(Person { signs: false, reading: Reading::Typed, ..spouse() });
    assert_ne!(assessed(&after(&with_agent, &[typed]), digest_values), before);
}

#[test]
fn a_mandate_is_part_of_what_is_signed() {
    let agent = numbered(PersonRole::Agent, "440699197001010015");
    let mandated = |extent: &str| {
        let mandate = Mandate {
            extent: extent.into(),
            ..mandate_until(PersonRole::Agent, MandateEnd::CaseEnd)
        };
        put(Person { mandate: Some(mandate), ..agent.clone() })
    };
    let digest = |extent: &str| assessed(&and(&[mandated(extent)]), digest_values);
    assert_eq!(digest("办理本事项").len(), 64);
    assert_eq!(digest("办理本事项"), digest("办理本事项"));
    assert_ne!(digest("办理本事项"), digest("只递交材料"));
}

#[test]
fn a_doubt_stands_before_the_signature_until_the_clerk_looked() {
    let form = form_made("f1", &complete());
    let doubted = |point: &str| Fact::FormDoubted { document: "f1".into(), point: point.into() };
    let facts = |point: &str| and(&[form.clone(), seen("f1"), doubted(point)]);
    assert_eq!(codes(&facts("item")), ["form_in_doubt", "sign_form"]);
    for (point, name) in [
        ("field:reason", "理由栏"),
        ("answer:group", "哪一类？"),
        ("item", "示例事项"),
        ("person:applicant", ""),
        ("field:none", ""),
    ] {
        let params = assessed(&facts(point), |it| json!(it.readiness.lacks[0].params));
        assert_eq!(params, json!({ "point": point, "name": name }));
    }
    assert_eq!(codes(&after(&facts("item"), &[seen("f1")])), ["sign_form"]);
    let changed = after(&facts("field:reason"), &[filled("reason", "迁居")]);
    assert_eq!(codes(&changed), ["show_form", "sign_form"], "another form is in no doubt");
}

#[test]
fn a_refused_signature_keeps_accepting_shut_and_the_notice_names_it() {
    let refused = |person: &str| Fact::SignatureRefused {
        document: "f1".into(),
        person: person.into(),
        note: None,
    };
    let both = and(&[put(spouse())]);
    let form = form_made("f1", &both);
    let one = after(&both, &[form, seen("f1"), refused("Applicant")]);
    let faults_of = |facts: &[Fact]| {
        assessed(facts, |it| suggest_corrections(it, true).into_iter().map(|f| f.name).collect())
    };
    let none: Vec<String> = faults_of(&one);
    assert_eq!(none, [""; 0], "the other may still sign");
    let all = after(&one, &[refused("Spouse")]);
    assert_eq!(faults_of(&all), [SIGNATURE]);
    assert_eq!(codes(&all), ["sign_form"]);
    assert!(assessed(&all, |it| list_requestable(it).contains(&SIGNATURE)), "needs no reason");
    assert_eq!(faults_of(&after(&all, &[signed("f1", "Spouse")])), [SIGNATURE], "one is left");
    let faults = assessed(&all, |it| suggest_corrections(it, true));
    let decision = Decision { faults, ..Decision::of_kind(DecisionKind::Correction) };
    let notice = after(&all, &[Fact::Decided { decision }, issued("correction_notice")]);
    let missing = |facts: &[Fact]| assessed(facts, list_missing_corrections);
    assert_eq!(missing(&notice), [SIGNATURE]);
    let signed = after(&notice, &[signed("f1", "Applicant"), signed("f1", "Spouse")]);
    assert_eq!(missing(&signed), [""; 0]);
}

#[test]
fn what_stands_accepted_is_not_signed_again() {
    let accepted = || [decided(DecisionKind::Accept), issued("acceptance_receipt")];
    let back = || sent_back(1, &["case"]);
    let old = and(&[issued("application_form")]);
    let old = after(&after(&old, &accepted()), &[back()]);
    assert_eq!(codes(&old), [""; 0], "accepted by a program that asked for none");
    let changed = after(&old, &[filled("reason", "迁居")]);
    assert_eq!(codes(&changed), ["show_form", "sign_form"]);
    let unsigned = and(&[form_made("f1", &complete())]);
    let unsigned = after(&after(&unsigned, &accepted()), &[back()]);
    assert_eq!(codes(&unsigned), [""; 0], "accepted by silence, say");
    let changed = after(&unsigned, &[filled("reason", "迁居")]);
    assert_eq!(codes(&changed), ["show_form", "sign_form"]);
    let decision = Decision::of_kind(DecisionKind::Accept);
    let repeated = assessed(&changed, |it| it.readiness.lacks_to_repeat(&decision));
    assert_eq!(repeated, [], "the same decision once more wants nobody to come");
}

#[test]
fn an_agent_needs_the_letter_under_its_row_also_where_it_may_follow() {
    let judge = |change: &dyn Fn(&mut MaterialDef), facts: &[Fact]| {
        let mut item = signing_item();
        let letter = item.materials.iter_mut().find(|row| row.id == "hukou").unwrap();
        letter.authority = true;
        change(letter);
        let (case, form) = (case(facts.iter().cloned()), form());
        let assessment = assess(&case, &item, &form);
        match find_authority(&assessment) {
            Authority::Here => "here".to_owned(),
            Authority::Missing(row) => row.to_owned(),
            Authority::NoRow => "no row".to_owned(),
        }
    };
    let without: Vec<Fact> =
        complete().into_iter().filter(|fact| !is_page_of(fact, "hukou")).collect();
    assert_eq!(judge(&|_| {}, &complete()), "here");
    assert_eq!(judge(&|_| {}, &without), "居民户口簿");
    assert_eq!(judge(&|row| row.need = Need::Later, &without), "居民户口簿");
    assert_eq!(judge(&|row| row.need = Need::Optional, &without), "居民户口簿");
    assert_eq!(judge(&|row| row.need = Need::Optional, &complete()), "here");
    assert_eq!(judge(&|_| {}, &and(&[problem("hukou")])), "居民户口簿", "a faulty one is none");
    assert_eq!(judge(&|row| row.authority = false, &complete()), "no row");
}

fn is_page_of(fact: &Fact, row: &str) -> bool {
    matches!(fact, Fact::PageAdded { page } if page.material.as_deref() == Some(row))
}

#[test]
fn a_signed_page_counts_under_the_row_of_the_form_alone() {
    let form = form_made("f1", &complete());
    let Fact::FormSigned { signature } = signed("f1", "Applicant") else { unreachable!() };
    let signature = Signature {
        by: SignedBy::Pen,
        strokes: None,
        signed_form: None,
        page: Some("sheet".into()),
        ..signature
    };
    let facts = |row: &str| {
        and(&[
            form.clone(),
            seen("f1"),
            page("sheet", Some(row)),
            Fact::FormSigned { signature: signature.clone() },
        ])
    };
    assert_eq!(codes(&facts("application")), [""; 0]);
    assert_eq!(codes(&facts("deed")), ["sign_form"]);
}

#[test]
fn a_slip_that_was_signed_is_scanned_in_the_place_of_a_signature() {
    let at = "2026-11-20T09:00:00+08:00".parse().unwrap();
    let slip = Fact::SlipNoted { slip: "7".into(), received_at: at };
    let form = form_made("f1", &complete());
    let facts = and(&[slip, form, seen("f1")]);
    assert_eq!(codes(&facts), ["sign_form"]);
    let lies = after(&facts, &[page("sheet", Some("application"))]);
    assert_eq!(codes(&lies), ["sign_form"], "what page it is nobody said");
    let scanned = Fact::SlipScanned { page: "sheet".into() };
    let said = after(&lies, std::slice::from_ref(&scanned));
    assert_eq!(codes(&said), [""; 0]);
    let moved = Fact::PageAssigned { page: "sheet".into(), material: Some("deed".into()) };
    assert_eq!(codes(&after(&said, &[moved])), ["sign_form"], "under another row");
    let gone = Fact::PageDeleted { page: "sheet".into() };
    assert_eq!(codes(&after(&said, &[gone])), ["sign_form"]);
    let no_slip = [form_made("f1", &complete()), seen("f1"), page("sheet", Some("application"))];
    assert_eq!(codes(&after(&and(&no_slip), &[scanned])), ["sign_form"], "no slip took it in");
}

#[test]
fn what_is_asked_for_says_who_has_not_signed() {
    let both = and(&[put(spouse())]);
    let form = form_made("f1", &both);
    let refused =
        Fact::SignatureRefused { document: "f1".into(), person: "Spouse".into(), note: None };
    let facts = after(&both, &[form, seen("f1"), signed("f1", "Applicant"), refused]);
    let faults = assessed(&facts, |it| suggest_corrections(it, true));
    assert_eq!(faults[0].problem, "配偶不愿签名");
}

#[test]
fn what_was_said_against_signing_goes_along_and_who_may_still_sign_is_told_apart() {
    let both = and(&[put(spouse())]);
    let form = form_made("f1", &both);
    let refused = |person: &str, note: Option<&str>| Fact::SignatureRefused {
        document: "f1".into(),
        person: person.into(),
        note: note.map(Private::from),
    };
    let one = after(&both, &[form, seen("f1"), refused("Applicant", Some("先回去商量"))]);
    let late = assessed(&one, |it| {
        let silent = it.clone().with_silence(true);
        deem_accepted(&silent, true).unwrap().papers
    });
    let asked = late.iter().find(|fault| fault.name == SIGNATURE).unwrap();
    assert_eq!(asked.problem, "配偶未签名；申请人不愿签名，称：先回去商量");
    let all = after(&one, &[refused("Spouse", None)]);
    let faults = assessed(&all, |it| suggest_corrections(it, true));
    assert_eq!(faults[0].problem, "申请人不愿签名，称：先回去商量；配偶不愿签名");
}

#[test]
fn a_witness_has_a_line_of_the_form_and_is_what_is_signed() {
    let named = |name: Option<&str>| Fact::WitnessNamed {
        person: "Applicant".into(),
        witness: name.map(|name| Witness {
            name: name.into(),
            id_kind: IdKind::Resident,
            number: "440699196001010012".into(),
            reading: Reading::Typed,
            namesake: false,
        }),
    };
    let digest = |facts: &[Fact]| assessed(facts, digest_values);
    let plain = complete();
    let witnessed = and(&[named(Some("证示例"))]);
    let name = |facts: &[Fact]| {
        assessed(facts, |it| {
            let signers = list_signers(it);
            signers[0].witness.as_ref().map(|witness| witness.name.expose().to_owned())
        })
    };
    assert_eq!((name(&plain), name(&witnessed).as_deref()), (None, Some("证示例")));
    assert_ne!(digest(&plain), digest(&witnessed));
    assert_ne!(digest(&witnessed), digest(&and(&[named(Some("另示例"))])));
    let taken_back = after(&witnessed, &[named(None)]);
    assert_eq!(digest(&taken_back), digest(&plain), "the form is the one of before");
    assert_eq!(codes(&after(&signed_case(), &[named(Some("证示例"))])), ["show_form", "sign_form"]);
}
