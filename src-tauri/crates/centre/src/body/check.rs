//! Whether the values that were read are possible; the field that is not is named.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::office::is_sha256;
use super::{Body, CodeEntry, Kind, Times, WindowProfile, Word};
use crate::error::CentreError;
use crate::key::decode_hex;
use crate::limits::{MAX_DAYS, MAX_ENTRIES, MAX_IDLE_MINUTES, MAX_SESSION_HOURS, MAX_VERSION};

pub fn check_body(body: &Body) -> Result<(), CentreError> {
    let is_real = body.kind == Kind::Real;
    let findings = [
        ("version", (1..=MAX_VERSION).contains(&body.version)),
        ("must", body.must.len() <= MAX_ENTRIES),
        ("office", body.office.is_possible(is_real)),
        ("window", body.window.as_ref().is_none_or(is_profile)),
        ("catalogue_key", body.catalogue_key.as_deref().is_none_or(is_pack_key)),
        ("readers", body.readers.as_deref().is_none_or(is_list)),
        ("retention", body.retention.is_none_or(|days| (1..=MAX_DAYS).contains(&days))),
        ("place", body.place.as_ref().is_none_or(super::Place::is_possible)),
        ("times", body.times.as_ref().is_none_or(are_times)),
        ("recovery_key", body.recovery_key.as_deref().is_none_or(is_recovery_key)),
        ("codes", body.codes.as_deref().is_none_or(are_codes)),
    ];
    match findings.iter().find(|(_, is_possible)| !is_possible) {
        Some((field, _)) => Err(CentreError::bad_field(field)),
        None => Ok(()),
    }
}

fn is_list(words: &[Word]) -> bool {
    words.len() <= MAX_ENTRIES
}

fn is_profile(window: &WindowProfile) -> bool {
    [&window.classes, &window.levels, &window.roles]
        .into_iter()
        .all(|list| list.as_deref().is_none_or(is_list))
}

/// As packs have it.
fn is_pack_key(text: &str) -> bool {
    STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// X25519. Whether it is any good whoever seals to it finds out.
fn is_recovery_key(text: &str) -> bool {
    decode_hex(text).is_some_and(|bytes| bytes.len() == 32)
}

fn are_times(times: &Times) -> bool {
    let within = |value: Option<u32>, most: u32| value.is_none_or(|v| (1..=most).contains(&v));
    within(times.idle_lock_minutes, MAX_IDLE_MINUTES)
        && within(times.session_hours, MAX_SESSION_HOURS)
}

fn are_codes(codes: &[CodeEntry]) -> bool {
    codes.len() <= MAX_ENTRIES && codes.iter().all(|code| is_sha256(&code.sha256))
}
