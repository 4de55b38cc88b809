// Words for corrections that never came, in English.
import type { LapsingWords } from "../zh-CN/lapsing";

export const lapsing: LapsingWords = {
  act: "Corrections never came",
  bar: "Corrections never came",
  warn: (until) => `Due by ${until}. How was the applicant told`,
  on: "Told on",
  ways: { telephone: "By telephone", message: "By message", in_person: "In person" },
  told: (on, how) => `Told on ${on}: ${how}.`,
  obstacles: {
    not_stated: "The notice states no day and consequence: it cannot be ended.",
    all_came: "All corrections came: it cannot be ended.",
    not_over: "Its day is not over: it cannot be ended yet.",
    not_warned: "Nobody wrote down that the applicant was told.",
  },
  next: { end: "End the case", anew: "Write down another telling" },
  sure: (consequence, source) =>
    `The notice states: ${consequence} (${source}). End the case and print the paper`,
  answers: { yes: "End it", no: "Not now" },
};
