use super::*;
use crate::case::journal::{Chain, ROOT, Tail, make_line, read_journal};
use crate::case::{PageOf, Reading, SealedPart, SignedBy, Witness};
use crate::identity::idnum::IdKind;
use crate::item::PersonRole;

fn at(minute: i64) -> Moment {
    Moment::from_millis(1_790_000_000_000 + minute * 60_000)
}

fn case(facts: &[Fact]) -> Case {
    let mut case = Case::empty(at(0));
    for (minute, fact) in facts.iter().enumerate() {
        case.apply(fact, at(minute as i64), "1001");
    }
    case
}

fn part(file: &str) -> SealedPart {
    SealedPart { file: file.into(), sha256: "ab".repeat(32), len: 9 }
}

fn signature(id: &str, document: &str, person: &str) -> Signature {
    Signature {
        id: id.into(),
        document: document.into(),
        sha256: "0f".repeat(32),
        person: person.into(),
        role: PersonRole::Applicant,
        signs_for: false,
        by: SignedBy::Strokes,
        strokes: Some(part("s")),
        signed_form: Some(part("f")),
        page: None,
        code_read: false,
        witness: None,
    }
}

fn signed(id: &str, document: &str, person: &str) -> Fact {
    Fact::FormSigned { signature: signature(id, document, person) }
}

fn shown(document: &str, to: ShownTo) -> Fact {
    Fact::FormShown { document: document.into(), to }
}

fn doubted(point: &str) -> Fact {
    Fact::FormDoubted { document: "f1".into(), point: point.into() }
}

fn refused(person: &str) -> Fact {
    let note = Some("先不签".into());
    Fact::SignatureRefused { document: "f1".into(), person: person.into(), note }
}

#[test]
fn shown_means_to_the_clerk_and_each_other_is_told_apart() {
    let screen = case(&[shown("f1", ShownTo::CitizenScreen)]);
    assert!(!screen.signing.is_shown("f1"));
    assert!(screen.signing.is_shown_to("f1", ShownTo::CitizenScreen));
    let clerk = case(&[shown("f1", ShownTo::Clerk)]);
    assert!(clerk.signing.is_shown("f1") && !clerk.signing.is_shown("f2"));
}

#[test]
fn a_doubt_is_open_until_the_clerk_looks_again() {
    let confirmed = Fact::FormConfirmed { document: "f1".into(), person: "p".into() };
    let facts = [
        shown("f1", ShownTo::Clerk),
        confirmed,
        doubted("field:phone"),
        doubted("item"),
        shown("f1", ShownTo::CitizenScreen),
        shown("f1", ShownTo::Clerk),
    ];
    let open = |count: usize| case(&facts[..count]).signing.open_doubt("f1").map(str::to_owned);
    assert_eq!(open(2), None);
    assert_eq!(open(4).as_deref(), Some("field:phone"), "the first one leads");
    assert_eq!(open(5).as_deref(), Some("field:phone"), "the citizen's look is no answer");
    assert_eq!(open(6), None);
    assert!(case(&facts[..2]).signing.is_confirmed("f1", "p"));
    assert!(!case(&facts).signing.is_confirmed("f1", "p"), "it is asked about anew");
}

#[test]
fn each_person_signs_a_form_once_and_the_newest_counts() {
    let facts =
        [signed("1", "f1", "a"), signed("2", "f1", "b"), signed("3", "f1", "a"), refused("b")];
    let folded = case(&facts);
    let ids: Vec<&str> = folded.signing.signatures_of("f1").map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["2", "3"]);
    assert_eq!(folded.signing.signed_at("3"), Some(at(2)));
    assert_eq!(folded.find_signature("f1", "a").map(|s| s.id.as_str()), Some("3"));
    assert!(folded.find_signature("f2", "a").is_none(), "of another form nothing counts");
}

#[test]
fn whoever_signs_after_all_refuses_no_more() {
    let folded = case(&[refused("a"), refused("b"), signed("1", "f1", "a")]);
    assert!(folded.signing.find_refusal("f1", "a").is_none());
    let refusals = folded.signing.list_refusals("f1");
    let [refusal] = refusals.as_slice() else { panic!("{refusals:?}") };
    assert_eq!((refusal.person, refusal.at), ("b", at(1)));
    assert_eq!(refusal.note.map(Private::expose), Some("先不签"));
    assert!(folded.signing.list_refusals("f2").is_empty(), "of another form nothing counts");
    let later = case(&[refused("b"), refused("a"), signed("1", "f2", "b")]);
    let order: Vec<&str> = later.signing.list_refusals("f1").iter().map(|r| r.person).collect();
    assert_eq!(order, ["b", "a"]);
    let read = Fact::FormReadAloud { document: "f1".into(), person: "a".into() };
    assert!(case(&[read]).signing.is_read_aloud("f1", "a"));
}

