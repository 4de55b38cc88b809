//! Tables of items as offices exchange them (实施清单 and 材料清单 in the national columns), read into pack
//! items, with a flag at every cell an author must look at. Not their situations: which paper is
//! wanted in which case stands in no such table and remains the author's work. Never the network.

mod basic;
mod cell;
mod codes;
mod columns;
mod day;
mod file;
mod flag;
mod join;
mod limit;
mod material;
mod row;
mod sheet;
mod slug;
mod table;
mod view;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use counter_core::item::Item;
use serde::Serialize;

use crate::error::CatalogError;
use crate::pack::{Pack, is_newer};
pub use flag::{Flag, FlagCode, HeldBack};
use row::Row;
use table::Table;
pub use table::TableKind;
pub use write::{Written, write_items};

/// What the importer cannot know of a table.
#[derive(Debug, Clone)]
pub struct Options {
    /// Codes of 办件类型 that mean 即办件: 1 and 2 are the other way round in some sources.
    pub on_the_spot_codes: Vec<String>,
    /// Write over items of the folder that differ. An older version is refused all the same.
    pub replace: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { on_the_spot_codes: vec!["2".to_owned()], replace: false }
    }
}

/// What the tables hold, before anything is written.
#[derive(Debug)]
pub struct Read {
    pub tables: Vec<TableRead>,
    /// In the order of the tables.
    pub items: Vec<Item>,
    /// Items that are not among these.
    pub held_back: Vec<HeldBack>,
    pub flags: Vec<Flag>,
    /// The row of each item, by id.
    rows: BTreeMap<String, Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRead {
    /// The file, and the sheet of a workbook: `清单.xlsx/Sheet1`.
    pub name: String,
    /// None for a sheet beside others that is no such table: it was not read.
    pub kind: Option<TableKind>,
    pub rows: usize,
    /// Headings of columns that were not read.
    pub unread: Vec<String>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    pub tables: Vec<TableRead>,
    pub written: Written,
    pub held_back: Vec<HeldBack>,
    pub flags: Vec<Flag>,
}

/// Reads the tables and writes their items into a pack folder, which is made when there is none.
/// Nothing is written when a table cannot be read.
pub fn import_tables(
    tables: &[PathBuf],
    folder: &Path,
    options: &Options,
) -> Result<Imported, CatalogError> {
    let mut read = read_tables(tables, options)?;
    write::prepare_folder(folder)?;
    read.match_pack(&Pack::from_dir(folder)?);
    let report = write_items(&read.items, folder, options.replace)?;
    Pack::from_dir(folder)?;
    let Read { tables, held_back, flags, .. } = read;
    Ok(Imported { tables, written: report, held_back, flags })
}

/// Tables of any number of files, CSV or XLSX, in any order; they are joined by their codes.
pub fn read_tables(tables: &[PathBuf], options: &Options) -> Result<Read, CatalogError> {
    let mut rows = Vec::new();
    for path in tables {
        rows.extend(file::read_file(path)?);
    }
    join::join_tables(rows, options)
}

impl Read {
    /// Leaves out the items that the pack holds in a higher version; one it holds under another id
    /// goes by that id.
    pub fn match_pack(&mut self, pack: &Pack) {
        let key = |item: &Item| {
            ["task_code", "task_handle_item", "item_id"].map(|code| national(item, code).to_owned())
        };
        let existing: BTreeMap<_, &Item> = pack.items().map(|item| (key(item), item)).collect();
        let (rows, flags) = (&self.rows, &mut self.flags);
        self.items.retain_mut(|item| {
            let Some(has) = existing.get(&key(item)) else { return true };
            let offered = national(item, "task_version");
            // A table that has no versions says nothing about age.
            let older = !offered.is_empty() && is_newer(national(has, "task_version"), offered);
            if let Some(row) = rows.get(&item.id).filter(|_| older) {
                flags.push(row.flag_cell(FlagCode::OlderVersion, "task_version"));
            }
            item.id.clone_from(&has.id);
            !older
        });
    }
}

fn national<'a>(item: &'a Item, code: &str) -> &'a str {
    item.codes.get(codes::SOURCE).and_then(|codes| codes.get(code)).map_or("", String::as_str)
}

impl From<&Table> for TableRead {
    fn from(table: &Table) -> Self {
        let head = &table.head;
        Self {
            name: head.name.clone(),
            kind: table.kind,
            rows: table.rows.len(),
            unread: head.unread.clone(),
        }
    }
}
