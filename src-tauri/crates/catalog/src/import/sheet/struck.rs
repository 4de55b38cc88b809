//! Text that is struck out within its cell, in part or as a whole. A cell whose own format is struck
//! out is the reader's to tell.

use std::collections::BTreeMap;

use counter_core::text::parse_digits;
use quick_xml::events::{BytesStart, Event};

use super::parts::{Parts, attribute, each_element, each_event};

/// By the place among the workbook's texts, from 1: whether all of it is struck out.
pub(super) type StruckTexts = BTreeMap<usize, bool>;
/// The same by row and column, from 0.
pub(super) type StruckCells = BTreeMap<(usize, usize), bool>;

/// What of one text is struck out, run by run.
#[derive(Default)]
struct Runs {
    has_plain: bool,
    is_struck: bool,
    is_beside: bool,
    /// Whether all of it is, once some of it is.
    whole: Option<bool>,
}

impl Runs {
    fn look_at(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "r" => self.is_struck = false,
            "strike" => {
                let value = attribute(element, |key| key == "val");
                self.is_struck = value.is_none_or(|value| !matches!(value.as_str(), "0" | "false"));
            }
            // How it is pronounced, behind the text.
            "rPh" => self.is_beside = true,
            "t" if self.is_beside => {}
            "t" if self.is_struck => self.whole = Some(!self.has_plain),
            "t" => {
                self.has_plain = true;
                self.whole = self.whole.map(|_| false);
            }
            _ => {}
        }
    }
}

pub(super) fn find_struck_texts(parts: &mut Parts, place: &str) -> Result<StruckTexts, String> {
    let mut texts = StruckTexts::new();
    let (mut at, mut runs) = (0, Runs::default());
    each_element(parts, place, |element| {
        if element.local_name().as_ref() == "si" {
            (at, runs) = (at + 1, Runs::default());
        }
        runs.look_at(element);
        texts.extend(runs.whole.map(|whole| (at, whole)));
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
    let (mut row, mut column, mut is_shared, mut is_value) = (0_usize, 0_usize, false, false);
    // Some programs write each text into its own cell.
    let (mut is_inline, mut runs) = (false, Runs::default());
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
                        let kind = text("t");
                        is_shared = kind.as_deref() == Some("s");
                        is_inline = kind.as_deref() == Some("inlineStr");
                        (is_value, runs) = (false, Runs::default());
                    }
                    name => is_value = name == "v",
                }
                if is_inline {
                    runs.look_at(element);
                    cells.extend(place_of(row, column).zip(runs.whole));
                }
            }
            Event::Text(text) if is_shared && is_value => {
                let index = parse_digits::<usize>(text.trim());
                let whole = index.and_then(|index| texts.get(&index.checked_add(1)?));
                cells.extend(place_of(row, column).zip(whole.copied()));
            }
            _ => {}
        }
        true
    })?;
    Ok(cells)
}

/// From 0.
fn place_of(row: usize, column: usize) -> Option<(usize, usize)> {
    row.checked_sub(1).zip(column.checked_sub(1))
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
