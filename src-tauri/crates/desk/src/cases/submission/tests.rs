//! Whatever is queued, the office takes: built by the function that the desk uses, filed at a real
//! office.
use super::*;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::limits::check_payload;
use crate::contract::views::StaffRole;
use counter_backoffice::PromiseWire;
use counter_catalog::Pack;
use counter_core::case::{self, Custody, PageOf};
use counter_core::idnum::IdKind;
use counter_core::item::PersonRole;
use counter_core::journal::Chain;
use counter_core::limits::{MAX_FILE_BYTES, MAX_FILES, MAX_SUBMISSION_BYTES, MAX_TEXT_CHARS};
use counter_core::text::{normalize_line, normalize_lines, normalize_name, parse_digits};
use proptest::prelude::*;
use serde_json::json;
use std::sync::{Arc, LazyLock};

mod door;
pub use door::Door;

const STATION: &str = "SHILI1";

static CATALOG: LazyLock<Arc<LoadedPack>> =
    LazyLock::new(|| Arc::new(LoadedPack::new(Pack::builtin().unwrap())));

/// A case as it is about to be decided.
#[derive(Clone, Debug)]
struct Draft {
    /// The length of each file with pages.
    pages: Vec<u64>,
    papers: usize,
    texts: Vec<String>,
    demands: Vec<String>,
    /// How to put each demand right, and the paper's own sentences.
    words: String,
    /// Where what is held lies.
    place: String,
    slip: bool,
    kind: DecisionKind,
}

fn at() -> Moment {
    Moment::from_millis(1_790_000_000_000)
}

fn file_id(n: usize) -> (String, String) {
    (format!("00000000-0000-4000-8000-{n:012}"), format!("{n:064x}"))
}

fn page(n: usize, len: u64) -> Fact {
    let (file, sha256) = file_id(n);
    let media = ["image/jpeg", "application/pdf", "image/png"][n % 3].to_owned();
    Fact::PageAdded {
        page: PageOf {
            id: file.clone(),
            file,
            index: 0,
            media,
            sha256,
            len,
            source: "scan".into(),
            material: Some("household_register".into()),
            turns: 0,
        },
    }
}

fn paper(n: usize) -> Fact {
    let (file, sha256) = file_id(1_000_000 + n);
    let document = case::Document {
        id: file.clone(),
        form: "materials_receipt".into(),
        file,
        number: None,
        pages: 1,
        sha256,
        len: 40_000,
        values: None,
        signature_boxes: Vec::new(),
        code: None,
    };
    Fact::DocumentIssued { document }
}

fn person(text: &str) -> Fact {
    let person = Person {
        id: "p".into(),
        role: PersonRole::Applicant,
        name: Private::new("陈示例"),
        name_latin: Private::default(),
        sex: "女".into(),
        ethnic: String::new(),
        birth: Private::default(),
        id_kind: IdKind::Other,
        number: Private::new("示例-1"),
        address: Private::new(text),
        valid_from: String::new(),
        valid_to: String::new(),
        phone: Private::default(),
        relation: text.into(),
        reading: Reading::Typed,
        raw: Private::default(),
        warnings: Vec::new(),
        reader: None,
        expiry_confirmed: false,
        expiry_reason: None,
        mandate: None,
        present: true,
        signs: true,
    };
    Fact::PersonPut { person }
}

impl Draft {
    fn plain() -> Draft {
        Draft {
            pages: vec![10_000],
            papers: 0,
            texts: Vec::new(),
            demands: Vec::new(),
            words: String::new(),
            place: String::new(),
            slip: false,
            kind: DecisionKind::Accept,
        }
    }

    fn file(&self) -> CaseFile {
        let text = |t: &str| t.to_owned();
        let version = CATALOG.pack.version().to_owned();
        let mut facts = vec![
            Fact::Opened {
                station: text("示例"),
                window: text("3号窗"),
                pack_version: version.clone(),
                chain: Chain::Second,
                continues: None,
            },
            Fact::ItemChosen { item: text("chengxiang-yanglao"), pack_version: version },
        ];
        if self.slip {
            facts.push(Fact::SlipNoted { slip: "示例 0007".into(), received_at: at() });
        }
        facts.push(Fact::Received);
        facts.extend(self.pages.iter().enumerate().map(|(n, len)| page(n, *len)));
        let (material, place) =
            (text("household_register"), Some(Private::new(self.place.clone())));
        facts.extend([
            Fact::OriginalChecked { material: material.clone() },
            Fact::CustodySet { material, custody: Custody::Held, place },
        ]);
        facts.extend((0..self.papers).map(paper));
        facts.extend(self.texts.first().map(|text| person(text)));
        let fields = CATALOG.pack.form("chengxiang-yanglao").unwrap().fields();
        facts.extend(fields.zip(self.texts.iter().skip(1)).map(|(field, text)| {
            Fact::FieldFilled { field: field.id.clone(), value: Private::new(text.clone()) }
        }));
        let mut case = Case::empty(at());
        for fact in &facts {
            case.apply(fact, at(), "1001");
        }
        case.length = facts.len() as u64;
        case.last_hash = "ab".repeat(32);
        let id = uuid::Uuid::new_v4().to_string();
        let (catalog, in_use) = (CATALOG.clone(), CATALOG.clone());
        CaseFile { id, case, catalog, in_use, outbox: None, today: at().date() }
    }

