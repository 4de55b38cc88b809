// What is refused of the form that is seen and signed, and of what is put on record of people before, in English.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "Nothing was changed.";
const AS_BEFORE = "What is signed stays signed.";
const PAGES = "The scanned pages are kept.";

export const signingFailures = {
  form_incomplete: {
    what: "The form is not complete",
    safe: UNCHANGED,
    now: "Fill in what is marked, then see the form",
  },
  form_not_shown: {
    what: "The form was changed, or has not been seen yet",
    safe: AS_BEFORE,
    now: "See the form first, then show it, print it or have it signed",
  },
  form_not_printed: {
    what: "When that page came this form had not been printed",
    safe: PAGES,
    now: "Print the form, have it signed, then scan it",
  },
  no_form_before: {
    what: "There is no form on the citizen's screen any more",
    safe: UNCHANGED,
    now: "Press Alt+S to put it there again",
  },
  form_in_doubt: {
    what: "Something in the form is said to be wrong, and nobody has answered it",
    safe: UNCHANGED,
    now: "Put it right and see the form again; if it is right, press Alt+S to show it again",
  },
  form_not_confirmed: {
    what: "The form has not been confirmed yet",
    safe: UNCHANGED,
    now: "Have it read and confirmed first, then signed",
  },
  strokes_not_taken: {
    what: "Signatures on the screen are not switched on at this window",
    safe: UNCHANGED,
    now: "Print the form, have it signed and scan it",
  },
  strokes_too_few: {
    what: "Too few strokes for a signature",
    safe: UNCHANGED,
    now: "Have the whole name written in the box",
  },
  strokes_too_large: {
    what: "Too many strokes to be kept",
    safe: UNCHANGED,
    now: "Clear the box and write the name alone",
  },
  not_a_signer: {
    what: "This person does not sign the form",
    safe: UNCHANGED,
    now: "Choose one of those who sign",
  },
  already_signed: {
    what: "This person has signed already",
    safe: AS_BEFORE,
    now: "Ask the next one to sign",
  },
  mandate_extent_missing: { what: "How far is missing", safe: UNCHANGED, now: "Write what the paper says" },
  mandate_end_missing: {
    what: "Until when is missing",
    safe: UNCHANGED,
    now: "Write the last day, or choose “until the case ends”",
  },
  mandate_paper_missing: {
    what: "The paper that shows it is missing",
    safe: UNCHANGED,
    now: "Write which paper it is",
  },
  birth_missing: {
    what: "No date of birth of the applicant is on record, so the day of majority cannot be counted",
    safe: UNCHANGED,
    now: "Record the date of birth, or choose “another guardian”",
  },
  applicant_of_age: {
    what: "The applicant is of age ({to} was the last day under age): a parent acts by that no more",
    safe: UNCHANGED,
    now: "Choose “another guardian” and write the paper",
  },
  second_paper_missing: {
    what: "The second paper is not on record",
    safe: UNCHANGED,
    now: "Write its number, or scan its page under a row first",
  },
  second_paper_expired: {
    what: "The temporary card has expired",
    safe: UNCHANGED,
    now: "Check its last day; an expired one will not do, choose another reason or ask for corrections",
  },
  second_paper_differs: {
    what: "The temporary card has another number than the person",
    safe: UNCHANGED,
    now: "Check the number; somebody else's will not do",
  },
  mandate_missing: {
    what: "By what somebody acts is not on record",
    safe: UNCHANGED,
    now: "Write it down and take the paper or the letter of authority in, then have them sign",
  },
  mandate_ended: {
    what: "The time to act ended on {to}: nobody signs for the applicant by it",
    safe: UNCHANGED,
    now: "Take a paper that has not ended and write it down, or have the applicant sign",
  },
  authority_missing: {
    what: "No page lies under “{name}”: the agent cannot sign",
    safe: UNCHANGED,
    now: "Take “{name}” in and scan it, then have the agent sign; or have the applicant sign",
  },
  authority_no_row: {
    what: "The list of this item has no row for a letter of authority: an agent cannot sign",
    safe: UNCHANGED,
    now: "Have the applicant sign, or have the letter of authority added to the item",
  },
  authority_not_covering: {
    what: "What the agent may do does not cover a withdrawal",
    safe: UNCHANGED,
    now: "Have the applicant sign, or take an authority that covers a withdrawal",
  },
  originals_unsettled: {
    what: "Nobody said where these are: {names}",
    safe: UNCHANGED,
    now: "Give them back, or say where they are held, then take the request",
  },
  form_code_differs: {
    what: "This paper is not the present form: the code in its foot differs",
    safe: PAGES,
    now: "Print the present form, have it signed and scan it",
  },
  form_code_unread: {
    what: "The code in the foot cannot be read",
    safe: PAGES,
    now: "Compare the paper: if it is this form press Alt+U, else scan it again",
  },
  read_aloud_missing: {
    what: "Before a fingerprint or a witness the form is read to the signer",
    safe: UNCHANGED,
    now: "Read it out, note that with Alt+A, then press again",
  },
  witness_not_enough: {
    what: "This window is not set to take a witness's signature alone",
    safe: UNCHANGED,
    now: "Take a fingerprint too, with Alt+T",
  },
  witness_is_party: {
    what: "The witness belongs to the case",
    safe: UNCHANGED,
    now: "Ask somebody who has nothing to do with the case",
  },
  witness_is_staff: {
    what: "The witness has the name of somebody who works here",
    safe: UNCHANGED,
    now: "Ask somebody who is not of the staff; whoever only bears the name, tick it and note them again",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
