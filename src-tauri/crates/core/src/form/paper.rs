//! The papers for which a pack may bring a template of its own, by their stable names: what
//! applicants get and sign. The window's own papers are the program's.

pub const TEMPLATE_FORMS: [&str; 19] = [
    "acceptance_receipt",
    "application_form",
    "blank_form",
    "correction_notice",
    "course_slip",
    "deferred_commitment",
    "deferred_notice",
    "entrusted_grant",
    "entrusted_refusal",
    "extension_notice",
    "handover_slip",
    "lapse_notice",
    "mandate",
    "materials_receipt",
    "one_time_list",
    "refiling_notice",
    "refusal",
    "special_notice",
    "withdrawal_request",
];
