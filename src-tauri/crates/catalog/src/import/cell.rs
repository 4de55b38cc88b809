//! One cell: what is wrong with it, and its text as it is compared. Not what the text means.

use counter_core::text::normalize_code;

use super::columns::{DAYS, KEYS, has_one_line, is_code};
use super::flag::FlagCode;
use super::sheet::Cell;

/// Beside the codes of an item: what a program may write as 1.0.
const NUMBERS: [&str; 4] = ["material_type", "is_need", "source_type", "accept_way"];
/// Characters of 基本编码.
const CATALOG_CODE: usize = 12;

/// The last is the sign that all of them begin with.
const SIGNS: [(&str, &str); 7] = [
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// `="05"` and `'05`, as systems write text for Excel to leave alone.
pub(super) fn unwrap_text(text: &str) -> &str {
    let quoted = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let marked =
        text.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    quoted.or(marked).unwrap_or(text)
}

/// What a system that keeps web pages leaves of them in a cell, as it looked there: `<br />`,
/// `&nbsp;`. What is no mark of a page (年龄<60) stays.
pub(super) fn read_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut parts = text.split('<');
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('>').and_then(|(mark, rest)| Some((show_mark(mark)?, rest))) {
            Some((shown, rest)) => read.extend([shown, rest]),
            None => read.extend(["<", part]),
        }
    }
    SIGNS.into_iter().fold(read, |text, (name, sign)| text.replace(name, sign)).trim().to_owned()
}

/// A line end, or nothing.
fn show_mark(mark: &str) -> Option<&'static str> {
    const ENDS: [&str; 5] = ["br", "/p", "/div", "/li", "/tr"];
    const UNSEEN: [&str; 19] = [
        "p", "div", "li", "tr", "ul", "/ul", "ol", "/ol", "span", "/span", "font", "/font", "b",
        "/b", "strong", "/strong", "u", "/u", "td",
    ];
    let name = mark.trim_end_matches('/').split_whitespace().next()?.to_ascii_lowercase();
    if ENDS.contains(&name.as_str()) {
        Some("\n")
    } else {
        UNSEEN.contains(&name.as_str()).then_some("")
    }
}

/// Whether the whole cell says that it is what stands above it.
pub(super) fn is_ditto(text: &str) -> bool {
    const SIGNS: [&str; 8] = ["同上", "同前", "上同", "同上行", "〃", "″", "''", "\""];
    let inner = text.trim().trim_matches(['(', ')', '（', '）', '-', '—', ' ', '。']);
    SIGNS.contains(&inner)
}

pub(super) fn find_fault(column: &str, cell: &Cell) -> Option<FlagCode> {
    let text = cell.text.as_str();
    let for_code = is_code(column) && !DAYS.contains(&column);
    match cell.fault {
        Some(FlagCode::MadeADate) if for_code => return Some(FlagCode::MadeADate),
        Some(FlagCode::MadeADate) | None => {}
        fault => return fault,
    }
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if has_lost_characters(text) {
        Some(FlagCode::LostCharacters)
    } else if for_code && is_scientific(text) {
        Some(FlagCode::RoundedNumber)
    } else if column == "catalog_code" && digits && text.len() < CATALOG_CODE {
        Some(FlagCode::LostZeros)
    } else {
        (has_one_line(column) && text.contains('\n')).then_some(FlagCode::LineBreak)
    }
}

/// As codes are compared: nothing around and inside that nobody sees, no `.0` of a number, the
/// zeros that a number lost.
pub(super) fn plain_text(column: &str, text: String) -> String {
    if column == "catalog_code" || KEYS.contains(&column) {
        let code: String = normalize_code(&text).chars().filter(|c| !c.is_whitespace()).collect();
        let code = without_point(&code);
        let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
        return if column == "catalog_code" && digits {
            format!("{code:0>CATALOG_CODE$}")
        } else {
            code.to_owned()
        };
    }
    let text = if has_one_line(column) { text.replace('\n', " ") } else { text };
    if NUMBERS.contains(&column) || (is_code(column) && column != "task_version") {
        without_point(&text).to_owned()
    } else {
        text
    }
}

/// `1.0`, as programs write the number 1.
fn without_point(text: &str) -> &str {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, zeros))
            if digits(whole) && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// `4.40699E+17`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    mantissa.contains('.')
        && mantissa.split('.').all(digits)
        && exponent.strip_prefix('+').is_some_and(digits)
}

/// What an earlier program put where it had no such character.
fn has_lost_characters(text: &str) -> bool {
    let is_questions = text.chars().count() > 1 && text.chars().all(|c| c == '?');
    is_questions || text.contains('\u{fffd}') || text.contains("锟斤拷") || text.contains("???")
}
