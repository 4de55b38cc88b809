//! The normal forms, each for what it is asked for: words, several lines of them, names, numbers.

use unicode_normalization::UnicodeNormalization;

use super::characters::{
    is_blank, is_han, is_invisible, is_latin, is_line_break, is_stray_mark, plain_sign, push_folded,
};

/// The middle dot of names (U+00B7, as 2016's rule for names of the minorities wants it).
const NAME_DOT: char = '·';

/// One line of words.
pub fn normalize_line(text: &str) -> String {
    normalize(text, ' ')
}

/// The same, and its lines stay lines.
pub fn normalize_lines(text: &str) -> String {
    normalize(text, '\n')
}

/// A person's name: one middle dot for all, no blank inside Chinese, one between other words.
pub fn normalize_name(text: &str) -> String {
    let letters: Vec<char> = fold_dots(&normalize_line(text)).chars().collect();
    let mut name = String::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let blank_is_idle = || {
            let before = name.chars().next_back();
            let behind = letters.iter().skip(at).find(|c| **c != ' ').copied();
            let is_close = |c: Option<char>| c.is_none_or(|c| is_han(c) || c == NAME_DOT);
            before.is_none_or(|c| c == ' ' || c == NAME_DOT)
                || behind == Some(NAME_DOT)
                || (is_close(before) && is_close(behind))
        };
        if *letter != ' ' || !blank_is_idle() {
            name.push(*letter);
        }
    }
    name
}

/// Codes, telephones, accounts, amounts, dates: also punctuation is ASCII. Blanks and hyphens stay
/// where they part groups.
pub fn normalize_code(text: &str) -> String {
    normalize(&normalize_line(text).chars().map(plain_sign).collect::<String>(), ' ')
}

/// A number of a document: what only parts or surrounds its characters goes.
pub fn normalize_number(text: &str) -> String {
    const AROUND: [char; 16] =
        ['\'', '"', '‘', '’', '“', '”', '`', ',', '.', ';', ':', '、', '。', '(', ')', '*'];
    let code = normalize_code(text);
    let inner = code.trim_matches(|c: char| c == ' ' || c == '-' || AROUND.contains(&c));
    // The number of an issue stands in brackets on some permits: H12345678(01).
    let parting = [' ', '-', '\'', '’', '‘', '(', ')'];
    inner.chars().filter(|c| !parting.contains(c)).map(|c| c.to_ascii_uppercase()).collect()
}

/// What is looked for, and what it is looked for in.
pub fn fold_query(text: &str) -> String {
    fold_dots(&normalize_line(text))
}

/// Whether two ways to write a name name the same: dots, blanks, apostrophes, hyphens and capitals
/// aside.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let fold = |name: &str| -> String {
        let name = normalize_name(name);
        let plain = name.chars().map(|c| match c {
            _ if is_apostrophe(c) => '\'',
            _ if is_hyphen(c) => '-',
            _ => c,
        });
        plain.flat_map(char::to_lowercase).collect()
    };
    fold(one) == fold(other)
}

/// The words of a name that is written in Latin letters alone, small; none of any other text. What
/// parts them (blanks, hyphens, commas, dots) or is left out by some (apostrophes) is no part of them.
pub fn latin_words(text: &str) -> Vec<String> {
    let name = normalize_name(text);
    let is_parting = |c: char| is_hyphen(c) || matches!(c, ' ' | ',' | '.' | NAME_DOT | '/');
    let letters = || name.chars().filter(|c| !is_parting(*c) && !is_apostrophe(*c));
    if !letters().all(is_latin) {
        return Vec::new();
    }
    let small = |word: &str| -> String {
        word.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).collect()
    };
    name.split(is_parting).map(small).filter(|word| !word.is_empty()).collect()
}

/// What a name in Latin letters is found by: its letters twice over, so that family and given name
/// stand next to each other in either order. Empty for any other name.
pub fn fold_latin_name(name: &str) -> String {
    latin_words(name).concat().repeat(2)
}

/// Those of other keyboards and of word processors too; the okina of some names.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '´' | '′' | '\u{FF07}' | '\u{FF40}'
    )
}

/// A word processor's own that breaks no line, and the full-width one, too.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FF0D}')
}

/// What goes on paper as somebody worded it: its own signs and blanks, without what nobody sees,
/// what controls a machine, and marks that sit on nothing.
pub fn make_printable(text: &str) -> String {
    if text.chars().all(|c| is_plain(c) || c == '\n') {
        return text.to_owned();
    }
    let spaced = text.replace("\r\n", "\n");
    let visible = spaced.chars().filter_map(|c| match c {
        '\u{3000}' => Some(c),
        _ if is_line_break(c) => Some('\n'),
        _ if is_blank(c) => Some(' '),
        _ => Some(c).filter(|c| !is_invisible(*c) && !c.is_control()),
    });
    drop_stray_marks(visible.nfc())
}

fn normalize(text: &str, line_break: char) -> String {
    if text.chars().all(is_plain) {
        return text.trim().to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            _ if is_line_break(c) => folded.push(line_break),
            _ if is_blank(c) => folded.push(' '),
            _ if is_invisible(c) || c.is_control() => {}
            _ => push_folded(c, &mut folded),
        }
    }
    drop_stray_marks(folded.nfc()).trim().to_owned()
}

fn drop_stray_marks(characters: impl Iterator<Item = char>) -> String {
    let mut marked = String::new();
    for c in characters {
        if !is_stray_mark(marked.chars().next_back(), c) {
            marked.push(c);
        }
    }
    marked
}

/// Almost everything: nothing is to be done to it.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '、' | '。' | '\u{4E00}'..='\u{9FFF}')
}

/// The dots that stand between the parts of a name; a full stop is one only inside Chinese.
fn fold_dots(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let mut folded = String::with_capacity(line.len());
    for (at, c) in letters.iter().enumerate() {
        let neighbours = || {
            let before = letters.iter().take(at).rev().find(|c| **c != ' ');
            (before, letters.iter().skip(at + 1).find(|c| **c != ' '))
        };
        let is_dot = match c {
            '•' | '‧' | '・' | '∙' | '⋅' | '●' | '⸱' => true,
            '\u{16EB}' | '\u{2024}' | '\u{2981}' | '\u{2E33}' => true,
            // Of a web page's list, and of a formula.
            '◦' | '∘' | '▪' => true,
            // Of input methods that have no other dot.
            '˙' => true,
            '.' | '．' | '。' => {
                matches!(neighbours(), (Some(a), Some(b)) if is_han(*a) && is_han(*b))
            }
            _ => false,
        };
        folded.push(if is_dot { NAME_DOT } else { *c });
    }
    folded
}
