//! Names that hold what was typed, as it is. Only those are tried that the index names: the rarest
//! character of it, or, of mere letters, the ways its first syllable can be meant. Not slips, and
//! not what people say around a name.

use super::book::{Key, letter_class};
use super::fit::{Fit, Style, best_fit, fit_at};
use super::found::Found;
use super::index::{Index, Posting, Spot};

pub(super) fn find_exact(index: &Index, typed: &[Key], found: &mut Found) {
    let rarest = typed
        .iter()
        .filter(|key| key.letter().is_none())
        .min_by_key(|key| index.with_glyph(key.glyph).len());
    match (rarest, typed) {
        (_, []) => {}
        (Some(key), _) => by_character(index, typed, *key, found),
        (None, [letter]) => by_letter(index, *letter, found),
        (None, _) => by_letters(index, typed, found),
    }
}

fn by_character(index: &Index, typed: &[Key], rarest: Key, found: &mut Found) {
    if rarest.glyph == 0 {
        return;
    }
    let mut last = None;
    for name in index.with_glyph(rarest.glyph).iter().map(|posting| posting.spot().name) {
        if last.replace(name) != Some(name)
            && let Some(fit) = best_fit(&index.book, index.name(name), typed)
        {
            found.add_fit(name, &fit);
        }
    }
}

fn by_letter(index: &Index, letter: Key, found: &mut Found) {
    let letter = [letter.letter().unwrap_or_default()];
    for posting in index.with_sounds(index.book.sounds_from(&letter)) {
        if let Spot { name, at: 0 } = posting.spot() {
            let glyphs = index.name(name);
            let latin = index.book.spelling(index.book.sounds(glyphs[0])[0]) == letter;
            let style = if latin { Style::Characters } else { Style::Initials };
            found.add_fit(name, &Fit { style, start: 0, matched: 1, of: glyphs.len() });
        }
    }
}

fn by_letters(index: &Index, typed: &[Key], found: &mut Found) {
    let letters: Vec<u8> = typed.iter().filter_map(|key| key.letter()).collect();
    let book = &index.book;
    // Broken off within its first syllable, or at its end: every place with such a sound.
    for posting in index.with_sounds(book.sounds_from(&letters)) {
        let Spot { name, at } = posting.spot();
        found.add_fit(
            name,
            &Fit { style: Style::Pinyin, start: at, matched: 1, of: index.name(name).len() },
        );
    }
    // The first syllable whole, and what comes next.
    for length in 1..letters.len() {
        if let Some(sound) = book.sound(&letters[..length]) {
            judge(
                index,
                index.with_sound_before(sound, letter_class(letters[length])),
                typed,
                found,
            );
        }
    }
    // Only its initial.
    let double = matches!(letters[..2], [b'z' | b'c' | b's', b'h']);
    for length in 1..=(1 + usize::from(double)).min(letters.len() - 1) {
        for sound in book.sounds_from(&letters[..length]) {
            judge(
                index,
                index.with_sound_before(sound, letter_class(letters[length])),
                typed,
                found,
            );
        }
    }
}

fn judge(index: &Index, places: &[Posting], typed: &[Key], found: &mut Found) {
    for Spot { name, at } in places.iter().map(|posting| posting.spot()) {
        if let Some(fit) = fit_at(&index.book, index.name(name), at, typed) {
            found.add_fit(name, &fit);
        }
    }
}
