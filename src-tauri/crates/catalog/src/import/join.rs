//! The rows of all tables as items with their materials, by 实施编码 and 业务办理项编码. What fits nothing is
//! flagged.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use counter_core::item::Item;
use counter_core::text::parse_digits;

use super::basic::{Rows, read_item};
use super::codes::{self, OF_MATERIALS, State};
use super::columns::KEYS;
use super::flag::{Flag, FlagCode, HeldBack};
use super::material::read_material;
use super::row::{Row, is_a_code};
use super::table::{Table, TableKind};
use super::{Options, Read, slug};
use crate::error::CatalogError;
use crate::pack::is_newer;

/// Bytes that materials have once each item has its own; one without 业务办理项编码 is had by many.
const MOST: usize = 512 * 1024 * 1024;

pub(super) fn join_tables(tables: Vec<Table>, options: &Options) -> Result<Read, CatalogError> {
    let mut read = Read {
        tables: tables.iter().map(Into::into).collect(),
        items: vec![],
        held_back: vec![],
        flags: vec![],
        rows: BTreeMap::new(),
    };
    let mut rows_by_kind: BTreeMap<TableKind, Vec<Row>> = BTreeMap::new();
    let mut left_out = BTreeSet::new();
    for table in tables {
        read.flags.extend(table.flags);
        left_out.extend(table.left_out);
        if let Some(kind) = table.kind {
            rows_by_kind.entry(kind).or_default().extend(table.rows);
        }
    }
    let mut rows = |kind| rows_by_kind.remove(&kind).unwrap_or_default();
    let directory = sort_directory(rows(TableKind::Directory), &mut read.flags);
    let basics = Basics::of(rows(TableKind::Basic), &directory, left_out, &mut read.flags);
    let (extends, materials) = (rows(TableKind::Extend), rows(TableKind::Material));
    let extends = basics.sort(&extends, FlagCode::OrphanExtension, &mut read.flags)?;
    let materials = basics.sort(&materials, FlagCode::OrphanMaterial, &mut read.flags)?;
    for (at, basic) in basics.rows.iter().enumerate() {
        let extend = extends.get(&at).and_then(|rows| pick_newest(rows, &mut read.flags));
        let rows = Rows { basic, extend, directory: directory.get(basic.text("catalog_code")) };
        let materials = materials.get(&at).map_or(&[][..], Vec::as_slice);
        let (item, flags) = make_item(&rows, materials, options);
        let by_material = || materials.iter().find_map(|row| row.holding_flag());
        let by_flag = || flags.iter().find(|flag| HOLDING.contains(&flag.code)).cloned();
        match rows.holding_flag().or_else(by_material).or_else(by_flag) {
            Some(flag) => {
                let task_code = basic.text("task_code").to_owned();
                read.held_back.push(HeldBack { task_code, name: item.name, flag });
            }
            None => read.add(item, basic),
        }
        read.flags.extend(flags);
    }
    // A material of several items is flagged once.
    read.flags.sort();
    read.flags.dedup();
    Ok(read)
}

/// What may not be in force before somebody has looked at it.
const HOLDING: [FlagCode; 3] =
    [FlagCode::NotADate, FlagCode::DatesContradict, FlagCode::UnknownState];

fn make_item(rows: &Rows, materials: &[&Row], options: &Options) -> (Item, Vec<Flag>) {
    let mut flags = Vec::new();
    let mut item = read_item(rows, options, &mut flags);
    fill(&mut item, materials, &mut flags);
    (item, flags)
}

impl Read {
    fn add(&mut self, mut item: Item, row: &Row) {
        if self.rows.contains_key(&item.id) {
            item.id = slug::with_digest(&item.id, &codes_of(row).join("/"));
        }
        self.rows.insert(item.id.clone(), row.clone());
        self.items.push(item);
    }
}

/// The codes that tell items apart.
fn codes_of(row: &Row) -> [&str; 3] {
    KEYS.map(|code| row.text(code))
}

/// By 基本编码; a row without it is nobody's.
fn sort_directory(rows: Vec<Row>, flags: &mut Vec<Flag>) -> BTreeMap<String, Row> {
    let mut directory: BTreeMap<String, Row> = BTreeMap::new();
    for row in rows {
        let code = row.text("catalog_code").to_owned();
        if code.is_empty() {
            flags.push(row.flag_cell(FlagCode::MissingCode, "catalog_code"));
            continue;
        }
        match directory.entry(code) {
            Entry::Vacant(place) => {
                place.insert(row);
            }
            Entry::Occupied(mut earlier) => {
                let later = is_newer_row(&row, earlier.get());
                let duplicate = if later { earlier.insert(row) } else { row };
                flags.push(duplicate.flag_cell(FlagCode::DuplicateItem, "catalog_code"));
            }
        }
    }
    directory
}

/// Of the rows of further fields that one item has, the one that counts.
fn pick_newest<'a>(rows: &[&'a Row], flags: &mut Vec<Flag>) -> Option<&'a Row> {
    let mut rows = rows.iter().copied();
    let mut kept = rows.next()?;
    for row in rows {
        let later = is_newer_row(row, kept);
        let duplicate = if later { std::mem::replace(&mut kept, row) } else { row };
        flags.push(duplicate.flag_cell(FlagCode::DuplicateItem, "task_code"));
    }
    Some(kept)
}

/// A row that has no version says nothing about age.
fn is_newer_row(row: &Row, than: &Row) -> bool {
    let version = row.text("task_version");
    !version.is_empty() && is_newer(version, than.text("task_version"))
}

type Sorted<'a> = BTreeMap<usize, Vec<&'a Row>>;

