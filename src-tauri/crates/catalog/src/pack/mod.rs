//! One pack of items and forms, from a folder, from a signed file, or the one built in. Not a
//! judgement of its content (`lint`), not the file's shape and signature (`bundle`), not a search
//! in it (`search`).

mod bundle;
mod source;
mod template;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use counter_core::calendar::Calendar;
use counter_core::date::Date;
use counter_core::form::{FormDef, TEMPLATE_FORMS};
use counter_core::item::{ForWhom, Item, Legacy, ProjectType};
use serde::{Deserialize, Serialize};

use crate::error::CatalogError;
pub use bundle::{Key, LARGEST, Trust};
pub use counter_core::version::is_newer;
pub(crate) use source::parse;
pub use source::{LONGEST_FILE, Source};
pub use template::Template;

/// Of the pack that this program carries.
const EXAMPLE_ID: &str = "shili";

/// Items and forms of one version. Items are sorted by id and read one by one when they are wanted:
/// of thousands in a pack a clerk opens a dozen in a day. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Pack {
    head: Head,
    slots: Arc<[Slot]>,
    places: Arc<HashMap<String, usize>>,
    forms: Arc<[FormDef]>,
    calendar: Arc<Calendar>,
    templates: Arc<[Template]>,
    /// SHA-256 of the content; none for a folder.
    digest: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    version: String,
    title: String,
    note: String,
    /// The last day on which the pack may be taken into use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    /// The oldest program that understands what the pack says; none: any that reads its shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    needs: Option<String>,
}

/// What lists and the search need of an item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Brief {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub everyday: Vec<String>,
    pub department: String,
    pub project_type: ProjectType,
    #[serde(default)]
    pub for_whom: ForWhom,
    #[serde(default)]
    pub legacy: Option<Legacy>,
}

#[derive(Debug)]
struct Slot {
    brief: Brief,
    /// Its JSON, for an item of a file; empty for one that is read already.
    text: Text,
    /// Apart, since most are never read.
    item: OnceLock<Option<Box<Item>>>,
}

/// A line of a file that stays in memory as it came: thousands of copies would take longer than
/// reading it.
#[derive(Debug, Clone, Default)]
struct Text {
    of: Arc<String>,
    range: Range<usize>,
}

impl Pack {
    /// A folder with `pack.yaml`, `items/<id>.yaml`, `forms/<id>.yaml` and perhaps `calendar.yaml`
    /// and `templates/<form>.typ`.
    pub fn from_dir(dir: &Path) -> Result<Self, CatalogError> {
        Self::from_source(&Source::from_dir(dir)?)
    }

    /// The example pack this program carries. Read once: a start with the trial office wants it
    /// three times.
    pub fn builtin() -> Result<Self, CatalogError> {
        static READ: OnceLock<Pack> = OnceLock::new();
        match READ.get() {
            Some(pack) => Ok(pack.clone()),
            None => {
                Self::from_source(&Source::builtin()).map(|pack| READ.get_or_init(|| pack).clone())
            }
        }
    }

    /// No items at all: what is left when a pack cannot be read and the window must open all the
    /// same.
    pub fn empty() -> Self {
        let (slots, places) = (Vec::new().into(), Arc::default());
        Self {
            head: Head::default(),
            slots,
            places,
            forms: Vec::new().into(),
            calendar: Arc::default(),
            templates: Vec::new().into(),
            digest: None,
        }
    }

    pub fn from_source(source: &Source) -> Result<Self, CatalogError> {
        let items = source.read_whole_folder("items", |item: &Item| &item.id)?;
        let forms = source.read_whole_folder("forms", |form: &FormDef| &form.id)?;
        Self::assemble_pack(source, items, forms)
    }

    /// The head and calendar of a source, with these items and forms.
    pub(crate) fn assemble_pack(
        source: &Source,
        items: Vec<Item>,
        forms: Vec<FormDef>,
    ) -> Result<Self, CatalogError> {
        let head: Head = parse("pack.yaml", source.text("pack.yaml")?)?;
        let calendar = match source.text("calendar.yaml") {
            Ok(text) => parse("calendar.yaml", text)?,
            Err(_) => Calendar::default(),
        };
        let slots = items.into_iter().map(Slot::from).collect();
        let templates = source.templates().map(|(form, text)| Template::new(form, text));
        Self::new(head, slots, (forms, calendar, templates.collect()))
    }

    /// The forms and calendar of this pack with other items, unread.
    pub(crate) fn with_items(
        &self,
        names: [&str; 3],
        items: Vec<Item>,
    ) -> Result<Self, CatalogError> {
        let [id, title, note] = names.map(str::to_owned);
        let head = Head { id, title, note, ..self.head.clone() };
        let texts =
            items.iter().map(|item| serde_json::to_string(item).map_err(CatalogError::NotAnItem));
        let slots = texts.map(|text| Slot::unread(Text::from(text?))).collect::<Result<_, _>>()?;
        let calendar = (*self.calendar).clone();
        Self::new(head, slots, (self.forms.to_vec(), calendar, self.templates.to_vec()))
    }

