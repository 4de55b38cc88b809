//! Departments in what was typed: alone, or before or after the thing itself (民政 低保, 民政局老人证).
//! Knows nothing of the thing.

use super::book::{Glyph, Key};
use super::fit::{Style, best_fit};
use super::found::{DEPARTMENT, Found, How, fit_worth};
use super::index::Index;

/// A department says little about the item, so only its beginning counts, and never a lone letter.
pub(super) fn by_department(index: &Index, typed: &[Key], found: &mut Found) {
    let scores: Vec<Option<i32>> =
        index.departments.iter().map(|office| score(index, office, typed)).collect();
    if scores.iter().all(Option::is_none) {
        return;
    }
    for (item, office) in index.offices.iter().enumerate() {
        if let Some(score) = scores[*office as usize] {
            found.offer_item(item, index.official_name(item), score, How::Department);
        }
    }
}

fn score(index: &Index, office: &[Glyph], typed: &[Key]) -> Option<i32> {
    let fit_found = best_fit(&index.book, office, typed)?;
    let counts =
        fit_found.style != Style::Scattered && fit_found.start == 0 && fit_found.matched > 1;
    counts.then(|| DEPARTMENT + fit_worth(&fit_found) / 10)
}

/// The items of the department that was named, and the rest of what was typed.
pub(super) fn split_department(
    index: &Index,
    query: &str,
    typed: &[Key],
) -> Option<(Vec<bool>, Vec<Key>)> {
    by_space(index, query).or_else(|| by_beginning(index, typed))
}

/// Whoever puts a space between them may shorten or spell the department.
fn by_space(index: &Index, query: &str) -> Option<(Vec<bool>, Vec<Key>)> {
    let words: Vec<Vec<Key>> = query
        .split_whitespace()
        .map(|word| index.book.keys(word))
        .filter(|word| !word.is_empty())
        .collect();
    let (first, behind) = words.split_first()?;
    let (last, before) = words.split_last()?;
    [(first, behind), (last, before)].into_iter().filter(|(_, rest)| !rest.is_empty()).find_map(
        |(word, rest)| {
            let matches =
                |office: &[Glyph]| shortened(office, word) || score(index, office, word).is_some();
            Some((items(index, matches)?, rest.concat()))
        },
    )
}

fn by_beginning(index: &Index, typed: &[Key]) -> Option<(Vec<bool>, Vec<Key>)> {
    (2..typed.len()).rev().find_map(|length| {
        let (word, rest) = typed.split_at(length);
        Some((items(index, |office| shortened(office, word))?, rest.to_vec()))
    })
}

/// 卫健局 for 卫生健康局: its first character, and then others of it in order.
fn shortened(office: &[Glyph], word: &[Key]) -> bool {
    let mut remaining = office.iter();
    word.len() > 1
        && office.first() == word.first().map(|key| &key.glyph)
        && word.iter().all(|key| remaining.any(|glyph| *glyph == key.glyph))
}

fn items(index: &Index, of: impl Fn(&[Glyph]) -> bool) -> Option<Vec<bool>> {
    let offices: Vec<bool> = index.departments.iter().map(|office| of(office)).collect();
    let any = offices.contains(&true);
    any.then(|| index.offices.iter().map(|office| offices[*office as usize]).collect())
}
