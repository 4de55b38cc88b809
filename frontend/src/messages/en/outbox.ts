// Words for what waits to be sent, in English.
import type { Messages } from "../zh-CN";

export const outbox: Messages["outbox"] = {
  title: "To send",
  empty: "Nothing waits",
  retry: "Send now",
  attempts: (n) => `tried ${n} ×`,
  nextAt: (t) => `next ${t}`,
  safe: "All cases are kept here, encrypted; they go up by themselves and are not lost.",
  pause: "Stop sending",
  resume: "Resume sending",
  pausedBy: (who, t) =>
    `${who} stopped sending at ${t}; all cases are kept here and go up once it is resumed.`,
  sent: (sent, total) => `${sent} of ${total} MB sent`,
  waits: {
    turn: "its turn comes",
    time: "again later",
    line: "for the line",
    paused: "sending is stopped",
    unconfirmed: "for the office's word",
    earlier: "after the one before",
    person: "waits for you",
  },
  replace: "Put right, send anew",
  handOver: "Hand over on paper",
  surely: "Hand it over",
  handOverAsked:
    "The case goes to the office on paper, with a slip that is printed now, and is never sent " +
    "again. Press F7 once more to confirm, Esc to leave it.",
  handEventAsked:
    "Once handed over it is not sent any more: take the applicant's request to the office. Once more confirms, Esc cancels.",
  eventWays: "Try it again, or take the applicant's request to the office",
  choose: "↑↓ choose a case that was not taken",
  ways: "Put the page or text right and send it anew, or take the papers to the office",
  onlyPaper: "This office takes nothing sent anew: print the slip and take the papers there",
  events: {
    withdrawal_asked: "Withdrawal asked for",
    decided: "Decided for the department",
    lapsed: "Ended: corrections never came",
    void: "Void and reopen",
  },
  inPlaceOf: (n) => `in place of no. ${n}`,
  refusedTitle: (n) => `The office did not take submission no. ${n}`,
  refusedHint:
    "Put the page or text right, then send it; decision, numbers and times stay, a changed list " +
    "makes a new receipt",
  refusedDecision:
    "What the decision's paper says (demands, reasons) was given to the applicant and stays as it is: " +
    "if that is what is too long, hand the case over on paper",
  number: "Number",
  item: "Item",
  state: "State",
  reason: "Reason",
  when: "Next try",
};