    fn print(&self) -> PrintedWords {
        let text = || self.words.clone();
        PrintedWords {
            reasons: vec![text()],
            remedies: vec![text()],
            promise: Some(PromiseWire { text: text(), day: Some(at().date()), provisional: true }),
        }
    }

    fn queue(&self) -> Result<OutboxRow, Failure> {
        let demand = |text: &String| Fault {
            material: None,
            name: "示例".into(),
            problem: "示例".into(),
            fix: self.words.clone(),
            reason: Some(text.clone()),
        };
        let faults = self.demands.iter().map(demand).collect();
        let decision = case::Decision { faults, ..case::Decision::of_kind(self.kind) };
        let clerk = Clerk {
            number: "1001".into(),
            name: "李示例".into(),
            role: StaffRole::Clerk,
            station: "示例".into(),
            window: "3号窗".into(),
            station_code: STATION.into(),
        };
        let hand = Hand {
            clerk: &clerk,
            station_code: STATION.into(),
            office: "o".into(),
            permit: None,
            consented_by: None,
            at: at(),
            audit: None,
            catalog: CATALOG.clone(),
        };
        let facts = [Fact::Decided { decision }, Fact::ProvisionalNumber { number: number() }];
        outbox_row(&self.file(), &facts, &hand, |_| self.print())
    }
}

fn number() -> String {
    format!("临{STATION}-{}", uuid::Uuid::new_v4())
}

/// What people and clipboards bring: long, quoted, of several bytes a character, unprintable.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "示",
        "𰻞",
        "e\u{301}",
        "\"",
        "\\",
        "\n",
        "\u{0}",
        "\u{202e}",
        "👩‍👩‍👧",
        "\u{fffd}",
        "</",
    ]);
    let times = prop_oneof![6 => 0..60usize, 2 => 4_990..5_010usize, 1 => 9_990..10_010usize,
        1 => Just(200_000)];
    (piece, times).prop_map(|(piece, times)| piece.repeat(times))
}

/// Letters with marks stacked on them, so many that what people count and what the wire counts lie on
/// two sides of the limit; and signs that are longer in their normal form.
fn marked_text() -> impl Strategy<Value = String> {
    let letter = prop::sample::select(vec!["a", "e", "é", "示", "\u{628}", "ﷺ", "ﬃ"]);
    let marks = vec!["\u{301}", "\u{323}", "\u{33f}", "\u{653}", "\u{200d}", "\u{fe0f}"];
    let marks = prop::collection::vec(prop::sample::select(marks), 0..6);
    let times = prop_oneof![1 => 0..200usize, 1 => 500..1_400usize, 3 => 1_400..11_000usize];
    (letter, marks, times)
        .prop_map(|(letter, marks, times)| format!("{letter}{}", marks.concat()).repeat(times))
}

fn file_len() -> impl Strategy<Value = u64> {
    prop_oneof![8 => 1..5_000_000u64, 1 => Just(MAX_FILE_BYTES), 1 => Just(MAX_FILE_BYTES + 1)]
}

