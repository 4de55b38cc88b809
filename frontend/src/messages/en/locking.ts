// Words for the locked screen and relief, for another item, and for slips of an outage, in English.
import type { Another, Locking, Slips } from "../zh-CN/locking";
import { plural } from "./plural";

export const locking: Locking = {
  title: "Screen locked",
  over: "Session over",
  causes: {
    pressed: "",
    idle: "Locked by itself: nothing was pressed or moved for a while.",
    desktop: "Locked together with the desktop.",
    sleep: "Locked as the computer went to sleep.",
    session_over:
      "This session is over. Go on with your password; the open case and what is being typed are " +
      "still there.",
  },
  other: "Somebody else signs in",
  otherHint:
    "Sign in with your own number and password and begin at the first screen. What the one before " +
    "was working on is saved and is not shown to you.",
  closing: "Saving and locking…",
  by: (name, number, t) => `${name} (${number}), locked at ${t}`,
  secret: "Screen code",
  password: "Password",
  choose: "Choose a screen code (4–6 digits, optional) for next time",
  change: "Change the screen code (optional)",
  fresh: "New code",
  again: "Once more",
  differs: "The two differ",
  unlock: "Unlock",
  useSecret: "Use the code",
  usePassword: "Use the password",
  useRelief: "Relief",
  takeOver: "Take over",
  reliefHint:
    "The colleague signs in with their own number and password. The case on the screen goes " +
    "on; both names are kept.",
  safe: "Everything is saved; sending goes on.",
  lock: "Lock screen",
  opened: "opened",
  acting: "acts now",
};
export const another: Another = {
  title: "Another item for the same person",
  act: "Another item, same person",
  hint:
    "People, pages of the same papers and the same answers are carried over; the stamp of " +
    "receipt is not, and originals are looked at and compared again.",
  opening: "Carrying over…",
  carried: "carried over",
  otherTitle: "Another item, same person acting, another applicant",
  otherAct: "New applicant",
  otherHint:
    "Whoever acts and their own pages come along; the applicant's people, pages and answers do not, and the authority is recorded anew.",
  left: (n) => `${plural(n, "page")} not surely of the same person: not taken along`,
};
export const slips: Slips = {
  from: (slip) => `Entered from paper slip ${slip}`,
  act: "Enter a paper slip",
  title: "Paper slip",
  number: "Slip number",
  date: "Day of receipt",
  time: "Time of receipt",
  datePlaceholder: "e.g. 20261120",
  timePlaceholder: "e.g. 0912",
  open: "Enter",
  hint: "The true time written on the slip",
  chip: (slip) => `Paper slip ${slip}`,
  received: (t) => `received ${t}`,
  taken: (number) => `Number ${number}`,
  none: "no number yet",
};
