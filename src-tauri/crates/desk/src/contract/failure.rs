//! What goes across the bridge when a command cannot be done: a code, its parameters and an incident number.
//! No text for people here (that is `frontend/src/messages/`), and no library's own words.
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, TS)]
pub struct Failure {
    pub code: String,
    pub params: BTreeMap<String, String>,
    /// Written beside the cause in the log, so that a technician finds it.
    pub incident: String,
}

/// Every code that can cross the bridge. The frontend's messages are typed by this list: a missing text does not compile.
pub const CODES: &[&str] = &[
    // session and line
    "not_signed_in",
    "not_in_practice",
    "no_scenario",
    "settings_fixed",
    "wrong_password",
    "sign_in_locked",
    "offline_sign_in_expired",
    "offline_no_verifier",
    "office_unreachable",
    "office_timed_out",
    "office_not_ours",
    "office_fault",
    "office_overloaded",
    "office_unauthorized",
    "office_refused",
    "office_garbage",
    // what is kept here
    "passphrase_needed",
    "wrong_passphrase",
    "key_missing",
    "keyring_unavailable",
    "newer_database",
    "foreign_database",
    "already_open",
    "database_damaged",
    "wrong_key",
    "disk_full",
    "page_damaged",
    "pages_purged",
    "store_io",
    "conflict",
    // the case
    "no_such_case",
    "locked",
    "wrong_secret",
    "secret_spent",
    "secret_bad",
    "relief_same",
    "case_held",
    "slip_missing",
    "slip_time_bad",
    "slip_in_future",
    "slip_too_old",
    "slip_taken",
    "scan_running",
    "not_allowed",
    "no_item",
    "unknown_item",
    "unknown_question",
    "unknown_option",
    "unknown_material",
    "nothing_to_look_up",
    "ground_missing",
    "no_blank",
    "unknown_page",
    "unknown_person",
    "unknown_field",
    "nothing_to_undo",
    "firm_item_later",
    "legacy_item",
    "page_not_shown",
    "not_received",
    "already_filed",
    "decision_lacks",
    "off_list_reason_missing",
    "deferral_day_wrong",
    "item_not_in_force",
    "nothing_to_correct",
    "reason_missing",
    "right_office_missing",
    "no_preview",
    "id_number_refused",
    "name_missing",
    "no_document",
    // supervising
    "line_down",
    "sign_in_again",
    "comment_missing",
    "not_acknowledged",
    "already_decided",
    "already_returned",
    "newer_revision",
    // devices
    "device_not_configured",
    "reader_not_connected",
    "reader_busy",
    "reader_timed_out",
    "reader_refused",
    "no_card",
    "card_moved",
    "card_unreadable",
    "host_died",
    "feeder_empty",
    "scanner_jammed",
    "cover_open",
    "scanner_busy",
    "scanner_not_found",
    "scanner_failed",
    "scan_timed_out",
    "scan_cancelled",
    "no_pages",
    "no_printer",
    "printer_refused",
    "device_failed",
    // documents
    "file_empty",
    "file_damaged",
    "file_encrypted",
    "file_unknown_kind",
    "file_too_large",
    "worker_died",
    "worker_timed_out",
    "font_missing",
    "pdf_unavailable",
    "typeset_failed",
    // bridge
    "bad_request",
    "unknown_command",
    "role_not_allowed",
    "internal",
];

impl Failure {
    pub fn new(code: &str) -> Self {
        let code = if CODES.contains(&code) { code } else { "internal" };
        Failure { code: code.to_owned(), params: BTreeMap::new(), incident: String::new() }
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}
