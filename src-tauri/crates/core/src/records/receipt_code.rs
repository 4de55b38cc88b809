//! The code (核验码) by which a printed receipt can be held against the record: 80 bits of a digest over
//! four words of the submission, and a check letter, in letters that people read aloud and type.
//!
//! Invariant: the code is a function of the submission alone (`make_receipt_code`), for the desk that
//! prints it and the office that is asked. It says that the record is the one of which the paper was
//! made; it says nothing of whether the clock was right.
//! Held by `each_word_of_the_record_counts`, `a_letter_changed_or_swapped_is_refused`.
use crate::text::normalize_code;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt;

/// Names the formula; another formula is another word.
const FORMULA: &str = "receipt/1";
const BYTES: usize = 10;
const DIGITS: usize = BYTES * 8 / 5;
/// With the check letter.
const LETTERS: usize = DIGITS + 1;
const GROUP: usize = 4;
/// Crockford's 32: without I, L, O and U, which are taken for others.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// What of a submission the code is made of.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptRecord<'a> {
    /// Its UUID, in small letters with hyphens.
    pub case: &'a str,
    pub revision: u32,
    /// Hexadecimal.
    pub journal_head: &'a str,
    pub decided_at: Timestamp,
}

/// Seventeen letters whose last one fits the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReceiptCode(String);

pub fn make_receipt_code(record: ReceiptRecord<'_>) -> ReceiptCode {
    let ReceiptRecord { case, revision, journal_head, decided_at } = record;
    let mut hash = Sha256::new();
    for word in [FORMULA, case, &revision.to_string(), journal_head, &decided_at.to_string()] {
        hash.update(format!("{word}\n").as_bytes());
    }
    let digest = hash.finalize();
    encode_bits(digest.iter().take(BYTES).copied())
}

fn encode_bits(bytes: impl Iterator<Item = u8>) -> ReceiptCode {
    let bits = bytes.fold(0u128, |bits, byte| (bits << 8) | u128::from(byte));
    let digits = (0..DIGITS).rev().map(|place| (bits >> (place * 5)) as u8 & 31);
    let mut letters: String = digits.clone().filter_map(write_digit).collect();
    letters.extend(write_digit(shift_up(digits.fold(0, add_digit))));
    ReceiptCode(letters)
}

fn write_digit(digit: u8) -> Option<char> {
    ALPHABET.get(usize::from(digit)).copied()
}

/// Whatever case it comes in, and with the letters that are taken for others.
fn read_digit(letter: char) -> Option<u8> {
    let plain = match letter.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    ALPHABET.iter().position(|letter| *letter == plain).map(|digit| digit as u8)
}

/// Times x in the field of 32 elements (x⁵ + x² + 1). Its powers differ up to the 31st, so each place
/// has a weight of its own: one wrong letter or two that changed places never leave nothing over.
fn shift_up(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

fn add_digit(sum: u8, digit: u8) -> u8 {
    shift_up(sum) ^ digit
}

impl ReceiptCode {
    /// As somebody typed it or a scanner read it; none where a letter is missing or does not fit.
    pub fn read(text: &str) -> Option<ReceiptCode> {
        let code = normalize_code(text);
        let letters = code.chars().filter(|letter| !matches!(letter, ' ' | '-'));
        let digits: Vec<u8> = letters.map(read_digit).collect::<Option<_>>()?;
        let fits = digits.len() == LETTERS && digits.iter().copied().fold(0, add_digit) == 0;
        fits.then(|| ReceiptCode(digits.into_iter().filter_map(write_digit).collect()))
    }

    /// Without anything between: what is stored, sent, and drawn as a QR code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// In groups of four, as it is printed and shown; the check letter stands with the last.
impl fmt::Display for ReceiptCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 && at < DIGITS {
                out.write_str("-")?;
            }
            write!(out, "{letter}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
