//! Text that is struck out within its cell, in part or as a whole. A cell whose own format is struck
//! out is the reader's to tell.

use std::collections::BTreeMap;

use counter_core::text::parse_digits;
use quick_xml::events::Event;

use super::parts::{Parts, attribute, each_element, each_event};

/// By the place among the workbook's texts, from 1: whether all of it is struck out.
pub(super) type StruckTexts = BTreeMap<usize, bool>;
/// The same by row and column, from 0.
pub(super) type StruckCells = BTreeMap<(usize, usize), bool>;

pub(super) fn find_struck_texts(parts: &mut Parts, place: &str) -> Result<StruckTexts, String> {
    let mut texts = StruckTexts::new();
    let (mut at, mut has_plain, mut is_struck, mut is_beside) = (0, false, false, false);
    each_element(parts, place, |element| {
        match element.local_name().as_ref() {
            "si" => (at, has_plain, is_struck, is_beside) = (at + 1, false, false, false),
            "r" => is_struck = false,
            "strike" => {
                let value = attribute(element, |key| key == "val");
                is_struck = value.is_none_or(|value| !matches!(value.as_str(), "0" | "false"));
            }
            // How it is pronounced, behind the text.
            "rPh" => is_beside = true,
            "t" if is_beside => {}
            "t" if is_struck => {
                texts.insert(at, !has_plain);
            }
            "t" => {
                has_plain = true;
                texts.entry(at).and_modify(|whole| *whole = false);
            }
            _ => {}
        }
        true
    })?;
    Ok(texts)
}

pub(super) fn find_struck_cells(
    parts: &mut Parts,
    place: &str,
    texts: &StruckTexts,
) -> Result<StruckCells, String> {
    let mut cells = StruckCells::new();
    if texts.is_empty() {
        return Ok(cells);
    }
    let (mut row, mut column, mut is_shared, mut is_value) = (0_usize, 0_usize, false, false);
    each_event(parts, place, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let text = |name: &str| attribute(element, |key| key == name);
                match element.local_name().as_ref() {
                    "row" => {
                        row = text("r").and_then(|r| parse_digits(&r)).unwrap_or(row + 1);
                        column = 0;
                    }
                    "c" => {
                        column = text("r").and_then(|r| read_column(&r)).unwrap_or(column + 1);
                        is_shared = text("t").as_deref() == Some("s");
                        is_value = false;
                    }
                    name => is_value = name == "v",
                }
            }
            Event::Text(text) if is_shared && is_value => {
                let index = parse_digits::<usize>(text.trim());
                let whole = index.and_then(|index| texts.get(&index.checked_add(1)?));
                if let (Some(whole), Some(row), Some(column)) =
                    (whole, row.checked_sub(1), column.checked_sub(1))
                {
                    cells.insert((row, column), *whole);
                }
            }
            _ => {}
        }
        true
    })?;
    Ok(cells)
}

/// The 28 of `AB12`.
pub(super) fn read_column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let mut letters = letters.map(|letter| usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    letters.try_fold(0_usize, |column, letter| column.checked_mul(26)?.checked_add(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_they_are_named() {
        for (place, column) in [("A1", 1), ("Z9", 26), ("AB12", 28), ("aa3", 27), ("7", 0)] {
            assert_eq!(read_column(place), Some(column), "{place}");
        }
    }
}
