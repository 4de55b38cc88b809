//! Text as people, clipboards, cards, files and queries bring it, made into the one form that is
//! kept, compared, judged and printed. Not what a text means: that is for those who ask for it.
//!
//! Invariant: normalising what is normal changes nothing, and nothing normal holds a control
//! character or one that nobody sees. What a name loses by it (variants, a chip's own bytes) stands
//! beside it in the person's `raw`.
//! Held by `normalising_twice_changes_nothing`.

mod characters;
mod normalize;
mod number;
mod radicals;
mod slip;
pub mod version;

pub use characters::{is_invisible, is_private_use};
pub use normalize::{
    fold_latin_name, fold_query, is_same_name, latin_words, make_printable, normalize_code,
    normalize_line, normalize_lines, normalize_name, normalize_number,
};
pub use number::{parse_digits, parse_signed, read_numeral};
pub use slip::fold_slip_number;

#[cfg(test)]
mod tests;
