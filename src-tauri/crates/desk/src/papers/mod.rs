//! Printed papers as data for the typesetter. Papers are in Chinese only; their wording is an
//! example, but for what the place says itself.
pub mod blank;
pub mod brought;
pub mod card_remarks;
pub mod card_warnings;
pub mod check_record;
pub mod context;
pub mod course;
pub mod day_sheet;
pub mod declaration;
pub mod entrusted;
#[cfg(test)]
pub mod example;
pub mod key_card;
pub mod lapse;
pub mod letterhead;
pub mod letters;
pub mod mandate;
pub mod materials;
pub mod noted;
pub mod notice_record;
pub mod notices;
pub mod one_time_list;
pub mod parts;
pub mod printed_words;
pub mod refiling;
pub mod register;
pub mod remedies;
pub mod reprint;
pub mod sentences;
pub mod setup;
pub mod signing_terms;
#[cfg(test)]
mod tests;
pub mod withdrawal;
pub mod without_font;
pub mod wording;

/// 免责凭据: the window's own.
pub const CHECK_RECORD: &str = "check_record";
/// 办理进度告知单.
pub const COURSE_SLIP: &str = "course_slip";
