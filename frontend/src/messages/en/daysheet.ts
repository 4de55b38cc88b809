// Words for the daily reconciliation and the five working days, in English.
import type { Daysheet } from "../zh-CN/daysheet";

const days = (n: number) => `${n} working day${n === 1 ? "" : "s"}`;
export const daysheet: Daysheet = {
  title: "Daily reconciliation",
  day: "Day",
  sum: (taken, there, paper, here) =>
    `Taken in ${taken} = at the office ${there}${paper > 0 ? ` + on paper ${paper}` : ""} + still here ${here}`,
  inPlaceOf: (n) => `in place of no. ${n}`,
  held: (originals, copies, objects) => {
    const kinds = Object.entries({ originals, copies, objects });
    const words = kinds.filter(([, count]) => count > 0).map(([kind, count]) => `${kind} ${count}`);
    return words.length > 0 ? `kept: ${words.join(", ")}` : "";
  },
  asOf: (t) => `as of ${t}`,
  lies: {
    at_office: "at the office",
    open: "open",
    waiting: "to send",
    parked: "set aside",
    refused: "refused by the office",
    withdrawn: "withdrawn",
    voided: "voided",
    on_paper: "on paper",
  },
  aside: (drafts, givenUp) =>
    `Opened that day and not received, not counted: ${drafts} drafts, ${givenUp} abandoned`,
  empty: "Nothing was taken in that day",
  count: (n) => `${n}`,
  print: "Print",
  export: "Save as a table",
  exportReason: "Why it is saved",
  printing: "Typesetting…",
  csv: (f) => `Table saved as ${f}`,
  open: "Reconciliation",
  limit: (date, left, provisional) => {
    const day = provisional ? `${date}, provisional` : date;
    if (left < 0) return `past the five working days (${day})`;
    if (left === 0) return `must arrive today (${day})`;
    return `must arrive by ${date}${provisional ? " (provisional)" : ""}, ${days(left)} left`;
  },
  storage: "Storage",
  keepDays: "Days to keep pages after delivery",
  keepHint: "0: for ever",
  warnFree: "Warn below (GB) of free space",
  room: (free, whole) => `${free} GB free here of ${whole} GB`,
};
