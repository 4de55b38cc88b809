//! A random case, told as entries of a journal: one seed tells one story. It goes the ways that the
//! program lets a case go, whole or not; what is printed and filed on the way is kept with it.
use super::CASES;
use super::dice::Dice;
use super::paper::Paper;
use super::window::{PRACTICE, Window};
use super::wire::Filed;
use crate::cases::case_file::CaseFile;
use crate::catalog::loaded_pack::LoadedPack;
use crate::papers::context::PaperContext;
use crate::papers::example::CATALOG;
use counter_catalog::{Pack, Source};
use counter_core::case::{Case, Document};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::item::{Item, Need};
use counter_core::journal::{Chain, Entry};
use counter_store::OutboxRow;
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock};

/// The first morning of the year that a story may begin in.
const FIRST_MORNING: i64 = 1_767_574_800_000;
const DAY: usize = 24 * 60;
/// Of the item that asks for thirty papers.
const LONG: &str = "sanshi-cailiao";
const LONG_PAPERS: usize = 30;

/// The example pack, and beside its items one that asks for thirty papers of all the ways in which one
/// is brought.
pub static BOOK: LazyLock<Arc<LoadedPack>> = LazyLock::new(|| {
    let files = Source::builtin();
    let files = files.files().map(|(name, text)| (name.to_owned(), text.to_owned()));
    let item = (format!("items/{LONG}.yaml"), write_long_item().to_string());
    let source: Source = files.chain([item]).collect();
    Arc::new(LoadedPack::new(Pack::from_source(&source).unwrap()))
});

fn write_long_item() -> Value {
    let paper = |place: usize| {
        let (original, copy, accept) =
            [(1, 0, "original"), (1, 1, "see_and_copy"), (1, 0, "see_only"), (0, 1, "copy")]
                [place % 4];
        json!({ "id": format!("paper{place}"), "name": format!("第{place:02}号示例材料"),
            "original": original, "copy": copy, "accept": accept, "need": "required",
            "supply": "paper" })
    };
    let form =
        json!({ "id": "application", "name": "登记申请表", "original": 1, "supply": "form" });
    let materials: Vec<Value> = std::iter::once(form).chain((1..=LONG_PAPERS).map(paper)).collect();
    json!({ "id": LONG, "name": "三十份材料的示例登记", "department": "示例局", "task_type": "21",
        "project_type": "commitment", "article32": true, "limit": { "promise_days": 20 },
        "form": "general", "materials": materials })
}

pub struct Story {
    pub dice: Dice,
    pub window: Window,
    pub item: &'static Item,
    pub id: String,
    pub entries: Vec<Entry>,
    pub now: Moment,
    /// Number of the clerk who acts.
    pub by: &'static str,
    /// Whether its journal says what is known of the clock.
    pub notes_clock: bool,
    pub outbox: Option<OutboxRow>,
    pub papers: Vec<Paper>,
    pub filed: Vec<Filed>,
    /// How many people were put.
    pub people: usize,
    count: usize,
}

impl Story {
    pub fn tell(seed: u64) -> Story {
        let mut story = Story::begin(seed);
        story.take_in();
        story.go_on();
        story.end();
        story
    }

    fn begin(seed: u64) -> Story {
        let mut dice = Dice::new(seed);
        let mut window = Window::roll(&mut dice);
        // What has no effect is a trial's or a practice's.
        if window.mark.is_some() && seed.is_multiple_of(3) {
            window.mark = Some(PRACTICE);
        }
        // Papers that may follow are rare, and lead to papers of their own.
        let has_later = |item: &Item| item.materials.iter().any(|row| row.need == Need::Later);
        let wants_later = dice.chance(25);
        let items = CATALOG.pack.items().filter(|item| !wants_later || has_later(item));
        let items: Vec<&'static Item> = items.collect();
        let item = *dice.pick(&items);
        let item = if seed > CASES { BOOK.pack.item(LONG).unwrap() } else { item };
        let minutes = dice.roll(350) * DAY + dice.roll(480);
        let mut story = Story {
            notes_clock: dice.chance(85),
            dice,
            window,
            item,
            id: uuid::Uuid::from_u128(u128::from(seed) + 1).to_string(),
            entries: Vec::new(),
            now: Moment::from_millis(FIRST_MORNING + minutes as i64 * 60_000),
            by: "1001",
            outbox: None,
            papers: Vec::new(),
            filed: Vec::new(),
            people: 0,
            count: 0,
        };
        let pack_version = CATALOG.pack.version().to_owned();
        story.note(Fact::Opened {
            station: "示例镇".into(),
            window: "3号窗".into(),
            pack_version: pack_version.clone(),
            chain: Chain::Second,
            continues: None,
        });
        story.note(Fact::ItemChosen { item: item.id.clone(), pack_version });
        story.carry_along(seed);
        story
    }

    /// One more entry, at this moment.
    pub fn note(&mut self, fact: Fact) {
        let entry = self.make_entry(fact);
        self.entries.push(entry);
    }

    /// The next entry of the journal. Nothing here reads its chain.
    pub fn make_entry(&self, fact: Fact) -> Entry {
        let seq = self.entries.len() as u64;
        Entry {
            seq,
            at: self.now,
            by: self.by.to_owned(),
            fact,
            prev: String::new(),
            hash: format!("{:064x}", seq + 1),
        }
    }

    pub fn wait(&mut self, minutes: usize) {
        self.now = Moment::from_millis(self.now.millis() + minutes as i64 * 60_000);
    }

    pub fn wait_days(&mut self, days: usize) {
        self.wait(days * DAY);
    }

    /// Something that no other of the story is numbered by.
    pub fn count_on(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    pub fn file(&self) -> CaseFile {
        CaseFile {
            id: self.id.clone(),
            case: Case::fold(&self.entries).unwrap(),
            catalog: BOOK.clone(),
            in_use: BOOK.clone(),
            outbox: self.outbox.clone(),
            today: self.now.date(),
        }
    }

    pub fn context(&self) -> PaperContext {
        self.window.context(self.now, self.by)
    }

    pub fn document(&self, id: &str) -> &Document {
        let mut issued = self.entries.iter().filter_map(|entry| match &entry.fact {
            Fact::DocumentIssued { document } => Some(document),
            _ => None,
        });
        issued.find(|document| document.id == id).unwrap()
    }

    /// A paper that was sealed, by its id; `values` of an application form.
    pub fn issue(&mut self, form: &str, values: Option<String>) -> String {
        let place = self.count_on();
        let number = self.file().case.display_number().map(str::to_owned);
        let id = format!("document-{place}");
        let document = Document {
            id: id.clone(),
            form: form.to_owned(),
            file: format!("file-{place}"),
            number: number.filter(|_| values.is_none()),
            pages: 1,
            sha256: format!("{place:064x}"),
            len: 1_000 + place as u64,
            values,
            signature_boxes: Vec::new(),
            code: None,
        };
        self.note(Fact::DocumentIssued { document });
        id
    }

    pub fn print_out(&mut self, document: &str, reprint: bool) {
        self.wait(1);
        self.note(Fact::Printed { document: document.to_owned(), reprint, printer: None });
    }
}