fn draft() -> impl Strategy<Value = Draft> {
    let few = prop::collection::vec(file_len(), 0..6).boxed();
    let many = prop_oneof![1_898..1_902usize, 1_998..2_003usize].prop_map(|n| vec![70_000; n]);
    let kinds = [DecisionKind::Accept, DecisionKind::Correction, DecisionKind::Refuse];
    let texts = |most| prop::collection::vec(odd_text(), 0..most);
    let kind = prop::sample::select(kinds.to_vec());
    let pages = prop_oneof![5 => few, 1 => many.boxed()];
    (pages, 0..4usize, texts(8), texts(4), (odd_text(), odd_text()), any::<bool>(), kind).prop_map(
        |(pages, papers, texts, demands, (words, place), slip, kind)| Draft {
            pages,
            papers,
            texts,
            demands,
            words,
            place,
            slip,
            kind,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None,
        ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_queued_the_office_takes(drafts in prop::collection::vec(draft(), 1..4)) {
        let door = Door::open(STATION);
        for draft in drafts {
            match draft.queue() {
                Ok(row) => prop_assert_eq!(door.file(&row), Ok(())),
                Err(failure) => {
                    prop_assert!(BEYOND.contains(&failure.code), "{:?}", failure);
                    prop_assert!(failure.params.contains_key("limit"), "{:?}", failure);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None,
        ..ProptestConfig::default() })]

    #[test]
    fn what_the_gate_takes_the_offices_check_takes(text in marked_text()) {
        let said = |words: &str| Draft {
            words: words.to_owned(),
            demands: vec!["示".into()],
            kind: DecisionKind::Correction,
            ..Draft::plain()
        };
        let lines = normalize_lines(&text);
        match check_payload(&json!({ "items": [{ "fix": text }] })) {
            Ok(()) => {
                // As it came, and as the boxes of each kind keep it.
                let kept = [&text, &lines, &normalize_line(&text), &normalize_name(&text)];
                for words in kept {
                    prop_assert!(said(words).queue().is_ok());
                }
                prop_assert_eq!(Door::open(STATION).file(&said(&lines).queue().unwrap()), Ok(()));
            }
            Err(failure) => {
                prop_assert_eq!(failure.code, FailureCode::TextTooLong);
                let refused = said(&text).queue().is_err() || said(&lines).queue().is_err();
                prop_assert!(refused, "refused by the gate alone");
                // Whatever is told adds up to more than the limit.
                let number = |name: &str| {
                    let told = failure.params.get(name).map_or("0", String::as_str);
                    parse_digits::<usize>(told).unwrap()
                };
                let all = number("count") + number("marks");
                prop_assert!(all > MAX_TEXT_CHARS, "{:?}", failure);
            }
        }
    }
}

const BEYOND: [FailureCode; 4] = [
    FailureCode::TooManyFiles,
    FailureCode::FileOverLimit,
    FailureCode::TextTooLong,
    FailureCode::CaseTooLarge,
];

#[test]
fn the_office_is_told_by_which_reader_a_card_was_read() {
    let Fact::PersonPut { person: typed } = person("示例路") else { panic!("a person") };
    assert!(!super::person(&typed, None).details.contains_key("reader"));
    let number = "05.01-20260101-0001234567-0987654321";
    let warnings = vec!["chip_sex_differs".to_owned(), "reader_not_allowed".to_owned()];
    let read = Person { reader: Some(number.to_owned()), warnings, ..typed };
    let details = super::person(&read, None).details;
    assert_eq!(details["reader"].expose(), number);
    assert_eq!(details["card_warnings"].expose(), "chip_sex_differs,reader_not_allowed");
}

fn refusal(draft: &Draft) -> (FailureCode, String) {
    let failure = draft.queue().unwrap_err();
    (failure.code, failure.params["limit"].clone())
}

#[test]
fn each_limit_is_met_to_the_last_and_not_passed() {
    let door = Door::open(STATION);
    let taken = |draft: &Draft| door.file(&draft.queue().unwrap()).unwrap();
    let files = |papers| Draft { pages: vec![70_000; 1_900], papers, ..Draft::plain() };
    taken(&files(MAX_FILES - 1_900));
    assert_eq!(
        refusal(&files(MAX_FILES - 1_899)),
        (FailureCode::TooManyFiles, MAX_FILES.to_string())
    );
    let bytes = |len| Draft { pages: vec![len], ..Draft::plain() };
    taken(&bytes(MAX_FILE_BYTES));
    assert_eq!(refusal(&bytes(MAX_FILE_BYTES + 1)), (FailureCode::FileOverLimit, "64".into()));
    let demands = |texts: Vec<String>| Draft {
        demands: texts,
        kind: DecisionKind::Correction,
        ..Draft::plain()
    };
    taken(&demands(vec!["示".repeat(MAX_TEXT_CHARS)]));
    assert_eq!(
        refusal(&demands(vec!["示".repeat(MAX_TEXT_CHARS + 1)])),
        (FailureCode::TextTooLong, MAX_TEXT_CHARS.to_string())
    );
    let words = |count| Draft { words: "示".repeat(count), ..demands(vec!["示".into()]) };
    taken(&words(MAX_TEXT_CHARS));
    assert_eq!(
        refusal(&words(MAX_TEXT_CHARS + 1)),
        (FailureCode::TextTooLong, MAX_TEXT_CHARS.to_string())
    );
    // Each text is short enough; together they are filled up to the last byte. A reason is said
    // twice, off the list and with its fault; the place of what is held once.
    let mut whole = demands(vec!["示".repeat(MAX_TEXT_CHARS); 17]);
    let length = |draft: &Draft| draft.queue().unwrap().payload.len();
    let room = |draft: &Draft| MAX_SUBMISSION_BYTES - length(draft);
    let count = room(&whole) / 6 - 200;
    assert!((1..=MAX_TEXT_CHARS).contains(&count), "{count}");
    whole.demands.push("示".repeat(count));
    let count = room(&whole);
    assert!(count < MAX_TEXT_CHARS, "{count}");
    let place = |count: usize| Draft { place: "a".repeat(count), ..whole.clone() };
    let count = room(&place(1)) + 1;
    assert_eq!(length(&place(count)), MAX_SUBMISSION_BYTES);
    taken(&place(count));
    assert_eq!(refusal(&place(count + 1)), (FailureCode::CaseTooLarge, "1024".into()));
}
