//! What was typed and what names are written with, reduced to what matters, and how a character is
//! spelt. Not the comparison of the two.

use counter_core::text::normalize_line;
use pinyin::ToPinyinMulti;

/// Spaces, the ' of a pre-edit text and punctuation carry nothing; ü is typed as v.
pub(super) fn plain_letters(text: &str) -> impl Iterator<Item = char> {
    let letters: Vec<char> = normalize_line(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let letters = letters.into_iter().flat_map(char::to_lowercase);
    letters.map(|c| if c == 'ü' { 'v' } else { c })
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
