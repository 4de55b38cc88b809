//! Between the crates' own words and the bridge's: error codes, statuses, roles. Pure mapping.
use crate::Failure;
use crate::contract::views;
use counter_backoffice::OfficeError;
use counter_core::case::{Decision, DecisionKind};
use counter_devices::DeviceError;
use counter_documents::DocumentError;
use counter_store::{StoreError, keys::KeyError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The snake_case word of a unit variant.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The same variant in another crate's enum with the same words.
pub fn same<T: Serialize, U: DeserializeOwned>(value: &T) -> Option<U> {
    serde_json::from_value(serde_json::to_value(value).ok()?).ok()
}

pub fn status_word(status: counter_core::state::Status) -> String {
    word(&status)
}

pub fn delivery_word(delivery: counter_core::state::Delivery) -> String {
    word(&delivery)
}

/// The form that carries a decision.
pub fn main_form(decision: &Decision) -> &'static str {
    match decision.kind {
        DecisionKind::Accept if decision.deferred.is_some() => "deferred_notice",
        DecisionKind::Accept => "acceptance_receipt",
        DecisionKind::Correction => "correction_notice",
        DecisionKind::Refuse | DecisionKind::Redirect => "refusal",
    }
}

pub fn decision_kind(kind: views::DecisionKind) -> DecisionKind {
    match kind {
        views::DecisionKind::Accept => DecisionKind::Accept,
        views::DecisionKind::Correction => DecisionKind::Correction,
        views::DecisionKind::Refuse => DecisionKind::Refuse,
        views::DecisionKind::Redirect => DecisionKind::Redirect,
    }
}

pub fn store_failure(error: StoreError) -> Failure {
    tracing::warn!(code = error.code(), "store");
    Failure::new(match error.code() {
        "disk_full" => "disk_full",
        "wrong_key" => "wrong_key",
        "newer_database" => "newer_database",
        "foreign_database" => "foreign_database",
        "already_open" => "already_open",
        "page_damaged" | "unknown_page" => "page_damaged",
        "conflict" => "conflict",
        "purged" => "pages_purged",
        "damaged" | "database_damaged" => "database_damaged",
        _ => "store_io",
    })
}

pub fn key_failure(error: KeyError) -> Failure {
    match error {
        KeyError::MissingForExistingDatabase => Failure::new("key_missing"),
        KeyError::PassphraseNeeded { new: true } => Failure::new("passphrase_needed").with("new", "yes"),
        KeyError::PassphraseNeeded { new: false } => Failure::new("passphrase_needed"),
        KeyError::WrongPassphrase => Failure::new("wrong_passphrase"),
        KeyError::DiskFull => Failure::new("disk_full"),
        KeyError::Io(_) => Failure::new("store_io"),
        other => {
            tracing::warn!(code = other.code(), "keys");
            Failure::new("keyring_unavailable")
        }
    }
}

pub fn office_failure(error: &OfficeError) -> Failure {
    match error {
        OfficeError::NotOurOffice | OfficeError::Untrusted => Failure::new("office_not_ours"),
        OfficeError::LockedOut { retry_after } => Failure::new("sign_in_locked").with("seconds", retry_after),
        OfficeError::Refused { status, code } => {
            Failure::new("office_refused").with("status", status).with("code", code)
        }
        other if crate::contract::failure::CODES.contains(&other.code()) => Failure::new(other.code()),
        _ => Failure::new("office_refused"),
    }
}

pub fn device_failure(error: &DeviceError) -> Failure {
    let code = match error.code() {
        "card_moved_too_soon" | "card_must_be_lifted" => "card_moved",
        "card_not_recognised" | "reader_garbled" => "card_unreadable",
        "reader_access_denied" => "reader_not_connected",
        "scanner_program_missing" | "no_scratch" => "scanner_failed",
        "printing_unavailable" => "no_printer",
        "host_missing" | "host_misunderstood" => "host_died",
        "cancelled" => "scan_cancelled",
        known if crate::contract::failure::CODES.contains(&known) => known,
        other => {
            tracing::warn!(code = other, "device");
            "device_failed"
        }
    };
    Failure::new(code)
}

pub fn document_failure(error: &DocumentError) -> Failure {
    let code = match error.code() {
        "document_empty" => "file_empty",
        "document_damaged" => "file_damaged",
        "document_encrypted" => "file_encrypted",
        "document_unknown_kind" => "file_unknown_kind",
        "document_too_large" => "file_too_large",
        "document_no_such_page" => "unknown_page",
        "document_worker_timed_out" => "worker_timed_out",
        "document_worker_died" | "document_worker_missing" => "worker_died",
        "pdfium_missing" => "pdf_unavailable",
        known if crate::contract::failure::CODES.contains(&known) => known,
        other => {
            tracing::warn!(code = other, "document");
            "typeset_failed"
        }
    };
    Failure::new(code)
}
