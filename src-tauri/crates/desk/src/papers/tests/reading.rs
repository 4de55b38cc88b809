//! A paper read back: the text of its pages as it was set, what of it is claimed, and what is left.
use super::claims::Claims;
use super::labels::TABLE_HEADS;
use counter_core::text::make_printable;
use counter_documents::Sheet;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Stands where something was taken out, so that what is left of both sides does not come together.
const TAKEN: &str = "\u{1f}";
/// Ends what is told of a sentence that is missing.
pub const UNSAID: &str = "：应当写明而没有";

/// The text of each page in the order in which it was set, without blanks, which are layout.
pub fn read_pages(pdf: &[u8], folder: &Path) -> Vec<String> {
    let path = folder.join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output().unwrap();
    assert!(output.status.success(), "pdftotext");
    let text = String::from_utf8(output.stdout).unwrap();
    let pages = text.split('\u{c}').map(without_blanks);
    pages.filter(|page| !page.is_empty()).collect()
}

/// Every text of a sheet, not yet set.
pub fn list_leaves(sheet: &Sheet) -> Vec<String> {
    let mut leaves = Vec::new();
    collect_leaves(&serde_json::to_value(sheet).unwrap(), &mut leaves);
    leaves
}

fn collect_leaves(value: &Value, leaves: &mut Vec<String>) {
    match value {
        Value::String(text) => leaves.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect_leaves(item, leaves)),
        Value::Object(members) => {
            // Which paper it is, and of what kind a box is: words of this program, not printed.
            let printed =
                members.iter().filter(|(name, _)| !["form", "kind"].contains(&name.as_str()));
            printed.for_each(|(_, member)| collect_leaves(member, leaves));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// As the typesetter sets it; `missing` are the codes of characters that no font has.
fn set_in_type(text: &str, missing: &[String]) -> String {
    let printable = without_blanks(&make_printable(text));
    if missing.is_empty() {
        return printable;
    }
    let set = printable.chars().map(|character| {
        let code = format!("U+{:04X}", u32::from(character));
        if missing.contains(&code) { format!("〓({code})") } else { character.to_string() }
    });
    set.collect()
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What the texts of a sheet say beyond what is claimed.
pub fn judge_leaves(leaves: &[String], claims: &Claims) -> Vec<String> {
    let text: Vec<String> = leaves.iter().map(|leaf| set_in_type(leaf, &[])).collect();
    // What was done with each row is the last of its cells.
    let told = claims.rows.iter().filter_map(|row| row.last()).filter(|cell| has_words(cell));
    let musts = claims.musts.iter().chain(told);
    let text = text.join(TAKEN);
    let mut wrong = find_unsaid(musts, &text, &[]);
    wrong.extend(find_leftover(vec![text], claims, &[]));
    wrong
}

/// What must be there and is not.
fn find_unsaid<'a>(
    musts: impl Iterator<Item = &'a String>,
    text: &str,
    missing: &[String],
) -> Vec<String> {
    let unsaid = musts.filter(|must| !text.contains(&set_in_type(must, missing)));
    unsaid.map(|must| format!("{must}{UNSAID}")).collect()
}

fn has_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
}

/// The same of the pages of a PDF. Each has its band and its foot.
pub fn judge_pages(mut pages: Vec<String>, claims: &Claims, missing: &[String]) -> Vec<String> {
    let set = |text: &str| set_in_type(text, missing);
    let (band, count) = (set(&claims.band), pages.len());
    let mut wrong = Vec::new();
    for (at, page) in pages.iter_mut().enumerate() {
        let (before, after) = &claims.foot;
        let foot = format!("{}第{}页/共{count}页{}", set(before), at + 1, set(after));
        let whole = page.as_str();
        let without_foot = whole.strip_suffix(foot.as_str());
        let body = without_foot.unwrap_or(whole);
        let without_band = body.strip_prefix(band.as_str());
        let body = without_band.unwrap_or(body);
        wrong.extend(without_foot.is_none().then(|| format!("{foot}{UNSAID}")));
        wrong.extend(without_band.is_none().then(|| format!("{band}{UNSAID}")));
        let heads = TABLE_HEADS.iter().filter(|_| at > 0);
        let body = heads.fold(body, |body, head| body.strip_prefix(*head).unwrap_or(body));
        *page = body.to_owned();
    }
    wrong.extend(find_unsaid(claims.musts.iter(), &pages.concat(), missing));
    wrong.extend(find_leftover(pages, claims, missing));
    wrong
}

fn find_leftover(mut pages: Vec<String>, claims: &Claims, missing: &[String]) -> Vec<String> {
    let set = |text: &String| set_in_type(text, missing);
    let rows: Vec<Vec<String>> =
        claims.rows.iter().map(|row| row.iter().map(set).collect()).collect();
    // A number alone is no claim: only its row says of what.
    let cells = rows.iter().flatten().filter(|cell| has_words(cell)).cloned();
    let whole_rows = rows.iter().map(|row| row.concat());
    let mut texts: Vec<String> =
        claims.texts.iter().map(set).chain(cells).chain(whole_rows).collect();
    texts.retain(|text| !text.is_empty());
    // The longest first: what is said in a sentence is not taken out of it.
    texts.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    texts.dedup();
    for next in 1..pages.len() {
        let singles = texts.iter().map(std::slice::from_ref);
        let parted = rows
            .iter()
            .map(Vec::as_slice)
            .chain(singles)
            .find_map(|cells| part_cells(cells, &pages[next - 1], &pages[next]));
        let Some((tail, head)) = parted else { continue };
        let length = pages[next - 1].len() - tail;
        pages[next - 1].truncate(length);
        pages[next].drain(..head);
    }
    for text in &texts {
        for page in pages.iter_mut().filter(|page| page.contains(text.as_str())) {
            *page = page.replace(text.as_str(), TAKEN);
        }
    }
    let mut left: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.split(TAKEN).filter(|part| !says_nothing(part)).collect())
        .collect();
    for next in 1..left.len() {
        // What is left of one claim on both sides of a page's end.
        let ends = left[next - 1].last().copied().zip(left[next].first().copied());
        let Some((last, first)) = ends else { continue };
        let whole = [last, first].concat();
        if texts.iter().any(|text| text.contains(&whole)) {
            left[next - 1].pop();
            left[next].remove(0);
        }
    }
    left.into_iter().flatten().map(str::to_owned).collect()
}

