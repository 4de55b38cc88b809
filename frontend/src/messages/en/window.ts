// Words for the window: its head, its left column and what every screen says, in English.
import type { Messages } from "../zh-CN";
import { plural } from "./plural";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export const app: Messages["app"] = {
  name: "Counter Workstation",
  trial: "Trial",
  trialHint: "Trial back office: no real cases",
};

export const common: Messages["common"] = {
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  understood: "Got it",
  save: "Save",
  saved: "Saved",
  working: "Working…",
  retry: "Try again",
  wait: (clock) => `Wait ${clock} before the next try`,
  waitOver: "You can try again now",
  triesLeft: (n) => `${n} more ${n === 1 ? "try" : "tries"}`,
  incident: (n) => `Incident ${n}`,
  skip: "Skip to content",
  none: "none",
  open: "Open",
  pages: (n) => plural(n, "page"),
  optional: "optional",
  required: "required",
  weekday: (n) => DAYS[n % 7]!,
  date: (month, day) => `${day} ${MONTHS[month - 1]}`,
  dateLong: (month, day) => `${day} ${MONTHS[month - 1]}`,
  dateFull: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
  comma: ", ",
  colon: ": ",
  inParens: (text) => ` (${text})`,
  semicolon: "; ",
  /** Between two sentences of one line. */
  stop: ". ",
  dot: ", ",
};

export const header: Messages["header"] = {
  reader: "ID card",
  scanner: "Scanner",
  printer: "Printer",
  lamp: { off: "not connected", on: "ready", busy: "busy", fault: "fault" },
  lineUp: "Line up",
  lineDown: "Line down",
  lineBarred: "Held up by a gateway",
  lineUnknown: "Connecting",
  waiting: (n) => `${n} to send`,
  parked: (n) => `${n} to look at`,
  paused: "sending stopped",
  downBand: (n) =>
    `The line is down. Taking in and receipts work; ${plural(n, "case")} waiting, sent by itself later.`,
  barrierBand: (what, n) =>
    `${what}. Taking in and receipts work; ${plural(n, "case")} waiting, sent once it lets them through.`,
  devices: "Devices",
  offlineUntil: (t) => `Offline sign-in until ${t}`,
};

export const side: Messages["side"] = {
  current: "Current case",
  noNumber: "No number yet",
  mine: "My cases",
  draft: "Unfinished",
  correction: "Awaiting papers",
  returned: "Returned",
  waiting: "To send",
  doneToday: "Done today",
  home: "Home",
  find: "Ask in passing",
  keys: "Keys",
  settings: "Settings",
  signOut: "Sign out",
  provisional: "Provisional number",
  nobody: "No applicant yet",
  outbox: "To send",
  leave: "Put aside (saved)",
  abandon: "Abandon case",
  openedAt: (t) => `Begun ${t}`,
};
