// What is refused of a case that goes on at another window of its station.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "Nothing was changed.";
const THERE = "The case is at the office, as it was.";

export const anyWindowFailures = {
  office_without_any_window: {
    what: "The office does not let another window go on with a case yet",
    safe: UNCHANGED,
    now: "Send the applicant to the window where it began, or wait until the office is updated",
  },
  any_window_line_down: {
    what: "The line is down: another window's case is at the office and cannot be read now",
    safe: THERE,
    now: "What this computer has can be worked on; wait for the line with the rest, or send the applicant to the window where it began",
  },
  case_claimed: {
    what: "{name} at {window} has this case in hand",
    safe: UNCHANGED,
    now: "Send the applicant there, or ask that window or a supervisor to give it back first",
  },
  case_is_here: {
    what: "This case is on this computer",
    safe: UNCHANGED,
    now: "Open it; it need not be taken over",
  },
  card_of_nobody: {
    what: "The card that was read is nobody's of this case",
    safe: "Names and numbers stay hidden.",
    now: "Check the case's number, or read the card of somebody who belongs to it",
  },
  record_not_whole: {
    what: "The case has not wholly reached the office",
    safe: UNCHANGED,
    now: "Wait until its window has sent it, or send the applicant there",
  },
  record_outdated: {
    what: "Another window filed it again since you read it",
    safe: UNCHANGED,
    now: "Read the case again, then go on with it",
  },
  record_over: {
    what: "This case is decided, has ended, or its end was asked for",
    safe: UNCHANGED,
    now: "It can be read, and not gone on with",
  },
  record_not_read: {
    what: "What the office gave is not whole, or not what its record says",
    safe: "Nothing of it was kept on this computer.",
    now: "Try again; if it stays so, send the applicant to the window where it began and tell a technician",
  },
  record_pack_unknown: {
    what: "This case goes by item list {version}, which this computer does not have",
    safe: UNCHANGED,
    now: "Wait until this computer has that list, or send the applicant to the window where it began",
  },
  release_decided: {
    what: "This case was decided at this window and cannot be given back",
    safe: "Decision and papers are on this computer and will be sent.",
    now: "The claim ends when the office has taken it",
  },
  not_continued: {
    what: "This case was not taken over from another window",
    safe: UNCHANGED,
    now: "There is nothing to give back",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
