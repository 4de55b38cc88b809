//! The characters that occur in names, numbered, each with its sounds; the sounds in the order of
//! the alphabet, so that what begins alike stands together. Not which name a character occurs in
//! (`index`).

use std::collections::HashMap;
use std::ops::Range;

use super::spelling::{list_readings, plain_letters};

/// Where almost all of them are.
const HAN: Range<u32> = 0x4e00..0xa000;
/// Bit of a character without a sound, such as a digit; bits 1 to 26 are the letters a sound begins
/// with.
pub(super) const MUTE: u32 = 27;
/// More than anybody types; what is behind is not looked at.
const LONGEST_QUERY: usize = 40;

/// A character by its number. None is 0.
pub(super) type Glyph = u16;
pub(super) type Sound = u16;

/// One character of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) character: char,
    /// 0 when no name has it.
    pub(super) glyph: Glyph,
}

impl Key {
    pub(super) fn letter(self) -> Option<u8> {
        u8::try_from(self.character).ok().filter(u8::is_ascii_lowercase)
    }
}

pub(super) struct Book {
    han: Vec<Glyph>,
    others: HashMap<char, Glyph>,
    /// Of each glyph, where its sounds begin.
    starts: Vec<u32>,
    sounds: Vec<Sound>,
    /// Of each glyph, the first letters of its sounds as bits.
    initials: Vec<u32>,
    spellings: Vec<Box<str>>,
}

/// Numbers characters as they come.
pub(super) struct Numbering {
    han: Vec<Glyph>,
    others: HashMap<char, Glyph>,
    characters: Vec<char>,
}

impl Numbering {
    pub(super) fn new() -> Self {
        Self { han: vec![0; HAN.len()], others: HashMap::new(), characters: vec!['\0'] }
    }

    pub(super) fn glyph(&mut self, character: char) -> Glyph {
        let place = match (u32::from(character))
            .checked_sub(HAN.start)
            .filter(|at| *at < HAN.end - HAN.start)
        {
            Some(at) => &mut self.han[at as usize],
            None => self.others.entry(character).or_insert(0),
        };
        if *place == 0 {
            // A pack with more kinds of characters than Unicode has for Chinese: the rest is as if
            // it were not there.
            *place = Glyph::try_from(self.characters.len()).unwrap_or(0);
            self.characters.push(character);
        }
        *place
    }

    pub(super) fn into_book(self) -> Book {
        let spelt: Vec<Vec<String>> = self.characters.iter().map(|c| list_readings(*c)).collect();
        let mut spellings: Vec<Box<str>> =
            spelt.iter().flatten().map(|spelling| spelling.as_str().into()).collect();
        spellings.sort_unstable();
        spellings.dedup();
        let mut book = Book {
            han: self.han,
            others: self.others,
            starts: vec![0],
            sounds: Vec::new(),
            initials: Vec::new(),
            spellings,
        };
        for readings in spelt {
            let sounds: Vec<Sound> =
                readings.iter().filter_map(|spelling| book.sound(spelling.as_bytes())).collect();
            let initials = sounds.iter().fold(0, |bits, sound| bits | 1 << book.initial(*sound));
            book.initials.push(if initials == 0 { 1 << MUTE } else { initials });
            book.sounds.extend(sounds);
            book.starts.push(u32::try_from(book.sounds.len()).unwrap_or(u32::MAX));
        }
        book
    }
}

impl Book {
    pub(super) fn glyph(&self, character: char) -> Glyph {
        match (u32::from(character)).checked_sub(HAN.start).filter(|at| *at < HAN.end - HAN.start) {
            Some(at) => self.han[at as usize],
            None => self.others.get(&character).copied().unwrap_or(0),
        }
    }

    pub(super) fn keys(&self, query: &str) -> Vec<Key> {
        let keys =
            plain_letters(query).map(|character| Key { character, glyph: self.glyph(character) });
        keys.take(LONGEST_QUERY).collect()
    }

    pub(super) fn glyphs(&self) -> usize {
        self.initials.len()
    }

    pub(super) fn sounds(&self, glyph: Glyph) -> &[Sound] {
        let at = usize::from(glyph);
        &self.sounds[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Of any character, also of one that is in no name.
    pub(super) fn sounds_of(&self, key: Key) -> Vec<Sound> {
        match key.glyph {
            0 => list_readings(key.character)
                .iter()
                .filter_map(|spelling| self.sound(spelling.as_bytes()))
                .collect(),
            glyph => self.sounds(glyph).to_vec(),
        }
    }

    pub(super) fn initials(&self, glyph: Glyph) -> u32 {
        self.initials[usize::from(glyph)]
    }

    pub(super) fn begins_with(&self, glyph: Glyph, letter: u8) -> bool {
        self.initials(glyph) & 1 << letter_class(letter) != 0
    }

    pub(super) fn spelling(&self, sound: Sound) -> &[u8] {
        self.spellings[usize::from(sound)].as_bytes()
    }

    /// 1 to 26.
    pub(super) fn initial(&self, sound: Sound) -> u32 {
        self.spelling(sound).first().map_or(MUTE, |letter| letter_class(*letter))
    }

    /// How many sounds there are.
    pub(super) fn all_sounds(&self) -> usize {
        self.spellings.len()
    }

    pub(super) fn sound(&self, spelling: &[u8]) -> Option<Sound> {
        let at =
            self.spellings.binary_search_by(|candidate| candidate.as_bytes().cmp(spelling)).ok()?;
        Sound::try_from(at).ok()
    }

    /// All that begin so.
    pub(super) fn sounds_from(&self, beginning: &[u8]) -> Range<Sound> {
        let from = self.spellings.partition_point(|candidate| candidate.as_bytes() < beginning);
        let many = self.spellings[from..]
            .iter()
            .take_while(|candidate| candidate.as_bytes().starts_with(beginning))
            .count();
        Sound::try_from(from).unwrap_or(0)..Sound::try_from(from + many).unwrap_or(0)
    }
}

pub(super) fn letter_class(letter: u8) -> u32 {
    u32::from(letter.wrapping_sub(b'a')) + 1
}
