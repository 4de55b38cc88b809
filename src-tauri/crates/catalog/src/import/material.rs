//! A row of 材料 as a material of an item. Not in which situations it is wanted: that is the
//! author's.

use std::collections::BTreeMap;

use counter_core::item::{Accept, MaterialDef, Need, Supply};
use counter_core::text::{parse_digits, read_numeral};

use super::codes;
use super::flag::{Flag, FlagCode};
use super::row::Row;
use super::slug;

/// More of one paper is a slip.
const MOST_PAGES: u32 = 1_000;

/// A material, and what of its codes it could not hold.
pub(super) fn read_material(
    row: &Row,
    flags: &mut Vec<Flag>,
) -> (MaterialDef, BTreeMap<&'static str, String>) {
    let kind = codes::material_kind(row.text("material_type"));
    let source = codes::material_source(row.text("source_type"));
    let need = codes::material_need(row.text("is_need"));
    let accept_way = codes::accept_kind(row.text("accept_way"));
    // Many lists have no accept_way; the counts then say it.
    let way_known = accept_way.is_some() || row.text("accept_way").is_empty();
    let recognised = [
        ("material_type", kind.is_some()),
        ("source_type", source.is_some()),
        ("is_need", need.is_some()),
    ];
    let unknown = recognised
        .into_iter()
        .chain([("accept_way", way_known)])
        .filter(|(_, recognised)| !recognised);
    let unknown: Vec<&str> = unknown.map(|(column, _)| column).collect();
    flags.extend(unknown.iter().map(|column| row.flag_cell(FlagCode::UnknownCode, column)));
    let verbatim = unknown.into_iter().map(|column| (column, row.text(column).to_owned()));
    let verbatim = verbatim.filter(|(_, text)| !text.is_empty()).collect();
    let (original, copy) = counts(row, flags);
    let material = MaterialDef {
        id: slug::of_name(row.text("material_name")),
        name: row.lines("material_name").join(" "),
        kind: kind.unwrap_or_default(),
        original,
        copy,
        source: source.unwrap_or_default(),
        need: need.unwrap_or(Need::Required),
        accept: accept_way.unwrap_or_else(|| accept(kind, original, copy)),
        when: None,
        later_when: None,
        any_group: None,
        cert: None,
        official: true,
        note: note(row),
        points: [row.lines("accept_stand"), row.lines("fill_explain")].concat(),
        supply: Supply::Paper,
        person: None,
        parts: Vec::new(),
        sample: None,
        blank: None,
        authority: false,
    };
    (material, verbatim)
}

fn counts(row: &Row, flags: &mut Vec<Flag>) -> (u32, u32) {
    let mut count = |column: &str| -> Option<u32> {
        let text = row.text(column);
        let number = read_count(text).filter(|pages| *pages <= MOST_PAGES);
        if number.is_none() && !text.is_empty() {
            flags.push(row.flag_cell(FlagCode::NotANumber, column));
        }
        number
    };
    let papers = count("page_num");
    let (original, copy) = (count("page_original"), count("page_copynum"));
    let (original, copy) = match row.text("material_type") {
        "复印件" if original.is_none() && copy.is_none() => (0, papers.unwrap_or_default()),
        _ => (original.or(papers).unwrap_or_default(), copy.unwrap_or_default()),
    };
    if original == 0 && copy == 0 {
        let column = ["page_original", "page_num", "page_copynum"]
            .into_iter()
            .find(|column| row.has_column(column));
        flags.push(row.flag_cell(FlagCode::NoCopies, column.unwrap_or("page_num")));
    }
    (original, copy)
}

/// 2, 2.0, 2份, 贰份, 两张.
fn read_count(text: &str) -> Option<u32> {
    let number = text.trim_end_matches(['份', '张']).trim();
    match number.parse::<char>() {
        Ok('两') => Some(2),
        Ok(numeral) if !numeral.is_ascii() => read_numeral(numeral),
        _ => parse_digits(number.strip_suffix(".0").unwrap_or(number)),
    }
}

/// Where the table does not say: nobody's certificate is kept for the reason that both columns hold
/// a number.
fn accept(kind: Option<u8>, original: u32, copy: u32) -> Accept {
    match (original, copy) {
        (0, 1..) => Accept::Copy,
        (1.., 1..) if kind == Some(1) => Accept::SeeAndCopy,
        (1.., 1..) => Accept::Both,
        _ => Accept::Original,
    }
}

fn note(row: &Row) -> Option<String> {
    let mut remarks = row.lines("remark");
    let further = [("来源：", "source_explain"), ("依据：", "by_law")];
    for (before, column) in further {
        let text = row.lines(column).join("；");
        remarks.extend((!text.is_empty()).then(|| format!("{before}{text}")));
    }
    (!remarks.is_empty()).then(|| remarks.join("；"))
}
