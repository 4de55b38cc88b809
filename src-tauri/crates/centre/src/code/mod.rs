//! One-time codes: 85 bits of chance and 85 bits of the centre's key, with the purpose before them
//! and a check letter behind: 36 letters. Whoever types one knows from it alone whether the file
//! that a network brings is the centre's. Kept as a hash; the code itself is shown once and never
//! logged.

mod check;
mod letters;
mod purpose;

use counter_core::date::Date;
use counter_core::private::Private;
use counter_core::text::normalize_number;
use ring::digest::{SHA256, digest};

use crate::body::{CodeEntry, Word};
use crate::error::{CentreError, CodeError};
use crate::key::{FINGERPRINT_LETTERS, PublicKey, letter};
pub use check::{check_join_code, find_technician_entry};
use letters::{check_letter, read_letter};
pub use purpose::Purpose;

const CHANCE_LETTERS: usize = 17;
const CODE_LETTERS: usize = 1 + CHANCE_LETTERS + FINGERPRINT_LETTERS + 1;
const GROUP: usize = 4;
/// With every blank and hyphen that somebody may type, in bytes.
const LONGEST_TYPED: usize = 512;

/// A code in its one form. `Debug` shows nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    purpose: Purpose,
    letters: Private,
}

impl Code {
    /// A new one, of the system's chance, for stations of the centre that has this key.
    ///
    /// # Errors
    /// The system has no chance to give.
    pub fn draw_code(purpose: Purpose, key: &PublicKey) -> Result<Self, CentreError> {
        let mut chance = [0; CHANCE_LETTERS];
        getrandom::fill(&mut chance).map_err(|_| CentreError::NoChance)?;
        let mut letters = String::from(purpose.letter());
        letters.extend(chance.map(letter));
        letters.push_str(&key.fingerprint());
        letters.push(check_letter(&letters));
        Ok(Self { purpose, letters: letters.into() })
    }

    /// As somebody typed it: capitals, blanks and hyphens aside, O is zero, I and L are one.
    ///
    /// # Errors
    /// It is no code, or a letter is wrong.
    pub fn read(text: &str) -> Result<Self, CodeError> {
        if text.len() > LONGEST_TYPED {
            return Err(CodeError::NotACode);
        }
        let text = normalize_number(text);
        let letters: Option<String> = text.chars().map(read_letter).collect();
        let letters = letters.filter(|letters| letters.len() == CODE_LETTERS);
        let letters = letters.ok_or(CodeError::NotACode)?;
        let (data, check) = letters.split_at(CODE_LETTERS - 1);
        if !check.starts_with(check_letter(data)) {
            return Err(CodeError::Mistyped);
        }
        let purpose = data.chars().next().and_then(Purpose::of_letter);
        Ok(Self { purpose: purpose.ok_or(CodeError::OtherPurpose)?, letters: letters.into() })
    }

    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// In groups of four. The only way out of the code as text.
    pub fn printable_text(&self) -> Private {
        let letters: Vec<char> = self.letters.expose().chars().collect();
        let groups: Vec<String> =
            letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
        groups.join("-").into()
    }

    /// What is kept of it. The hash is of the code alone, so that it is found before anything else
    /// is known; 85 bits of chance are not tried out.
    pub fn sha256(&self) -> String {
        hex::encode(digest(&SHA256, self.letters.expose().as_bytes()))
    }

    pub fn is_of_key(&self, key: &PublicKey) -> bool {
        let from = 1 + CHANCE_LETTERS;
        self.letters.expose().get(from..from + FINGERPRINT_LETTERS) == Some(&key.fingerprint())
    }

    /// # Errors
    /// The purpose cannot be written as a word.
    pub fn make_entry(&self, station: Word, until: Date) -> Result<CodeEntry, CentreError> {
        let purpose = Word::try_from(self.purpose.code().to_owned());
        let purpose = purpose.map_err(|_| CentreError::bad_field("codes"))?;
        Ok(CodeEntry { sha256: self.sha256(), purpose, station, until })
    }
}
