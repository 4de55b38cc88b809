// The practice ground's words in English, complete.
import type { practice as chinese } from "../zh-CN/practice";

export const practice: typeof chinese = {
  word: "PRACTICE",
  band:
    "This is practice: people, papers and numbers are invented, nothing reaches real work, " +
    "printed papers are void.",
  enter: "Practise",
  enterHint: "With invented people and papers, cut off from real work",
  leave: "End practice, back to the counter",
  leaving: "Changing over…",
  office: "Practice office (inside this machine, no line)",
  accounts: "Practice accounts",
  behind: (n) => `The counter has ${n} waiting to be sent, all kept; sending goes on when practice ends.`,
  settingsFixed:
    "Practice uses its own office and an emulated reader and scanner, not what is set here; " +
    "end practice to change settings.",
  reset: "Clear practice",
  resetAgain: "Press again: delete all practice cases and results",
  resetHint: "Deletes practice data only; the counter's cases stay",
  title: "Practice scenarios",
  intro:
    "In each a citizen comes: hear what they say, see what they lay down, work the case as " +
    "usual, then look at the result.",
  columns: { n: "No.", scenario: "Scenario", times: "Played", last: "Last result" },
  never: "not yet",
  times: (n) => `${n}×`,
  begin: "Next, please: begin this scenario",
  starting: "Calling the citizen…",
  results: "Practice so far",
  allResults: "Everybody's practice on this machine",
  noResults: "Results show here once a scenario is done",
  allRight: "All right",
  score: (right, missed, extra) =>
    [`${right} right`, missed > 0 ? `${missed} missed` : "", extra > 0 ? `${extra} too much` : ""]
      .filter((one) => one !== "")
      .join(", "),
  nowPlaying: (title) => `Scenario: ${title}`,
  noScenario: "No scenario running",
  brief: "The citizen",
  list: "Scenarios",
  briefTitle: "The citizen in front of you",
  says: "They say",
  lays: "On the counter",
  notBrought: "not brought",
  nothingLaid: "No other papers laid down",
  cards: (n) =>
    n === 0
      ? "No readable card on the reader."
      : n === 1
        ? "One ID card lies on the reader: Ctrl+I reads it."
        : `${n} ID cards come onto the reader one after another: read one, then the next.`,
  briefHint: "The scanner gives sample pages; what is written here says what the papers are like.",
  resultTitle: "Practice result",
  toResult: "See the result",
  spent: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`),
  expected: "Expected",
  found: "You did",
  rule: "Rule",
  advice: "advice or by analogy",
  empty: "(nothing)",
  again: "Play again",
  next: "Back to the scenarios",
  openCase: "Open the case",
  free: "This case was not worked in a scenario, so there is nothing to compare.",
  verdict: { right: "right", missed: "missed", extra: "too much" },
  point: {
    item: "Item",
    answer: "Situation",
    person: "Person",
    other_card: "Person too many",
    received: "Receipt",
    paper: "Paper",
    decision: "Decision",
    fault: "Notice must name",
    off_list: "Asked too much",
    office: "Right office",
    entrusted: "Decision for the department",
    refiled: "Void and reopened",
    withdrawal: "Withdrawal",
    further_notice: "Further notice",
    all_came: "All corrections came",
  },
  code: {
    stamped: "stamp the receipt",
    not_stamped: "no stamp",
    done: "scanned, original checked, given back",
    not_scanned: "not scanned",
    not_checked: "original not checked",
    not_returned: "neither given back nor kept",
    named: "named",
    not_named: "not named",
    granted: "granted",
    not_granted: "refused",
    left_to_department: "not decided at the window",
    refiled: "void and reopened",
    not_refiled: "not made void",
    asked: "told to the department",
    not_asked: "not told to the department",
    notified_again: "another notice on what came",
    not_notified_again: "no other notice on what came",
    accepted_after: "accepted",
    not_accepted_after: "not accepted",
  },
};
