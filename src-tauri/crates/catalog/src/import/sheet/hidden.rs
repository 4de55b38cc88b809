//! Which rows and columns of a workbook's sheets their author does not see: hidden, filtered away,
//! folded up. The reader of cells does not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Cursor};

use counter_core::text::parse_digits;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::{MOST_COLUMNS, MOST_ROWS};

#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub rows: BTreeSet<usize>,
    pub columns: BTreeSet<usize>,
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
    let mut hidden_by_sheet = BTreeMap::new();
    for (name, id) in sheets {
        let Some((_, target)) = places.get(&id) else { continue };
        let place = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => join(folder, target),
        };
        hidden_by_sheet.insert(name, of_sheet(&mut parts, &place)?);
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
        match element.local_name().as_ref() {
            "col" if is_hidden() => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or_default());
                hidden.columns.extend(first.saturating_sub(1)..last.min(MOST_COLUMNS));
            }
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if is_hidden() && row <= MOST_ROWS {
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

type Parts<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Kind and target by id; of a part that is not there, none.
fn relations(parts: &mut Parts, name: &str) -> Result<BTreeMap<String, (String, String)>, String> {
    let mut relations = BTreeMap::new();
    each_element(parts, name, |element| {
        let text = |name: &str| attribute(element, |key| key == name).unwrap_or_default();
        if element.local_name().as_ref() == "Relationship" {
            relations.insert(text("Id"), (text("Type"), text("Target")));
        }
        true
    })?;
    Ok(relations)
}

/// Until `look` has seen enough. A part that is not there has no elements.
fn each_element(
    parts: &mut Parts,
    name: &str,
    mut look: impl FnMut(&BytesStart) -> bool,
) -> Result<(), String> {
    let file_name = parts.file_names().flatten().find(|known| known.eq_ignore_ascii_case(name));
    let Some(name) = file_name.map(|name| name.into_owned()) else { return Ok(()) };
    let part = parts.by_name(&name).map_err(|error| error.to_string())?;
    let mut reader = xml_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(element) | Event::Empty(element) if !look(&element) => return Ok(()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn xml_reader<R: BufRead>(inner: R) -> Reader<R> {
    let mut reader = Reader::from_reader(inner);
    // As lenient as the reader of the cells.
    reader.config_mut().check_end_names = false;
    reader
}

fn attribute(element: &BytesStart, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let attribute_value = attributes.find(|attribute| wanted(attribute.key.as_ref()))?;
    attribute_value.normalized_value(XmlVersion::default()).ok().map(|value| value.into_owned())
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
