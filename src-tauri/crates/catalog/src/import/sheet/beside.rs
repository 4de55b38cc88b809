//! What a sheet says beside its cells: notes on them, and drawn boxes with text. Neither is a part of
//! the list; its author is told what they say.

use counter_core::text::{normalize_line, parse_digits};
use quick_xml::events::Event;

use super::Beside;
use super::parts::{Parts, attribute, each_event, join, relations};
use super::struck::read_column;

/// Of each kind in one sheet; of more these are told.
const MOST: usize = 500;
/// Characters that are told of one.
const LONGEST: usize = 200;

/// `place`: of the sheet within the workbook.
pub(super) fn find_beside(parts: &mut Parts, place: &str) -> Result<Beside, String> {
    let (folder, file) = place.rsplit_once('/').unwrap_or(("", place));
    let related = relations(parts, &join(folder, &format!("_rels/{file}.rels")))?;
    let mut beside = Beside::default();
    for (kind, target) in related.into_values() {
        let target = resolve(folder, &target);
        if kind.ends_with("/comments") {
            let notes = read_texts(parts, &target, "comment")?.into_iter();
            beside.notes.extend(notes.filter_map(|(at, text)| Some((read_place(&at)?, text))));
        } else if kind.ends_with("/drawing") {
            let boxes = read_texts(parts, &target, "sp")?.into_iter();
            beside.boxes.extend(boxes.map(|(_, text)| text));
        }
    }
    Ok(beside)
}

/// A target is named from the folder of its sheet.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let (mut folder, mut target) = (folder, target);
    while let Some(rest) = target.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        target = rest;
    }
    join(folder, target)
}

/// The text within each element of that name, and which cell it is of, where it says so.
fn read_texts(parts: &mut Parts, place: &str, name: &str) -> Result<Vec<(String, String)>, String> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut is_text = false;
    each_event(parts, place, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                is_text = element.local_name().as_ref() == "t";
                if element.local_name().as_ref() == name {
                    let at = attribute(element, |key| key == "ref").unwrap_or_default();
                    texts.push((at, String::new()));
                }
            }
            Event::Text(text) if is_text => {
                let open = texts.last_mut().filter(|(_, whole)| whole.len() < LONGEST * 4);
                if let Some((_, whole)) = open {
                    whole.push_str(text.trim());
                }
            }
            _ => {}
        }
        texts.len() <= MOST
    })?;
    let texts = texts.into_iter().take(MOST).map(|(at, text)| {
        let text: String = normalize_line(&text).chars().take(LONGEST).collect();
        (at, text)
    });
    Ok(texts.filter(|(_, text)| !text.is_empty()).collect())
}

/// Row and column of `B7`, from 0.
fn read_place(at: &str) -> Option<(usize, usize)> {
    let digits = at.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let row = parse_digits::<usize>(digits)?.checked_sub(1)?;
    Some((row, read_column(at)?.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_from_its_sheet_and_a_cell_by_its_name() {
        for (target, place) in [
            ("../comments1.xml", "xl/comments1.xml"),
            ("/xl/drawings/drawing1.xml", "xl/drawings/drawing1.xml"),
            ("comments.xml", "xl/worksheets/comments.xml"),
            ("../../../up.xml", "up.xml"),
        ] {
            assert_eq!(resolve("xl/worksheets", target), place);
        }
        assert_eq!((read_place("B7"), read_place("AB12")), (Some((6, 1)), Some((11, 27))));
        assert!([read_place(""), read_place("7"), read_place("B0")].iter().all(Option::is_none));
    }
}
