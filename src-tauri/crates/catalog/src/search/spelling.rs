//! What was typed and what names are written with, reduced to what matters, and how a character is
//! spelt. Not the comparison of the two.

use pinyin::ToPinyinMulti;

/// Spaces, the ' of a pre-edit text and punctuation carry nothing; ü is typed as v.
pub(super) fn plain_letters(text: &str) -> impl Iterator<Item = char> {
    let characters = text.chars().flat_map(half_width).filter(|c| c.is_alphanumeric());
    characters.map(|c| if c == 'ü' { 'v' } else { c })
}

fn half_width(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    narrow.to_lowercase()
}

/// The ways to spell a character in plain letters; a letter is spelt as itself.
pub(super) fn list_readings(character: char) -> Vec<String> {
    if character.is_ascii_lowercase() {
        return vec![character.to_string()];
    }
    let mut spellings: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        // Both habits of typing 女: nv, nu.
        for spelt in [reading.plain().replace('ü', "v"), reading.plain().replace(['ü', 'v'], "u")]
        {
            if !spellings.contains(&spelt) && spelt.is_ascii() {
                spellings.push(spelt);
            }
        }
    }
    spellings
}
