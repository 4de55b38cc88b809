//! The parts of a workbook, event by event, for what the reader of cells does not tell.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

pub(super) type Parts<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Kind and target by id; of a part that is not there, none.
pub(super) fn relations(
    parts: &mut Parts,
    name: &str,
) -> Result<BTreeMap<String, (String, String)>, String> {
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
pub(super) fn each_element(
    parts: &mut Parts,
    name: &str,
    mut look: impl FnMut(&BytesStart) -> bool,
) -> Result<(), String> {
    each_event(parts, name, |event| match event {
        Event::Start(element) | Event::Empty(element) => look(element),
        _ => true,
    })
}

/// The same, with the texts between.
pub(super) fn each_event(
    parts: &mut Parts,
    name: &str,
    mut look: impl FnMut(&Event) -> bool,
) -> Result<(), String> {
    let file_name = parts.file_names().flatten().find(|known| known.eq_ignore_ascii_case(name));
    let Some(name) = file_name.map(|name| name.into_owned()) else { return Ok(()) };
    let part = parts.by_name(&name).map_err(|error| error.to_string())?;
    let mut reader = xml_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| error.to_string())?;
        if matches!(event, Event::Eof) || !look(&event) {
            return Ok(());
        }
    }
}

fn xml_reader<R: BufRead>(inner: R) -> Reader<R> {
    let mut reader = Reader::from_reader(inner);
    // As lenient as the reader of the cells.
    reader.config_mut().check_end_names = false;
    reader
}

pub(super) fn attribute(element: &BytesStart, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let attribute_value = attributes.find(|attribute| wanted(attribute.key.as_ref()))?;
    attribute_value.normalized_value(XmlVersion::default()).ok().map(|value| value.into_owned())
}

pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