/// The rows that become items, and how others find them.
struct Basics {
    rows: Vec<Row>,
    /// By 实施编码, and by it with 业务办理项编码 or 事项 id.
    places: BTreeMap<(String, String), Vec<usize>>,
    /// 实施编码 of rows left out: their materials are nobody's fault.
    left_out: BTreeSet<String>,
}

impl Basics {
    fn of(
        all: Vec<Row>,
        directory: &BTreeMap<String, Row>,
        mut left_out: BTreeSet<String>,
        flags: &mut Vec<Flag>,
    ) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        let mut positions: BTreeMap<[String; 3], usize> = BTreeMap::new();
        for row in all {
            if let Some(flag) = unfit(&row, directory) {
                flags.push(flag);
                left_out.insert(row.text("task_code").to_owned());
                continue;
            }
            let known = positions.get(&codes_of(&row).map(str::to_owned));
            match known.and_then(|at| rows.get_mut(*at)) {
                None => {
                    positions.insert(codes_of(&row).map(str::to_owned), rows.len());
                    rows.push(row);
                }
                Some(earlier) => {
                    let later = is_newer_row(&row, earlier);
                    let duplicate = if later { std::mem::replace(earlier, row) } else { row };
                    flags.push(duplicate.flag_cell(FlagCode::DuplicateItem, "task_code"));
                }
            }
        }
        Self { places: places(&rows), rows, left_out }
    }

    /// Rows by the item they belong to; one without 业务办理项编码 belongs to every item of its 实施编码.
    fn sort<'a>(
        &self,
        rows: &'a [Row],
        orphan: FlagCode,
        flags: &mut Vec<Flag>,
    ) -> Result<Sorted<'a>, CatalogError> {
        let (mut sorted, mut room) = (Sorted::new(), MOST);
        for row in rows {
            let places = self.found(row);
            // Nobody knows whose it is: its code is missing, or cannot be read.
            let orphan =
                if row.text("task_code").is_empty() { FlagCode::MissingCode } else { orphan };
            let excused = || self.left_out.contains(row.text("task_code"));
            if places.is_empty() && (orphan == FlagCode::MissingCode || !excused()) {
                flags.push(row.flag_cell(orphan, "task_code"));
            }
            room = room
                .checked_sub(places.len() * row.size_in_memory())
                .ok_or_else(|| row.refuse_table("too many items share a row"))?;
            for at in places {
                sorted.entry(at).or_default().push(row);
            }
        }
        Ok(sorted)
    }

    fn found(&self, row: &Row) -> Vec<usize> {
        let [task, handled, id] = codes_of(row);
        let at = |further: &str| {
            self.places.get(&(task.to_owned(), further.to_owned())).cloned().unwrap_or_default()
        };
        let further: Vec<&str> =
            [handled, id].into_iter().filter(|code| !code.is_empty()).collect();
        if further.is_empty() {
            return at("");
        }
        let exact = further.iter().map(|code| at(code)).find(|places| !places.is_empty());
        // An item that does not say which it is has all materials of its 实施编码.
        let says_nothing =
            |at: &usize| self.rows.get(*at).is_some_and(|row| matches!(codes_of(row), [_, "", ""]));
        exact.unwrap_or_else(|| at("").into_iter().filter(says_nothing).collect())
    }
}

fn places(rows: &[Row]) -> BTreeMap<(String, String), Vec<usize>> {
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let [task, handled, id] = codes_of(row);
        let further: BTreeSet<&str> = ["", handled, id].into();
        for code in further {
            places.entry((task.to_owned(), code.to_owned())).or_default().push(at);
        }
    }
    places
}

/// Why a row becomes no item.
fn unfit(row: &Row, directory: &BTreeMap<String, Row>) -> Option<Flag> {
    let rows =
        Rows { basic: row, extend: None, directory: directory.get(row.text("catalog_code")) };
    let state = rows.row_for("task_state");
    if row.text("task_code").is_empty() {
        return Some(row.flag_cell(FlagCode::MissingCode, "task_code"));
    }
    if !is_a_code(row.text("task_code")) {
        return Some(row.flag_cell(FlagCode::NotACode, "task_code"));
    }
    if matches!(codes::item_state(state.text("task_state")), Some(State::Suspended | State::Draft))
    {
        return Some(state.flag_cell(FlagCode::NotInUse, "task_state"));
    }
    rows.row_for("task_name")
        .text("task_name")
        .is_empty()
        .then(|| row.flag_cell(FlagCode::MissingName, "task_name"))
}

fn fill(item: &mut Item, rows: &[&Row], flags: &mut Vec<Flag>) {
    let mut rows = rows.to_vec();
    // A number that is none, or no column: in the order of the table, at the end.
    rows.sort_by_key(|row| {
        parse_digits(row.text("order_num").trim_end_matches(".0")).unwrap_or(u64::MAX)
    });
    // How often each id was wanted.
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        if row.text("material_name").is_empty() {
            flags.push(row.flag_cell(FlagCode::MissingName, "material_name"));
            continue;
        }
        let (mut material, unknown) = read_material(row, flags);
        let base = material.id.clone();
        let mut more = used.get(&base).copied().unwrap_or(0);
        while used.contains_key(&material.id) {
            more += 1;
            material.id = format!("{base}_{}", more + 1);
        }
        used.insert(base, more);
        used.insert(material.id.clone(), 0);
        for (column, text) in unknown {
            let codes = item.codes.entry(OF_MATERIALS.to_owned()).or_default();
            codes.insert(format!("{}.{column}", material.id), text);
        }
        item.materials.push(material);
    }
}
