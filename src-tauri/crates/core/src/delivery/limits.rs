//! How much the office takes in, and what a place may set. One list for both ends of the wire: the
//! counter tells a clerk of it while a paper or a text can still be replaced, the office refuses
//! what is beyond it. The window has its numbers from the contract.
//!
//! Invariant: what the counter takes in, the office takes. Neither end has a number of its own.
use std::ops::RangeInclusive;

use crate::form::count_characters;

/// Largest file that may be handed over, a page as well as a document, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Most files of one case: those with its pages and those that the counter makes.
pub const MAX_FILES: usize = 2_000;

/// Most files with pages that a counter takes into one case. What is left to [`MAX_FILES`] is for
/// receipts, notices and forms of the case's whole course.
pub const MAX_PAGE_FILES: usize = 1_900;

/// Longest single text, in characters as [`is_within`] counts them.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// Largest submission as it is sent, and any other JSON body, in bytes. Gateways commonly let no
/// larger body pass.
pub const MAX_SUBMISSION_BYTES: usize = 1024 * 1024;

/// Most comments with which a supervisor sends a case back.
pub const MAX_COMMENTS: usize = 200;

/// Longest of these comments, in characters.
pub const MAX_COMMENT_CHARS: usize = 2_000;

/// Longest ground and purpose of a look into the certificate library, in characters.
pub const MAX_GROUND_CHARS: usize = 200;

/// Most kinds of certificate in one question to the library.
pub const MAX_KINDS: usize = 50;

/// Longest number by which the library is asked, and longest id of an item or of a kind of
/// certificate, in characters.
pub const MAX_KEY_CHARS: usize = 64;

/// Longest reason for which somebody looks, in characters.
pub const MAX_REASON_CHARS: usize = 60;

/// Most signatures of one submission.
pub const MAX_SIGNATURES: usize = 20;

/// Longest record of one signature's strokes, in bytes.
pub const MAX_STROKES_BYTES: usize = 512 * 1024;

/// A signature on the screen has so many strokes, or so many points: a touch by chance has neither.
pub const MIN_STROKES: usize = 2;
pub const MIN_STROKE_POINTS: usize = 20;

/// How many days pages stay after the office has them; 0: for ever. A hundred years at most.
pub const KEEP_DAYS: RangeInclusive<u32> = 0..=36_500;

/// With less room on the disk, in GiB, it is told; 0: never.
pub const WARN_FREE_GIB: RangeInclusive<u32> = 0..=10_000;

/// A card that expires within so many days is told; 0: never.
pub const WARN_CARD_DAYS: RangeInclusive<u32> = 0..=3_650;

const _: () = assert!(MAX_PAGE_FILES < MAX_FILES);

/// Whether a text has at most so many characters. Each code point is one, as for `maxLength` in the
/// published contract: never fewer than people count, so what fits here fits everywhere.
pub fn is_within(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}

/// What a text that is too long is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLength {
    /// As people count them.
    pub characters: usize,
    /// What is stacked on them or joins them: all the other code points.
    pub marks: usize,
}

impl TextLength {
    pub fn of(text: &str) -> Self {
        let characters = count_characters(text);
        Self { characters, marks: text.chars().count().saturating_sub(characters) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_and_are_told_apart_from_what_people_see() {
        for (text, characters, marks) in [
            ("", 0, 0),
            ("陈示例", 3, 0),
            ("e\u{301}\u{323}e", 2, 2),
            ("👩‍👩‍👧‍👦", 1, 6),
            ("一\r\n二", 3, 1),
        ] {
            assert_eq!(TextLength::of(text), TextLength { characters, marks }, "{text}");
            let all = characters + marks;
            assert!(is_within(text, all), "{text}");
            assert!(all == 0 || !is_within(text, all - 1), "{text}");
        }
    }
}
