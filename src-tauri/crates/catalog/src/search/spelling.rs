//! Names as characters with all their readings, and what was typed reduced to what matters.
//! Not the comparison of the two.

use pinyin::ToPinyinMulti;

/// One character of a name and the ways to spell it in plain letters.
pub(super) struct Unit {
    pub(super) character: char,
    pub(super) readings: Vec<String>,
}

/// Spaces, the ' of a pre-edit text and punctuation carry nothing; ü is typed as v.
pub(super) fn typed(query: &str) -> Vec<char> {
    query.chars().flat_map(half_width).filter(|c| c.is_alphanumeric()).map(|c| if c == 'ü' { 'v' } else { c }).collect()
}

pub(super) fn units(name: &str) -> Vec<Unit> {
    let characters = name.chars().flat_map(half_width).filter(|c| c.is_alphanumeric());
    characters.map(|character| Unit { character, readings: readings(character) }).collect()
}

/// Characters as they sound, in letters; letters stay. Nothing for fewer than two characters: one alone sounds like too much.
pub(super) fn spelt_out(typed: &[char]) -> Option<Vec<char>> {
    let sounds: Vec<Option<String>> = typed.iter().map(|c| readings(*c).into_iter().next()).collect();
    let said = |(letter, sound): (&char, Option<String>)| sound.unwrap_or_else(|| letter.to_string());
    let characters = sounds.iter().flatten().count();
    let letters: String = typed.iter().zip(sounds).map(said).collect();
    (characters > 1).then(|| letters.chars().collect())
}

fn half_width(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    narrow.to_lowercase()
}

fn readings(character: char) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        // Both habits of typing 女: nv, nu.
        for spelt in [reading.plain().replace('ü', "v"), reading.plain().replace(['ü', 'v'], "u")] {
            if !all.contains(&spelt) {
                all.push(spelt);
            }
        }
    }
    all
}
