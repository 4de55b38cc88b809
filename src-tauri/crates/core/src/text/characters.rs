//! What a character is worth: seen or not, a blank, a mark that nothing carries, another way to
//! write a plain one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::radicals::plain_radical;

/// What GBK's own full-width blank (A3A0) becomes where it is read as a private character: chat
/// programs put it round what is copied.
const GBK_BLANK: char = '\u{E5E5}';

/// Default_Ignorable_Code_Point of Unicode 16, as ranges.
const IGNORABLE: [(u32, u32); 17] = [
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFC),
    (0x1_BCA0, 0x1_BCA3),
    (0x1_D173, 0x1_D17A),
    (0xE_0000, 0xE_0FFF),
];

/// Nobody sees it: direction marks, joiners, variation selectors, soft hyphens; anchors of objects
/// that were not copied along; what is no character.
pub fn is_invisible(c: char) -> bool {
    let code = u32::from(c);
    let no_character = code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code);
    no_character || IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// Has a meaning only where it was made: no font knows it.
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}') && c != GBK_BLANK
}

pub(super) fn is_blank(c: char) -> bool {
    (c.is_whitespace() && !is_line_break(c)) || c == GBK_BLANK || c == '\u{2800}'
}

pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Han, and what stands for a Han character on a card that was made before it had a number.
pub(super) fn is_han(c: char) -> bool {
    let in_unicode = matches!(
        c,
        '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{323AF}'
    );
    in_unicode || is_private_use(c)
}

/// The letters that names on cards and passports are written with, marked ones too.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ') && c.is_alphabetic()
}

/// A mark that sits on nothing that is written with marks: `陈́`, `1́`, one at the beginning.
pub(super) fn is_stray_mark(before: Option<char>, c: char) -> bool {
    let carries =
        |carrier: char| is_combining_mark(carrier) || (carrier.is_alphabetic() && !is_han(carrier));
    is_combining_mark(c) && !before.is_some_and(carries)
}

/// The plain way to write it, where it only looks or is encoded differently. Full-width punctuation
/// is Chinese punctuation and stays; so do ①, ㎡ and ½, which say more than their plain letters.
pub(super) fn push_folded(c: char, out: &mut String) {
    match c {
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            out.push(half_width(c));
        }
        // Dots that are letters: a Korean keyboard's, and that of old transcriptions.
        '\u{318D}' | '\u{A78F}' => out.push('·'),
        _ if has_compatible_form(c) => out.extend(std::iter::once(c).nfkc()),
        _ => out.push(plain_radical(c).unwrap_or(c)),
    }
}

/// Of the block of full-width ASCII.
pub(super) fn half_width(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Forms of print and of old code pages, as PDFs and old databases give them: Kangxi radicals,
/// ligatures, vertical and small punctuation, half-width kana, letters of formulas.
fn has_compatible_form(c: char) -> bool {
    matches!(c,
        '\u{2F00}'..='\u{2FD5}'
        | '\u{FB00}'..='\u{FB17}'
        | '\u{FB50}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FDFF}'
        | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6B}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{FF61}'..='\u{FFDC}'
        | '\u{FFE8}'..='\u{FFEE}'
        | '\u{1D400}'..='\u{1D7FF}')
}

/// The Latin letter or hyphen that somebody meant who typed it into a number.
pub(super) fn plain_sign(c: char) -> char {
    match half_width(c) {
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2E3A}' | '\u{30FC}' => '-',
        '×' | '✕' | '✖' | '✗' | '✘' | '☓' | '⨉' | '⨯' | '╳' | '❌' | 'Ⅹ' | 'ⅹ' | 'Χ' | 'χ'
        | 'Х' | 'х' | '乂' | '㐅' | '〤' | 'ㄨ' | 'メ' => 'X',
        'Α' | 'А' | 'а' => 'A',
        'Β' | 'В' => 'B',
        'С' | 'с' => 'C',
        'Ε' | 'Е' | 'е' => 'E',
        'Η' | 'Н' => 'H',
        'Ι' | 'І' | 'і' => 'I',
        'Ј' | 'ј' => 'J',
        'Κ' | 'К' => 'K',
        'Μ' | 'М' => 'M',
        'Ν' => 'N',
        'Ο' | 'ο' | 'О' | 'о' => 'O',
        'Ρ' | 'Р' | 'р' => 'P',
        'Ѕ' | 'ѕ' => 'S',
        'Τ' | 'Т' => 'T',
        'Υ' | 'У' | 'у' => 'Y',
        'Ζ' => 'Z',
        other => other,
    }
}
