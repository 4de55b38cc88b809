//! What of a workbook's sheets does not count for their author: rows and columns that are hidden,
//! filtered away, folded up or of no size, and text that is struck out; and what is said beside the
//! cells. The reader of cells does not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use counter_core::text::parse_digits;
use zip::ZipArchive;

use super::beside::find_beside;
use super::parts::{Parts, attribute, each_element, join, relations};
use super::struck::{StruckCells, find_struck_cells, find_struck_texts};
use super::{Beside, MOST_COLUMNS, MOST_ROWS};

#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub rows: BTreeSet<usize>,
    pub columns: BTreeSet<usize>,
    pub struck: StruckCells,
    pub beside: Beside,
}

/// By the name of the sheet; a sheet that hides nothing may be absent.
pub(super) fn find_hidden(bytes: &[u8]) -> Result<BTreeMap<String, Hidden>, String> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let root = relations(&mut parts, "_rels/.rels")?;
    let book = root.into_values().find(|(kind, _)| kind.ends_with("/officeDocument"));
    let book = book.map_or_else(|| "xl/workbook.xml".to_owned(), |(_, target)| target);
    let book = book.trim_start_matches('/').to_owned();
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let places = relations(&mut parts, &join(folder, &format!("_rels/{file}.rels")))?;
    let mut sheets = Vec::new();
    each_element(&mut parts, &book, |element| {
        if element.local_name().as_ref() == "sheet" {
            let id =
                attribute(element, |key| key.rsplit(':').next() == Some("id") && key != "sheetId");
            sheets.extend(attribute(element, |key| key == "name").zip(id));
        }
        true
    })?;
    let place_of = |target: &str| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => join(folder, target),
    };
    let texts = places.values().find(|(kind, _)| kind.ends_with("/sharedStrings"));
    let texts = match texts {
        Some((_, target)) => find_struck_texts(&mut parts, &place_of(target))?,
        None => BTreeMap::new(),
    };
    let mut hidden_by_sheet = BTreeMap::new();
    for (name, id) in sheets {
        let Some((_, target)) = places.get(&id) else { continue };
        let place = place_of(target);
        let struck = find_struck_cells(&mut parts, &place, &texts)?;
        let beside = find_beside(&mut parts, &place)?;
        hidden_by_sheet.insert(name, Hidden { struck, beside, ..of_sheet(&mut parts, &place)? });
    }
    Ok(hidden_by_sheet)
}

fn of_sheet(parts: &mut Parts, place: &str) -> Result<Hidden, String> {
    let (mut hidden, mut row) = (Hidden::default(), 0);
    each_element(parts, place, |element| {
        let number =
            |name: &str| -> Option<usize> { parse_digits(&attribute(element, |key| key == name)?) };
        let is_hidden = || {
            let marked = attribute(element, |key| key == "hidden");
            marked.is_some_and(|mark| matches!(mark.as_str(), "1" | "true"))
        };
        let is_nothing = |size: &str| {
            let size = attribute(element, |key| key == size);
            size.is_some_and(|size| !size.is_empty() && size.chars().all(|c| "0.".contains(c)))
        };
        match element.local_name().as_ref() {
            "col" if is_hidden() || is_nothing("width") => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or_default());
                hidden.columns.extend(first.saturating_sub(1)..last.min(MOST_COLUMNS));
            }
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if (is_hidden() || is_nothing("ht")) && row <= MOST_ROWS {
                    hidden.rows.insert(row.saturating_sub(1));
                }
            }
            // Nothing about rows follows.
            "mergeCells" | "pageMargins" => return false,
            _ => {}
        }
        true
    })?;
    Ok(hidden)
}
