//! A CSV file as one sheet. Its quotes are looked at before the reader, which takes anything: a
//! quote that is never closed would swallow rows without a word.

use std::borrow::Cow;

use super::encoding::decode_text;
use super::{Room, Sheet};
use crate::error::CatalogError;
use crate::import::columns::column_named;

const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];
/// Commas that no program takes for one.
const WIDE_COMMAS: [char; 3] = ['，', '；', '、'];
/// Rows in which the heading is looked for.
const HIGHEST: usize = 10;

pub(super) fn read_csv(name: &str, bytes: &[u8]) -> Result<Sheet, CatalogError> {
    let mut sheet = Sheet::named(name);
    let text = decode_text(bytes).map_err(|cause| sheet.refused(&cause))?;
    let delimiter = find_delimiter(&text).map_err(|cause| sheet.refused(&cause))?;
    let mut reader = reader(&text, delimiter);
    let (mut room, mut row, mut record) = (Room::new(), 0, ::csv::StringRecord::new());
    loop {
        let begin = position(&reader);
        let more =
            reader.read_record(&mut record).map_err(|error| sheet.refused(&error.to_string()))?;
        if !more {
            return Ok(sheet);
        }
        let raw = text.get(begin..position(&reader)).unwrap_or_default();
        if let Some(fault) = find_quote_fault(raw, delimiter) {
            return Err(sheet.refused(&format!("{}: {fault}", place(row, &record))));
        }
        let width = sheet.widths.iter().copied().max().unwrap_or_default();
        for (column, cell) in record.iter().enumerate() {
            if is_swallowed(cell, delimiter, width) {
                return Err(sheet.refused(&format!("{}: {SWALLOWED}", place(row, &record))));
            }
            sheet.put(row, column, (&unquote(cell), None), &mut room)?;
        }
        sheet.widths.push(record.len());
        row += 1;
    }
}

fn reader(text: &str, delimiter: char) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes())
}

/// Of `a, "b"` the reader takes the quotes for letters, since a blank stands before them.
fn unquote(cell: &str) -> Cow<'_, str> {
    let visible = cell.trim();
    let inner = visible.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|_| cell.starts_with(char::is_whitespace)) {
        Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Borrowed(cell),
    }
}

fn position(reader: &::csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Rows are counted without empty lines, and one may have several; an editor counts lines.
fn place(row: usize, record: &::csv::StringRecord) -> String {
    let row = row as u64 + 1;
    match record.position().map(::csv::Position::line) {
        Some(line) if line != row => format!("row {row} (line {line})"),
        _ => format!("row {row}"),
    }
}

const OPEN: &str = "the quote (\") opened there is never closed (a typographic quote ” closes nothing); \
    close it, or write it twice inside of quotes";
const STRAY: &str = "after the quote (\") opened there is closed, more text follows before the next cell; \
    quotes inside of a cell are written twice";
const SWALLOWED: &str = "a cell begun there has swallowed whole rows: a quote (\") opened in it is closed \
    only rows below; close it in its own row";

/// What is wrong with the quotes of one record.
fn find_quote_fault(record: &str, delimiter: char) -> Option<&'static str> {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        CellStart,
        Plain,
        Quoted,
        QuoteInside,
    }
    let record = record.trim_matches(['\r', '\n']);
    let mut at = At::CellStart;
    for c in record.chars() {
        at = match (at, c) {
            (At::Quoted, '"') => At::QuoteInside,
            (At::Quoted, _) | (At::QuoteInside, '"') => At::Quoted,
            (_, c) if c == delimiter => At::CellStart,
            (At::CellStart, '"') => At::Quoted,
            (At::CellStart | At::Plain, _) => At::Plain,
            (At::QuoteInside, ' ') => At::QuoteInside,
            (At::QuoteInside, _) => return Some(STRAY),
        };
    }
    (at == At::Quoted).then_some(OPEN)
}

/// Whether a cell's further lines have about as many cells as the rows of this table: they are
/// rows.
fn is_swallowed(cell: &str, delimiter: char, width: usize) -> bool {
    let fewest = width.saturating_sub(2).max(2);
    cell.lines().skip(1).any(|line| line.matches(delimiter).count() >= fewest)
}

/// The one by which the heading has most of its columns.
fn find_delimiter(text: &str) -> Result<char, String> {
    let count = |delimiter: char| {
        let rows = reader(text, delimiter).into_records().take(HIGHEST).filter_map(Result::ok);
        let heading_counts =
            rows.map(|row| row.iter().filter(|cell| column_named(cell).is_some()).count());
        heading_counts.max().unwrap_or_default()
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| count(*delimiter));
    let best = best.filter(|delimiter| count(*delimiter) > 1);
    let wide = |comma: &char| {
        let count_headings =
            |line: &str| line.split(*comma).filter(|cell| column_named(cell).is_some()).count();
        text.lines().take(HIGHEST).any(|line| count_headings(line) > 1)
    };
    match (best, WIDE_COMMAS.iter().find(|comma| wide(comma))) {
        (Some(delimiter), _) => Ok(delimiter),
        (None, Some(comma)) => {
            Err(format!("its cells are parted by {comma}; they must be parted by commas (,)"))
        }
        (None, None) => Ok(','),
    }
}