#[test]
fn a_witness_is_the_one_named_last_until_the_name_is_taken_back() {
    let named = |witness: Option<Witness>| Fact::WitnessNamed { person: "a".into(), witness };
    let facts = [named(Some(witness("证示例"))), named(Some(witness("另示例"))), named(None)];
    let name = |count: usize| {
        let folded = case(&facts[..count]);
        folded.signing.find_witness("a").map(|one| one.name.expose().to_owned())
    };
    assert_eq!([1, 2, 3].map(name), [Some("证示例".into()), Some("另示例".into()), None]);
    assert!(case(&facts[..1]).signing.find_witness("b").is_none());
}

fn witness(name: &str) -> Witness {
    Witness {
        name: name.into(),
        id_kind: IdKind::Resident,
        number: "440699199001010014".into(),
        reading: Reading::Typed,
        namesake: false,
    }
}

#[test]
fn a_signature_on_paper_goes_with_its_page() {
    let page = PageOf {
        id: "p1".into(),
        file: "p1".into(),
        index: 0,
        media: "image/png".into(),
        sha256: "0a".into(),
        len: 1,
        source: "scan".into(),
        material: Some("application".into()),
        turns: 0,
    };
    let by_pen = Signature {
        by: SignedBy::Pen,
        strokes: None,
        signed_form: None,
        page: Some("p1".into()),
        code_read: true,
        ..signature("1", "f1", "a")
    };
    let facts = [
        Fact::PageAdded { page },
        Fact::FormSigned { signature: by_pen },
        Fact::PageDeleted { page: "p1".into() },
        Fact::PageRestored { page: "p1".into() },
    ];
    let holds = |count: usize| case(&facts[..count]).find_signature("f1", "a").is_some();
    assert_eq!([2, 3, 4].map(holds), [true, false, true]);
}

#[test]
fn the_facts_are_written_by_their_words_and_read_back() {
    let full = Signature {
        signs_for: true,
        witness: Some(witness("证示例")),
        ..signature("1", "f1", "a")
    };
    let facts = [
        shown("f1", ShownTo::CitizenScreen),
        doubted("person:agent"),
        Fact::FormConfirmed { document: "f1".into(), person: "a".into() },
        Fact::FormReadAloud { document: "f1".into(), person: "a".into() },
        Fact::FormSigned { signature: full },
        refused("a"),
        Fact::WitnessNamed { person: "a".into(), witness: Some(witness("证示例")) },
        Fact::WitnessNamed { person: "a".into(), witness: None },
        Fact::WitnessNamed {
            person: "a".into(),
            witness: Some(Witness { namesake: true, ..witness("证示例") }),
        },
    ];
    let mut prev = ROOT.to_owned();
    let mut lines = Vec::new();
    for (length, fact) in (0..).zip(&facts) {
        let tail = Tail { case: "c", chain: Chain::First, prev: &prev, length };
        let line = make_line(tail, at(0), "1001", fact).unwrap();
        prev.clone_from(&line.hash);
        lines.push(line);
    }
    let read = read_journal("c", Chain::First, &lines).unwrap();
    assert_eq!(read.into_iter().map(|entry| entry.fact).collect::<Vec<_>>(), facts);
    let body = r#"{"fact":"form_shown","document":"f1","to":"citizen_screen"}"#;
    assert_eq!(lines[0].body, body);
    let body: serde_json::Value = serde_json::from_str(&lines[4].body).unwrap();
    assert_eq!(body["fact"], "form_signed");
    let nobody = r#"{"fact":"witness_named","person":"a"}"#;
    assert_eq!(lines[7].body, nobody);
    let tells_namesake = |at: usize| lines[at].body.contains("namesake");
    assert!(!tells_namesake(6) && tells_namesake(8));
    let written = &body["signature"];
    assert_eq!(written["by"], "strokes");
    assert!(written.get("page").is_none() && written.get("code_read").is_none());
    let told = format!("{facts:?}");
    assert!(!told.contains('证') && !told.contains("4406") && !told.contains("先不签"));
}

#[test]
fn a_form_of_before_has_no_digest_and_folds_as_ever() {
    let old = r#"{"fact":"document_issued","document":{"id":"f1","form":"application_form",
        "file":"f1","number":null,"pages":1,"sha256":"0a","len":1}}"#;
    let fact: Fact = serde_json::from_str(old).unwrap();
    let folded = case(std::slice::from_ref(&fact));
    assert_eq!(folded.newest_form().map(|form| form.values.clone()), Some(None));
    assert_eq!(folded.signing.signatures_of("f1").count(), 0);
    assert!(!serde_json::to_string(&fact).unwrap().contains("values"), "written as before");
}