/// Punctuation, and the numbers of a list.
fn says_nothing(part: &str) -> bool {
    let is_number = |word: &str| {
        word.strip_suffix('.')
            .is_some_and(|number| number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut words = part.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.all(|word| word.chars().all(|c| c == '.') || is_number(word))
}

/// How many bytes of this row end the one page and begin the next, cell by cell; none where it is not
/// parted there. A text is a row of one cell.
fn part_cells(cells: &[String], tail: &str, head: &str) -> Option<(usize, usize)> {
    fn part(
        cells: &[String],
        before: &str,
        (tail, head): (&str, &str),
        taken: usize,
    ) -> Option<(usize, usize)> {
        let Some((cell, rest)) = cells.split_first() else {
            let is_parted = taken > 0 && !before.is_empty() && tail.ends_with(before);
            return is_parted.then_some((before.len(), taken));
        };
        let cuts = cell.char_indices().map(|(at, _)| at).chain([cell.len()]);
        let mut cuts = cuts.map(|end| cell.split_at(end));
        cuts.find_map(|(stays, goes)| {
            let is_next = head.get(taken..)?.starts_with(goes);
            let before = is_next.then(|| [before, stays].concat())?;
            part(rest, &before, (tail, head), taken + goes.len())
        })
    }
    // Whole on either side, it is not parted: its last cell may well end like that of the row before.
    let whole = cells.concat();
    let is_whole = tail.ends_with(&whole) || head.starts_with(&whole);
    if is_whole { None } else { part(cells, "", (tail, head), 0) }
}
