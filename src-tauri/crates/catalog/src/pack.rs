//! One pack of items and forms, from a folder, from a bundle, or the one built in.
//! Not a judgement of its content (`lint`) and not a search in it (`search`).

mod source;

use std::path::Path;
use std::sync::OnceLock;

use counter_core::form::FormDef;
use counter_core::item::Item;
use serde::{Deserialize, Serialize};

use crate::cases::ChecklistCase;
use crate::error::CatalogError;
use source::Source;
pub(crate) use source::parse;

/// Items and forms of one version. Sorted by id, so that the same pack always gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    id: String,
    version: String,
    title: String,
    note: String,
    items: Vec<Item>,
    forms: Vec<FormDef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    version: String,
    title: String,
    note: String,
}

impl Pack {
    /// A folder with `pack.yaml`, `items/<id>.yaml` and `forms/<id>.yaml`.
    pub fn from_dir(dir: &Path) -> Result<Self, CatalogError> {
        Self::assemble(&Source::from_dir(dir)?)
    }

    /// The example pack this program carries. Read once: a start with the trial office wants it three times.
    pub fn builtin() -> Result<Self, CatalogError> {
        static READ: OnceLock<Pack> = OnceLock::new();
        match READ.get() {
            Some(pack) => Ok(pack.clone()),
            None => Self::assemble(&Source::builtin()).map(|pack| READ.get_or_init(|| pack).clone()),
        }
    }

    /// No items at all: what is left when a pack cannot be read and the window must open all the same.
    pub fn empty() -> Self {
        let word = String::new;
        Self { id: word(), version: word(), title: word(), note: word(), items: Vec::new(), forms: Vec::new() }
    }

    /// The bundle an office serves, as [`Pack::to_bytes`] writes it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CatalogError> {
        let pack: Self = serde_json::from_slice(bytes).map_err(CatalogError::NotABundle)?;
        pack.settled()
    }

    pub fn to_bytes(&self) -> Result<Vec<u8>, CatalogError> {
        serde_json::to_vec(self).map_err(CatalogError::NotABundle)
    }

    fn assemble(source: &Source) -> Result<Self, CatalogError> {
        let head: Head = parse("pack.yaml", source.text("pack.yaml")?)?;
        let items = source.folder("items", |item: &Item| &item.id)?;
        let forms = source.folder("forms", |form: &FormDef| &form.id)?;
        Self { id: head.id, version: head.version, title: head.title, note: head.note, items, forms }.settled()
    }

    fn settled(mut self) -> Result<Self, CatalogError> {
        self.items.sort_by(|a, b| a.id.cmp(&b.id));
        self.forms.sort_by(|a, b| a.id.cmp(&b.id));
        let items = self.items.windows(2).find(|pair| pair[0].id == pair[1].id).map(|pair| &pair[0].id);
        let forms = self.forms.windows(2).find(|pair| pair[0].id == pair[1].id).map(|pair| &pair[0].id);
        match items.or(forms) {
            Some(id) => Err(CatalogError::Duplicate { id: id.clone() }),
            None => Ok(self),
        }
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn note(&self) -> &str {
        &self.note
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn forms(&self) -> &[FormDef] {
        &self.forms
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    pub fn form(&self, id: &str) -> Option<&FormDef> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form an item is filed with.
    pub fn form_of(&self, item: &Item) -> Option<&FormDef> {
        self.form(&item.form)
    }
}

impl ChecklistCase {
    /// `cases.yaml` of a pack folder.
    pub fn from_dir(dir: &Path) -> Result<Vec<Self>, CatalogError> {
        let source = Source::from_dir(dir)?;
        parse("cases.yaml", source.text("cases.yaml")?)
    }

    pub fn builtin() -> Result<Vec<Self>, CatalogError> {
        parse("cases.yaml", Source::builtin().text("cases.yaml")?)
    }
}
