//! Comparing names of people as cards, forms and registers write them. Not a change of the name: what was read
//! or typed is kept as it is. Never NFKC, which would fold different rare characters into one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a name on a card relates to a typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    Same,
    /// Equal only after mapping a private-use character of an old card: warn, do not refuse.
    SameByGlyph,
    Different,
}

/// Private-use character of older cards → its character encoded later. The ministry's table is not public,
/// so this is data that a centre brings along.
pub type GlyphMap = BTreeMap<char, char>;

const MIDDLE_DOT: char = '\u{B7}';

/// The form for search and comparison: one interpunct, no padding, no spaces inside Chinese, Latin in capitals.
pub fn normal(name: &str) -> String {
    let unspaced = without_loose_spaces(name);
    let chars: Vec<char> = unspaced.chars().collect();
    let mut out = String::with_capacity(unspaced.len());
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = chars.get(i + 1).copied();
        let between_han = before.is_some_and(is_han) && after.is_some_and(is_han);
        out.push(if is_interpunct(c) && between_han { MIDDLE_DOT } else { c.to_ascii_uppercase() });
    }
    out
}

pub fn compare(card: &str, typed: &str) -> Likeness {
    compare_with(card, typed, &GlyphMap::new())
}

pub fn compare_with(card: &str, typed: &str, glyphs: &GlyphMap) -> Likeness {
    let (card, typed) = (normal(card), normal(typed));
    if card == typed {
        return Likeness::Same;
    }
    let mapped = |name: &str| -> String { name.chars().map(|c| *glyphs.get(&c).unwrap_or(&c)).collect() };
    if mapped(&card) == mapped(&typed) { Likeness::SameByGlyph } else { Likeness::Different }
}

/// Drops spaces at the ends and beside Chinese characters; folds the rest to one. Foreign names keep their words.
fn without_loose_spaces(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c == '\0').filter(|word| !word.is_empty()) {
        let joins = |c: Option<char>| c.is_none_or(|c| is_han(c) || is_interpunct(c));
        if !joins(out.chars().next_back()) && !joins(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn is_interpunct(c: char) -> bool {
    matches!(c, MIDDLE_DOT | '\u{2022}' | '\u{2027}' | '\u{30FB}' | '\u{FF65}' | '\u{FF0E}')
}

/// Chinese characters, with the private-use areas where older chips hold rare ones.
fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xE000..=0xF8FF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF
        | 0xF0000..=0x10FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_interpunct_between_han_is_one() {
        for dot in ['\u{B7}', '\u{2022}', '\u{2027}', '\u{30FB}', '\u{FF65}', '\u{FF0E}'] {
            assert_eq!(compare(&format!("阿依{dot}示例"), "阿依·示例"), Likeness::Same, "{dot:?}");
            assert_eq!(compare(&format!("阿依 {dot} 示例"), "阿依·示例"), Likeness::Same, "{dot:?}");
        }
        assert_eq!(normal("A\u{2022}B"), "A\u{2022}B");
    }

    #[test]
    fn padding_and_case_do_not_matter() {
        assert_eq!(compare("陈示例\u{3000}\u{3000}\0", "陈 示例"), Likeness::Same);
        assert_eq!(compare("Shili  CHEN", "SHILI Chen"), Likeness::Same);
        assert_eq!(compare("SHILI CHEN", "SHILICHEN"), Likeness::Different);
    }

    #[test]
    fn characters_that_nfkc_would_fold_stay_apart() {
        // U+FA0B is folded to 廓 by NFKC; full-width letters to Latin ones.
        assert_eq!(compare("陈\u{FA0B}", "陈廓"), Likeness::Different);
        assert_eq!(normal("Ａ"), "Ａ");
    }

    #[test]
    fn a_private_use_character_is_mapped_only_by_the_given_table() {
        let glyphs: GlyphMap = [('\u{E188}', '𬱖')].into();
        assert_eq!(compare("陈\u{E188}", "陈𬱖"), Likeness::Different);
        assert_eq!(compare_with("陈\u{E188}", "陈𬱖", &glyphs), Likeness::SameByGlyph);
        assert_eq!(compare_with("李\u{E188}", "陈𬱖", &glyphs), Likeness::Different);
        assert_eq!(compare_with("陈\u{E188}·例", "陈\u{E188}\u{30FB}例", &glyphs), Likeness::Same);
    }
}
