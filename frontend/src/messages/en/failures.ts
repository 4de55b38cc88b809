// What each refusal says: what happened, what is safe, what to do now. Typed by code,
// so a missing one does not compile.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";
import { anyWindowFailures } from "./anyWindowFailures";
import { centreFailures } from "./centreFailures";
import { consentFailures } from "./consentFailures";
import { deviceFailures } from "./deviceFailures";
import { gatewayFailures } from "./gatewayFailures";
import { lookFailures } from "./lookFailures";
import { officeFailures } from "./officeFailures";
import { signingFailures } from "./signingFailures";
import { silenceFailures } from "./silenceFailures";

const KEPT = "Everything entered is kept on this machine.";
const UNCHANGED = "Nothing was changed.";
const UNTOUCHED = "The data on this machine was not touched.";
const PAGES = "The pages scanned so far are kept.";

export const failures: Record<FailureCode, FailureText> = {
  not_signed_in: { what: "You are not signed in", safe: KEPT, now: "Sign in to go on" },
  not_in_practice: {
    what: "This exists in practice only",
    safe: UNCHANGED,
    now: "Enter practice from the sign-in screen",
  },
  no_scenario: {
    what: "This scenario is not running",
    safe: UNCHANGED,
    now: "Choose one from the practice scenarios",
  },
  settings_fixed: {
    what: "Settings cannot be changed in practice",
    safe: UNCHANGED,
    now: "End practice first",
  },
  wrong_password: {
    what: "Clerk number or password is wrong",
    safe: KEPT,
    now: "Check capitals and type it again; ask the administrator if forgotten",
  },
  tries_paused: {
    what: "Too many wrong attempts, the next one has to wait",
    safe: KEPT,
    now:
      "Try again when the countdown is over; meanwhile a colleague can sign in with their own " +
      "number. Ask the administrator if the password is forgotten",
  },
  sign_in_locked: {
    what: "Too many wrong attempts, sign-in is paused",
    safe: KEPT,
    now: "Try again later, or ask the administrator",
  },
  offline_sign_in_expired: {
    what: "The time allowed for offline sign-in is over",
    safe: KEPT,
    now: "Sign in again when the line is up",
  },
  offline_no_verifier: {
    what: "This machine cannot check you without the line",
    safe: KEPT,
    now: "Sign in once with the line up",
  },
  office_unreachable: {
    what: "The back office cannot be reached",
    safe: KEPT,
    now: "Go on as usual; cases go up by themselves later",
  },
  office_timed_out: {
    what: "The back office did not answer in time",
    safe: KEPT,
    now: "Go on as usual; it is tried again",
  },
  office_not_ours: {
    what: "What answers is not our back office (perhaps a login page)",
    safe: KEPT,
    now: "Go on as usual, cases go up later; if it stays check the office address in settings",
  },
  office_fault: {
    what: "The back office has a fault",
    safe: KEPT,
    now: "Go on as usual, it is tried again; tell a technician if it stays",
  },
  office_overloaded: {
    what: "The back office is overloaded",
    safe: KEPT,
    now: "Go on as usual, it is tried again",
  },
  office_unauthorized: { what: "Your sign-in is no longer valid", safe: KEPT, now: "Sign in again" },
  office_refused: {
    what: "The back office refused this case",
    safe: KEPT,
    now: "Put it right in To send and send it anew, or hand it over on paper",
  },
  office_garbage: {
    what: "The back office's answer makes no sense",
    safe: KEPT,
    now: "Go on as usual, it is tried again; tell a technician if it stays",
  },
  passphrase_needed: {
    what: "A passphrase is needed to open this machine's data",
    safe: KEPT,
    now: "Type the passphrase",
  },
  wrong_passphrase: { what: "The passphrase is wrong", safe: KEPT, now: "Check and type it again" },
  passphrase_paused: {
    what: "Too many wrong passphrases, the next one has to wait",
    safe: UNTOUCHED,
    now:
      "Try again when the countdown is over; a new start does not shorten it. If it is forgotten " +
      "call a technician, reinstall and delete nothing",
  },
  key_missing: {
    what: "Encrypted data is here, its key is not (the keyring may be locked)",
    safe: UNTOUCHED,
    now:
      "Unlock the system keyring and press Try again; if that does not help call a technician, " +
      "reinstall and delete nothing",
  },
  keyring_unavailable: {
    what: "The system keyring is locked or not running",
    safe: UNTOUCHED,
    now: "Unlock or start it and press Try again; nothing needs to be reinstalled",
  },
  newer_database: {
    what: "The data is from a newer version",
    safe: UNTOUCHED,
    now: "Install the newer program",
  },
  foreign_database: {
    what: "This data is not this program's",
    safe: UNTOUCHED,
    now: "Ask a technician to check the folder",
  },
  already_open: { what: "The program is already open", safe: UNTOUCHED, now: "Switch to the open window" },
  database_damaged: {
    what: "The local data is damaged",
    safe: UNTOUCHED,
    now: "Call a technician; delete nothing",
  },
  wrong_key: {
    what: "The key does not fit the data",
    safe: UNTOUCHED,
    now: "Ask a technician to restore the key",
  },
  disk_full: {
    what: "The disk is full, this step was not stored",
    safe: "What was entered and scanned before is kept.",
    now: "Have space freed, then repeat this step",
  },
  pages_purged: {
    what: "This case's pages were removed when their time was over",
    safe: "The office has all of them; the record of the case stays here",
    now: "Look at the pages at the office",
  },
  page_damaged: { what: "This page cannot be read", safe: KEPT, now: "Delete it and scan again" },
  store_io: {
    what: "Writing to this machine failed, this step was not stored",
    safe: "What was entered before is kept.",
    now: "Repeat this step; tell a technician if it happens again",
  },
  conflict: {
    what: "This case was just changed elsewhere",
    safe: KEPT,
    now: "The newest state is shown; check and repeat",
  },
  no_such_case: { what: "This case cannot be found", safe: KEPT, now: "Open it again from your cases" },
  locked: { what: "The screen is locked", safe: KEPT, now: "Unlock it first" },
  session_over: {
    what: "This session is over",
    safe: KEPT,
    now: "Go on with your password; a colleague signs in and begins at the first screen",
  },
  wrong_secret: {
    what: "Wrong screen code",
    safe: KEPT,
    now: "Try again; after 5 wrong ones only the password opens",
  },
  secret_spent: {
    what: "The screen code does not open now",
    safe: KEPT,
    now: "Unlock with the password; a new code can be chosen there",
  },
  secret_bad: {
    what: "This code cannot be used",
    safe: UNCHANGED,
    now: "4–6 digits, not all the same, not your clerk number",
  },
  relief_same: {
    what: "The colleague is yourself",
    safe: UNCHANGED,
    now: "Give the colleague's number, or unlock with Esc",
  },
  slip_missing: {
    what: "The slip number is missing",
    safe: UNCHANGED,
    now: "Write it as on the slip",
  },
  slip_time_bad: {
    what: "This is no day or no time",
    safe: UNCHANGED,
    now: "Day like 20261120, time like 0912",
  },
  day_unreadable: {
    what: "This is not a day",
    safe: UNCHANGED,
    now: "Write year, month and day, like 2026-11-20 or 20261120",
  },
  slip_in_future: { what: "This time is in the future", safe: UNCHANGED, now: "Compare with the slip" },
  slip_too_old: {
    what: "This is more than 30 days ago",
    safe: UNCHANGED,
    now: "Check the day; if it is right, ask the supervisor",
  },
  slip_taken: { what: "This slip was entered already", safe: UNCHANGED, now: "Find the case in your list" },
  case_held: { what: "This case is on hold", safe: UNCHANGED, now: "Open it first, then go on" },
  scan_running: {
    what: "Scanning: it cannot be put on hold yet",
    safe: PAGES,
    now: "Let the scan end, or stop it with Esc, then hold",
  },
  not_allowed: {
    what: "This cannot be done with the case now",
    safe: UNCHANGED,
    now: "See the next step, bottom right",
  },
  no_item: { what: "No item is chosen", safe: UNCHANGED, now: "Choose the item first (Alt+2)" },
  unknown_item: { what: "The item is not in the pack", safe: UNCHANGED, now: "Search again" },
  unknown_question: { what: "This question no longer applies", safe: UNCHANGED, now: "Check the situation" },
  unknown_option: { what: "This option no longer applies", safe: UNCHANGED, now: "Choose again" },
  nothing_to_look_up: {
    what: "No paper is left to look up",
    safe: UNCHANGED,
    now: "Collect papers as usual",
  },
  ground_missing: {
    what: "No ground for the look-up was given",
    safe: UNCHANGED,
    now: "Name the law, or ask the holder to agree",
  },
  no_blank: {
    what: "This paper has no blank form",
    safe: UNCHANGED,
    now: "See which rows of the list have one",
  },
  unknown_material: { what: "The material is not on the list", safe: UNCHANGED, now: "Check the situation" },
  unknown_page: { what: "This page is gone", safe: UNCHANGED, now: "See the thumbnails" },
  unknown_person: { what: "This person is no longer in the case", safe: UNCHANGED, now: "See the people" },
  unknown_field: { what: "The form has no such field", safe: UNCHANGED, now: "Check the form" },
  nothing_to_undo: { what: "Nothing to undo", safe: UNCHANGED, now: "Nothing to do" },
  firm_item_later: {
    what: "Items for firms cannot be filed here yet",
    safe: UNCHANGED,
    now: "You can print the list",
  },
  legacy_item: {
    what: "This item is no longer handled",
    safe: UNCHANGED,
    now: "Open the one that replaces it, or print the list",
  },
  page_not_shown: {
    what: "The pages were not shown yet",
    safe: UNCHANGED,
    now: "Open them first, then mark the original as checked",
  },
  not_received: { what: "The papers are not received yet", safe: UNCHANGED, now: "Stamp the receipt first" },
  already_filed: {
    what: "The office already has this case",
    safe: "This computer's data looks like an older backup; what the office has is safe.",
    now: "Do not issue it again: look it up under the office's number and abandon this draft",
  },
  paper_only: {
    what: "This office takes nothing sent anew",
    safe: KEPT,
    now: "Press F7 in To send, print the slip and take the papers to the office",
  },
  beyond_office: {
    what: "A page or a text is beyond what the office takes",
    safe: KEPT,
    now: "Put the page or text right and send it anew, or hand the case over on paper",
  },
  decision_lacks: {
    what: "This decision is not possible yet",
    safe: UNCHANGED,
    now: "See what is lacking; choose a line to jump there",
  },
  text_too_long: {
    what: "This text has {count} characters; at most {limit} are taken",
    safe: "All of it is still in the box; nothing was cut, and nothing was stored.",
    now: "Shorten it; what must be kept in full is printed and scanned as a paper",
  },
  case_too_large: {
    what: "The case's words and list of files have {size} KB; the office takes up to {limit} KB",
    safe: KEPT,
    now: "Shorten the long texts of the form; what must be kept in full is printed and scanned as a paper",
  },
  off_list_reason_missing: {
    what: "A line beyond the list does not say why it is needed",
    safe: UNCHANGED,
    now: "Write the ground under that line, or delete the line",
  },
  deferral_day_wrong: {
    what: "The day for the deferred papers is not between today and the due day of the case",
    safe: UNCHANGED,
    now: "Correct the day, then issue",
  },
  item_not_in_force: {
    what: "This item is not in force now; no case can be begun",
    safe: UNCHANGED,
    now: "The list can be seen and printed",
  },
  nothing_to_correct: {
    what: "Nothing to correct is listed",
    safe: UNCHANGED,
    now: "Write at least one line",
  },
  reason_missing: { what: "The reason is missing", safe: UNCHANGED, now: "Write the reason" },
  right_office_missing: { what: "The right office is missing", safe: UNCHANGED, now: "Choose or write it" },
  no_preview: { what: "There is no document to issue", safe: UNCHANGED, now: "Press F9 to see it first" },
  id_number_refused: {
    what: "The ID number has a wrong length or character",
    safe: UNCHANGED,
    now: "Type it again from the document",
  },
  name_missing: { what: "The name is missing", safe: UNCHANGED, now: "Type the name" },
  no_document: {
    what: "There is no such document",
    safe: UNCHANGED,
    now: "See the documents under Decision",
  },
  bad_request: {
    what: "The program asked in a wrong way",
    safe: KEPT,
    now: "Repeat; tell a technician if it happens again",
  },
  unknown_command: { what: "The program's parts do not match", safe: KEPT, now: "Install the program again" },
  sign_in_again: {
    what: "You signed in without the line, or the sign-in has ended",
    safe: UNCHANGED,
    now: "Sign out and in again with the line up",
  },
  comment_missing: {
    what: "No comment has been written",
    safe: UNCHANGED,
    now: "Choose a field or a material and say what to change",
  },
  too_many_comments: {
    what: "There are {count} comments; one return takes up to {limit}",
    safe: UNCHANGED,
    now: "Join the comments on the same place and send it back then",
  },
  not_acknowledged: {
    what: "The case has not wholly reached the office",
    safe: UNCHANGED,
    now: "Send it back once it has",
  },
  already_decided: {
    what: "The deciding office has decided this case",
    safe: UNCHANGED,
    now: "It can be read, not sent back",
  },
  already_returned: {
    what: "The case was sent back already and not filed again",
    safe: UNCHANGED,
    now: "Wait until the window files it",
  },
  newer_revision: {
    what: "The window has filed a newer revision",
    safe: UNCHANGED,
    now: "Open it again from the list",
  },
  role_not_allowed: { what: "Your role may not do this", safe: UNCHANGED, now: "Ask a colleague who may" },
  internal: {
    what: "The program made an error",
    safe: KEPT,
    now: "Repeat; give the incident number to a technician if it happens again",
  },
  ...anyWindowFailures,
  ...centreFailures,
  ...deviceFailures,
  ...gatewayFailures,
  ...consentFailures,
  ...signingFailures,
  ...lookFailures,
  ...silenceFailures,
  ...officeFailures,
};

/** Of a text that would fit but for the marks that are stacked on its characters. */
export const markedText: Pick<FailureText, "what"> = {
  what: "This text has {count} characters and {marks} marks on them; at most {limit} together are taken",
};
