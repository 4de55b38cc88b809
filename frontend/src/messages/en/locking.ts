// Words for the locked screen and relief, for another item, and for slips of an outage, in English.
import type { Another, Locking, Slips } from "../zh-CN/locking";

export const locking: Locking = {
  title: "Screen locked",
  relief: "Relief",
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
  left: (n) => `${n} more ${n === 1 ? "try" : "tries"}`,
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
};
export const slips: Slips = {
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
