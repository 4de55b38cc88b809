//! Cases of invented people out of facts, for the tests of papers.
use super::context::PaperContext;
use crate::cases::case_file::CaseFile;
use crate::catalog::loaded_pack::LoadedPack;
use counter_catalog::Pack;
use counter_core::case::{Case, Custody, Document, PageOf, PaperKind, Person, Reading};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::idnum::IdKind;
use counter_core::item::PersonRole;
use std::sync::{Arc, LazyLock};

pub static CATALOG: LazyLock<Arc<LoadedPack>> =
    LazyLock::new(|| Arc::new(LoadedPack::new(Pack::builtin().unwrap())));

/// 高龄津贴: a card, two papers that are looked at, a photo.
pub const ALLOWANCE: &str = "gaoling-jintie";

pub fn at() -> Moment {
    Moment::from_millis(1_790_000_000_000)
}

pub fn context() -> PaperContext {
    PaperContext::example(CATALOG.clone(), at())
}

pub fn case_file(item: &str, facts: &[Fact]) -> CaseFile {
    let pack_version = CATALOG.pack.version().to_owned();
    let mut case = Case::empty(at());
    let chosen_item = Fact::ItemChosen { item: item.into(), pack_version };
    for fact in std::iter::once(&chosen_item).chain(facts) {
        case.apply(fact, at(), "1001");
    }
    let id = uuid::Uuid::nil().to_string();
    let (catalog, in_use) = (CATALOG.clone(), CATALOG.clone());
    CaseFile { id, case, catalog, in_use, outbox: None, today: at().date() }
}

pub fn page(id: &str, source: &str, material: &str) -> Fact {
    Fact::PageAdded {
        page: PageOf {
            id: id.into(),
            file: id.into(),
            index: 0,
            media: "image/png".into(),
            sha256: "0a".repeat(32),
            len: 9,
            source: source.into(),
            material: Some(material.into()),
            turns: 0,
        },
    }
}

pub fn compared(material: &str) -> Fact {
    Fact::OriginalChecked { material: material.into() }
}

pub fn custody(material: &str, custody: Custody, place: Option<&str>) -> Fact {
    Fact::CustodySet { material: material.into(), custody, place: place.map(Into::into) }
}

pub fn copies(material: &str, custody: Custody, place: Option<&str>) -> Fact {
    Fact::CopiesSet { material: material.into(), custody, place: place.map(Into::into) }
}

pub fn count(material: &str, kind: PaperKind, count: u32) -> Fact {
    Fact::PapersCounted { material: material.into(), kind, count }
}

pub fn objects(material: &str, count: u32) -> Fact {
    Fact::ObjectCounted { material: material.into(), count }
}

pub fn document(id: &str, form: &str) -> Fact {
    let document = Document {
        id: id.into(),
        form: form.into(),
        file: id.into(),
        number: None,
        pages: 1,
        sha256: "0a".repeat(32),
        len: 9,
        values: None,
        signature_boxes: Vec::new(),
        code: None,
    };
    Fact::DocumentIssued { document }
}

pub fn applicant(reading: Reading, warnings: &[&str], expiry_confirmed: bool) -> Fact {
    let person = Person {
        id: "p".into(),
        role: PersonRole::Applicant,
        name: "陈示例".into(),
        name_latin: "".into(),
        sex: "女".into(),
        ethnic: String::new(),
        birth: "1940-01-01".into(),
        id_kind: IdKind::Resident,
        number: "440699194001010029".into(),
        address: "示例路".into(),
        valid_from: String::new(),
        valid_to: "2020-01-01".into(),
        phone: "".into(),
        relation: String::new(),
        reading,
        raw: "".into(),
        warnings: warnings.iter().map(|code| (*code).to_owned()).collect(),
        reader: None,
        expiry_reason: None,
        mandate: None,
        expiry_confirmed,
        present: true,
        signs: true,
    };
    Fact::PersonPut { person }
}
