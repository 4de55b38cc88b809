// Words for a case of the wrong item, in English.
import type { RefilingWords } from "../zh-CN/refiling";

export const refiling: RefilingWords = {
  act: "Void and reopen",
  bar: "Void and reopen",
  request: "The department has begun: this is only a request to it",
  reason: "Why it is void",
  reasonPlaceholder: "e.g. the wrong item was chosen",
  next: "Next",
  receipt: "Did the receipt come back",
  receiptAnswers: { back: "Yes", out: "No" },
  citizen: "Is the applicant here",
  citizenAnswers: { here: "Yes", gone: "Gone, telephoned", no_supervisor: "No supervisor here: hold" },
  telephoned: "What was said",
  telephonedPlaceholder: "e.g. telephoned at 14:20, will sign tomorrow",
  item: "The right item",
  itemHint: "Papers, people and answers come along, with the day of receipt; a supervisor must consent",
  notice: "Print the notice",
  standing: {
    done: "This case is void",
    asked: "Asked to be made void, no answer yet: its receipt still stands",
    with_department: "The department has begun, and will answer: the receipt still stands",
    refused: "The office refused: the receipt still stands",
  },
  goesOn: "Go to the reopened case",
  from: (number) => `Reopened from ${number}, with its day of receipt`,
  checkedIn: (number) => `compared in case ${number}`,
};
