// Words for a paper that is held against the record by its code, in English.
import type { Messages } from "../zh-CN";

export const receipts: Messages["receipts"] = {
  title: "Check a receipt",
  label: "Code of the receipt",
  hint: "Type the code on the receipt or scan it; capitals, blanks and hyphens do not matter",
  check: "Check",
  ofCode: (code) => `Code ${code}`,
  fromHere: "By the records of this computer",
  fromOffice: "By the records of the office",
  answers: {
    unchanged: {
      what: "It is ours, and the record is as it was",
      now: "Look at the paper too: number, item and days may have been altered. Whether the time was right, the code does not prove",
    },
    differs: {
      what: "It is ours, but the record is not as it was",
      now: "The record may have been altered or damaged. Copy this receipt and call the supervisor and a technician",
    },
    unknown: {
      what: "No record has this code",
      now: "It may not be ours; or another window made it without the line and has not delivered it yet: ask that window",
    },
    line_down: {
      what: "The line is down: the office cannot be asked now",
      now: "This window did not make the paper, which says nothing against it. Check again with the line, or ask the window that made it",
    },
    not_asked: {
      what: "The office is of an earlier version and cannot check codes",
      now: "This window did not make the paper, which says nothing against it. Ask the window that made it",
    },
  },
};
