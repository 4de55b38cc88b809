//! How a case comes in: filed, its parts uploaded, completed; and what a station may ask about it.
//!
//! Invariant: the office keeps every revision's submission, answer and acknowledgement. A repeat,
//! however late, gets its first answer; the next revision is filed only after the one before is
//! acknowledged, or in the place of one that was not taken.

mod amendment;
mod audit_anchor;
mod cases;
mod check;
mod claim_rows;
mod claims;
mod complete;
mod context;
mod event_rows;
mod incoming;
mod insert;
mod judgement;
mod list;
mod number_ranges;
mod packs;
mod room;
mod status;
mod submit;
mod turns;
mod upload;
mod uploads;

pub use audit_anchor::get_audit_anchor;
pub use cases::{
    FiledRevision, decode_row, encode_row, find_newest, find_revisions, find_upload, is_returned,
    parse_case_id,
};
pub use check::{key_mismatch, parse_event_key, refuse_bounds};
pub use claim_rows::{FiledClaim, check_installation, find_claims, find_claims_to, mark_claim};
pub use complete::{complete_case, verify_parts};
pub use context::Filing;
pub use event_rows::{
    FiledEvent, find_counter_decisions, find_event, find_events, find_lapsed, find_voided,
};
pub use insert::count_marks;
pub use judgement::judge_event;
pub use list::{ListedCase, list_newest, list_own_cases};
pub use number_ranges::{
    give_numbers, is_number_given, is_number_used, list_number_ranges, note_number,
};
pub use packs::KnownPacks;
pub use status::{get_status, list_missing};
pub use submit::{answer_once, submit_case, submit_revision};
pub use turns::request_turn;
pub use uploads::{
    append_upload, append_upload_by_post, create_upload, describe_uploads, get_upload_offset,
};