    fn new(
        head: Head,
        mut slots: Vec<Slot>,
        (mut forms, calendar, mut templates): (Vec<FormDef>, Calendar, Vec<Template>),
    ) -> Result<Self, CatalogError> {
        slots.sort_by(|a, b| a.brief.id.cmp(&b.brief.id));
        forms.sort_by(|a, b| a.id.cmp(&b.id));
        templates.sort_by(|a, b| a.form.cmp(&b.form));
        let places: HashMap<String, usize> =
            slots.iter().enumerate().map(|(at, slot)| (slot.brief.id.clone(), at)).collect();
        let items = slots.iter().zip(slots.iter().skip(1)).find(|(a, b)| a.brief.id == b.brief.id);
        let doubles = forms.iter().zip(forms.iter().skip(1)).find(|(a, b)| a.id == b.id);
        let drawn_twice =
            templates.iter().zip(templates.iter().skip(1)).find(|(a, b)| a.form == b.form);
        let double = items
            .map(|(slot, _)| &slot.brief.id)
            .or(doubles.map(|(form, _)| &form.id))
            .or(drawn_twice.map(|(template, _)| &template.form));
        match double {
            Some(id) => Err(CatalogError::Duplicate { id: id.clone() }),
            None => Ok(Self {
                head,
                slots: slots.into(),
                places: places.into(),
                forms: forms.into(),
                calendar: calendar.into(),
                templates: templates.into(),
                digest: None,
            }),
        }
    }

    pub fn id(&self) -> &str {
        &self.head.id
    }

    pub fn version(&self) -> &str {
        &self.head.version
    }

    pub fn title(&self) -> &str {
        &self.head.title
    }

    pub fn note(&self) -> &str {
        &self.head.note
    }

    /// The last day on which the pack may be taken into use; none for a folder.
    pub fn until(&self) -> Option<Date> {
        self.head.until
    }

    /// SHA-256 of the content of a file, hexadecimal; none for a folder.
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// Years that this pack adds to the calendar of the program, or puts right.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub fn briefs(&self) -> impl ExactSizeIterator<Item = &Brief> {
        self.slots.iter().map(|slot| &slot.brief)
    }

    /// By its place among the items, which are sorted by id.
    pub(crate) fn brief(&self, at: usize) -> Option<&Brief> {
        self.slots.get(at).map(|slot| &slot.brief)
    }

    pub(crate) fn place_of(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Every item, each read in full.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.slots.iter().filter_map(Slot::item)
    }

    pub fn forms(&self) -> &[FormDef] {
        &self.forms
    }

    /// What the pack draws itself, by the names of the papers.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// The pack's own template of a paper; none of the window's own papers, whatever the pack brings.
    pub fn template(&self, form: &str) -> Option<&Template> {
        let mut templates = self.templates.iter();
        templates.find(|template| template.form == form && TEMPLATE_FORMS.contains(&form))
    }

    /// The pack that ships with this program, of whatever version: nobody settled what it says.
    pub fn is_example(&self) -> bool {
        self.head.id == EXAMPLE_ID
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.slots.get(*self.places.get(id)?)?.item()
    }

    pub fn form(&self, id: &str) -> Option<&FormDef> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form an item is filed with.
    pub fn form_of(&self, item: &Item) -> Option<&FormDef> {
        self.form(&item.form)
    }
}

impl Text {
    fn as_str(&self) -> &str {
        self.of.get(self.range.clone()).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { range: 0..text.len(), of: Arc::new(text) }
    }
}

impl Slot {
    fn unread(text: Text) -> Result<Self, CatalogError> {
        let brief = serde_json::from_str(text.as_str()).map_err(CatalogError::NotAnItem)?;
        Ok(Self { brief, text, item: OnceLock::new() })
    }

    /// An item whose JSON is no item was refused when the file came; one that is damaged since is
    /// as if it were not there.
    fn item(&self) -> Option<&Item> {
        self.item.get_or_init(|| serde_json::from_str(self.text.as_str()).ok()).as_deref()
    }
}

impl From<Item> for Slot {
    fn from(item: Item) -> Self {
        let brief = Brief {
            id: item.id.clone(),
            name: item.name.clone(),
            everyday: item.everyday.clone(),
            department: item.department.clone(),
            project_type: item.project_type,
            for_whom: item.for_whom,
            legacy: item.legacy.clone(),
        };
        Self { brief, text: Text::default(), item: OnceLock::from(Some(Box::new(item))) }
    }
}
