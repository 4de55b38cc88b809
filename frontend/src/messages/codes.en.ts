// The same words in English. Glossary as in docs/glossary.md.
import type { Codes, CodeWords } from "./codes.zh-CN";

const number: CodeWords = {
  check_digit: "Check digit is wrong, compare with the document", age_implausible: "Age is implausible, compare with the document", birth_in_future: "Born after today, compare with the document", bad_date: "The date in the number does not exist, compare with the document", fifteen_digits: "Old 15-digit number, compare with the document",
  hmt_residence_prefix: "Not a residence permit's range of numbers, compare with the document", foreign_pr_prefix: "Not a permanent residence card's range of numbers, compare with the document", organisation_check: "Organisation check is wrong, compare with the licence", passport_pattern: "Unusual passport number, compare with the document",
  missing: "No number", wrong_length: "Wrong length", wrong_alphabet: "Has a character that is not allowed",
};

export const codes: Codes = {
  status: { draft: "Draft", received: "Received", correction: "Awaiting correction", accepted: "Accepted", deferred: "Papers to follow", refused: "Not accepted", redirected: "Sent elsewhere", returned: "Returned", completed: "Completed", voided: "Voided" },
  delivery: { none: "", queued: "Waiting to go up", sending: "Going up", awaiting_materials: "Materials going up", acknowledged: "With the office", refused: "Refused by the office", parked: "Needs attention" },
  role: { applicant: "applicant", spouse: "spouse", guardian: "guardian", agent: "agent", legal_representative: "legal representative", person_in_charge: "person in charge" },
  idKind: { resident: "Resident ID card", hmt_residence: "HK/Macau/Taiwan residence permit", foreign_pr: "Foreigner's permanent residence card", hmt_permit: "HK/Macau travel permit", taiwan_permit: "Taiwan travel permit", passport: "Passport", uscc: "Unified social credit code", other: "Other" },
  source: { card: "card", typed: "typed", answer: "situation", item: "item", today: "date", hand: "by hand", material: "material" } as CodeWords,
  need: { required: "required", optional: "optional", later: "may follow", one_of: "one of these", not_needed: "not needed" },
  hitWhy: { exact: "name", name: "name", everyday: "everyday name", pinyin: "pinyin", initials: "initials", department: "department", instead: "replacement", recent: "used lately", typo: "perhaps meant", words: "mentions" } as CodeWords,
  next: {
    choose_item: "Choose the item", answer: "Answer: {name}", read_card: "Read the {role}'s card", receive: "Stamp the receipt", place_page: "Place page {n}", material_problem: "Deal with: {name}", count_object: "Take in: {name}",
    deferred_papers: "Bring in: {name}", scan: "Scan: {name}", look: "Look at: {name}", check_original: "Original checked: {name}", give_back: "Give back: {name}", fill: "Fill the form: {name}", decide: "Write the decision", amend_field: "Put right: {name}", amend_material: "Put right: {name}", finish_issue: "Finish issuing", done: "Next person", pending_card: "Say whose card this is",
  } as CodeWords,
  lack: {
    choose_item: "No item chosen", answer: "Not answered: {name}", read_card: "No {role} yet", receive: "Receipt not stamped", place_page: "Page {n} has no place", material_problem: "{name} has a problem", count_object: "{name}: too few", deferred_papers: "{name} not here yet", scan: "{name} is missing",
    look: "{name}: pages not looked at", check_original: "{name}: original not checked", give_back: "{name}: original not given back", fill: "{left} form fields left: {name}", pending_card: "A card waits for an answer",
  } as CodeWords,
  warning: number,
  finding: {
    required: "Required", too_long: "Too long, at most {max} characters", not_a_number: "Numbers only", not_a_date: "Not a date", not_an_option: "Choose one of the options", phone: "Not a phone number", phone_without_area: "Add the area code", bank_account: "Not a bank account", bank_check_digit: "Account check fails, compare with the bank card", money: "Not an amount", unknown_field: "Not on the form",
    ...number,
  } as CodeWords,
  scanEnded: { feeder_empty: "all sheets done", done: "done", ended: "done", flatbed: "one page done", limit: "page limit reached" } as CodeWords,
  undo: { page_added: "page added", page_deleted: "page deleted", page_assigned: "page placed", page_turned: "page turned", page_moved: "page moved" } as CodeWords,
  form: { acceptance_receipt: "Acceptance receipt", materials_receipt: "Receipt of materials", correction_notice: "Correction notice", refusal: "Notice of non-acceptance", deferred_commitment: "Commitment to bring deferred papers", deferred_notice: "Acceptance with deferred papers", special_notice: "Notice of special procedure", extension_notice: "Notice of extension", one_time_list: "One-time list", application_form: "Application form", blank_form: "Blank form" } as CodeWords,
  deviceKind: { id_reader: "Card reader", reader: "Card reader", scanner: "Scanner", printer: "Printer" } as CodeWords,
  deviceState: { ready: "ready", busy: "busy", not_connected: "not connected", silent: "does not answer", access_denied: "no permission", stopped: "stopped", unknown: "not asked" } as CodeWords,
  staffRole: { clerk: "Clerk", supervisor: "Supervisor", trainer: "Trainer", trainee: "Trainee" } as CodeWords,
  pageSource: { scanner: "scanned", scan: "scanned", import: "imported", file: "imported", carried: "carried over", certificate: "library" } as CodeWords,
  fallback: { next: "Next: {section}", lack: "Something is not finished", warning: "Compare with the document", finding: "Check this field" },
};
