// What refusals of devices, files and papers say, in English: what happened, what is safe, what to do now.
import { takenFiles, type FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "Everything entered is kept on this machine.";
const PAGES = "The pages scanned so far are kept.";
/** The list that the chooser offers too. */
const TAKEN = takenFiles.map((file) => file.name).join(", ");
const CASE = "The case is unchanged, its pages are kept.";

export const deviceFailures = {
  characters_without_font: {
    what: "The paper was not made yet: no font here has some of its characters: {places}",
    safe: "Nothing was changed.",
    now:
      "Correct them if you can; else press the same key once more: paper shows 〓 and the code, " +
      "to be written in by hand",
  },
  device_not_configured: { what: "This device is not set up", safe: KEPT, now: "Choose it in settings" },
  reader_not_connected: {
    what: "The card reader is not connected",
    safe: KEPT,
    now: "Check the cable and press Ctrl+I; or type it in",
  },
  reader_access_denied: {
    what: "This account may not use the card reader",
    safe: KEPT,
    now: "Have the serial port opened to it; or type it in",
  },
  reader_busy: { what: "The card reader is busy", safe: KEPT, now: "Wait and press Ctrl+I" },
  reader_timed_out: {
    what: "The card reader did not answer",
    safe: KEPT,
    now: "Plug it in again and retry; or type it in",
  },
  reader_interrupted: {
    what: "The reader's answer stopped half way, twice",
    safe: KEPT,
    now: "Check cable and plug, press Ctrl+I; or type it in",
  },
  reader_garbled: {
    what: "What the reader sent arrived damaged, twice",
    safe: KEPT,
    now: "Use another cable or port, press Ctrl+I; or type it in",
  },
  reader_refused: {
    what: "The reader refused this card",
    safe: KEPT,
    now: "Turn it over, lay it flat, retry; or type it in",
  },
  no_card: { what: "There is no card on the reader", safe: KEPT, now: "Put the card on it, press Ctrl+I" },
  card_moved: { what: "The card moved", safe: KEPT, now: "Leave it still, press Ctrl+I" },
  card_must_be_lifted: {
    what: "This card was just read and still lies there",
    safe: KEPT,
    now: "Lift it, lay the next one down, press Ctrl+I",
  },
  card_unreadable: {
    what: "The card cannot be read",
    safe: KEPT,
    now: "Turn it over and retry; or type it in",
  },
  host_died: {
    what: "The device program stopped and was restarted",
    safe: "Everything entered and scanned is kept.",
    now: "Do it once more; tell a technician if it happens again",
  },
  host_missing: {
    what: "The device program is missing or damaged",
    safe: "Everything entered and scanned is kept.",
    now: "Have the program installed again; meanwhile type in or import files",
  },
  program_replaced: {
    what: "The program was updated; this window is still the version before",
    safe: "Everything entered and scanned is kept.",
    now: "Close the window, open it again, then go on",
  },
  feeder_empty: { what: "The feeder is empty", safe: PAGES, now: "Put the papers in, press Ctrl+D" },
  scanner_jammed: {
    what: "The scanner is jammed",
    safe: PAGES,
    now: "Take the paper out, go on after the last page (Ctrl+D)",
  },
  cover_open: { what: "The scanner's cover is open", safe: PAGES, now: "Close it, press Ctrl+D" },
  scanner_busy: { what: "The scanner is busy", safe: PAGES, now: "Wait and press Ctrl+D" },
  scanner_not_found: {
    what: "The scanner is not found",
    safe: PAGES,
    now: "Check power and cable; or import a file",
  },
  scanner_failed: { what: "Scanning failed", safe: PAGES, now: "Press Ctrl+D again; or import a file" },
  scanner_access_denied: {
    what: "This account may not use the scanner",
    safe: PAGES,
    now: "Have scanning opened to it; or import a file",
  },
  scanner_program_missing: {
    what: "The scanning program scanimage is not installed",
    safe: PAGES,
    now: "Have it installed; or import a file",
  },
  scan_setting_refused: {
    what: "The scanner refuses this setting: {option} {value}",
    safe: PAGES,
    now: "Check source and resolution in settings; if it stays, tell a technician this line",
  },
  no_scan_place: {
    what: "There is no memory disk for scanned pages",
    safe: PAGES,
    now: "Have /dev/shm checked; or import a file",
  },
  page_too_large: {
    what: "The picture of this page is too large",
    safe: PAGES,
    now: "Choose a lower resolution in settings, then scan this page",
  },
  scan_timed_out: {
    what: "The scanner did not answer; waiting was stopped",
    safe: PAGES,
    now: "Check it, press Ctrl+D",
  },
  scan_cancelled: { what: "Scanning was stopped", safe: PAGES, now: "Press Ctrl+D to go on" },
  no_pages: { what: "No page came", safe: PAGES, now: "Put the papers in, press Ctrl+D" },
  pages_not_drawn: {
    what: "The document program could not look at {undrawn} of the scanned pages",
    safe: "All {pages} pages are kept as they were scanned.",
    now: "Go on; look at these pages among the materials, and replace one that cannot be read",
  },
  no_printer: {
    what: "The printer of the settings is not found",
    safe: KEPT,
    now: "Choose a printer in settings, print again",
  },
  printing_unavailable: {
    what: "Printing is not running on this machine",
    safe: KEPT,
    now: "Have the print service (CUPS) started, print again",
  },
  form_not_saved: {
    what: "The paper was not saved as {file}: {reason}",
    safe: KEPT,
    now: "Have the folder mended, print again",
  },
  printer_refused: { what: "The printer refused the job", safe: KEPT, now: "Check it and reprint" },
  device_failed: { what: "The device failed", safe: KEPT, now: "Plug it in again and retry" },
  file_empty: {
    what: "There is nothing in the file (perhaps copying or loading it broke off)",
    safe: CASE,
    now: "Copy it anew from where it came, or choose another file",
  },
  file_unreadable: {
    what: "The file cannot be read: it is a folder, or it is gone (a stick or a telephone pulled out)",
    safe: CASE,
    now: "Open the folder and choose its files; copy those of a stick or a telephone to this computer first",
  },
  no_file: {
    what: "What was dropped or pasted is no file but text, a link or a picture of a web page",
    safe: CASE,
    now: "Save it as a file, then drop that, or choose it with Ctrl+O",
  },
  file_damaged: {
    what: "The file is damaged",
    safe: CASE,
    now: "Ask for a sound copy, or scan the original",
  },
  file_encrypted: {
    what: "The PDF has a password",
    safe: CASE,
    now: "Have it removed, or scan the original",
  },
  file_unknown_kind: {
    what: "What kind of file this is cannot be told",
    safe: CASE,
    now: `Taken are ${TAKEN}: save it as one of these, or scan the original`,
  },
  file_not_taken: {
    what: "This kind of file is not taken",
    safe: CASE,
    now: `Taken are ${TAKEN}: save it as one of these, or scan the original`,
  },
  file_too_large: { what: "The file is too large", safe: CASE, now: "Split it or lower the resolution" },
  file_over_limit: {
    what: "This file has {size} MB; the office takes up to {limit} MB",
    safe: CASE,
    now: "Split it or lower the resolution and import it then, or scan the original",
  },
  too_many_files: {
    what: "The case would have {count} files; the office takes up to {limit}",
    safe: PAGES,
    now: "Join pages into one PDF and import that, or delete pages that are not needed",
  },
  file_too_heavy: {
    what: "Opening this file takes too much time or memory; it was not taken",
    safe: CASE,
    now: "Print it and scan that; imported as it is, it ends the same",
  },
  file_stops_worker: {
    what: "The document program stopped over this file and was restarted",
    safe: CASE,
    now: "Print it and scan that, or choose another file",
  },
  file_font_missing: {
    what:
      "This PDF brings no Chinese font and this machine has none: it would come out blank and was " +
      "not taken",
    safe: CASE,
    now: "Print it and scan that; have a Chinese font installed",
  },
  worker_died: {
    what: "The document program stopped and was restarted",
    safe: KEPT,
    now: "Just do it again",
  },
  worker_timed_out: {
    what: "The document program took too long",
    safe: KEPT,
    now: "Do it again; tell a technician if it stays",
  },
  font_missing: {
    what: "The font for documents is missing",
    safe: KEPT,
    now: "Have the Chinese font installed",
  },
  pdf_unavailable: { what: "PDF cannot be opened here", safe: KEPT, now: "Use pictures or scan" },
  typeset_failed: {
    what: "This paper cannot be typeset; with the same words it will not be either",
    safe: KEPT,
    now:
      "Shorten what was filled in last, or replace unusual signs; if all is ordinary, have a technician look " +
      "at this kind of paper",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
