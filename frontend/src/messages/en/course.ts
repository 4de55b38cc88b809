import type { CourseWords } from "../zh-CN/course";

const some = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
export const course: CourseWords = {
  progress: "Progress",
  procedure: {
    hearing: "hearing",
    tender: "tender",
    auction: "auction",
    inspection: "inspection",
    testing: "testing",
    quarantine: "quarantine",
    appraisal: "appraisal",
    expert_review: "expert review",
    on_site_check: "check on the spot",
  },
  special: (what) => `Special procedure: ${what}`,
  from: (day) => `from ${day}`,
  span: (from, to) => `${from} to ${to}`,
  days: (n, working) => some(n, working ? "working day" : "day"),
  extended: "Time extended",
  granted: "Decided: granted",
  notGranted: "Decided: not granted",
  withdrawn: "Ended, as the applicant asked",
  delivered: "Result handed over",
  unknown:
    "News that this program cannot read: kept as it came. Ask the deciding office, and have the " +
    "program updated",
  // A wish is asked for; what the window decided or ended is so already.
  standing: {
    withdrawal_asked: {
      waiting: "On record here, waits for the office's answer",
      taken: "The office has it; the time runs on until it has decided",
      refused: "The office did not take it",
      handed_over: "Handed over on paper with the case",
    },
    decided: {
      waiting: "decided and completed, on its way to the office",
      taken: "the office has it",
      refused: "the office did not take it",
      handed_over: "went with the case on paper",
    },
    lapsed: {
      waiting: "ended here, on its way to the office",
      taken: "the office has it",
      refused: "the office did not take it",
      handed_over: "went with the case on paper",
    },
  },
  refusal: {
    not_accepted: "the case does not stand accepted",
    already_decided: "the case is decided",
    already_asked: "it has one already",
  },
  print: "Print notice",
  printAgain: "Reprint",
  notTold: "Not printed for the applicant yet",
  paused: "Special procedure, time not counted",
  result: "Result due by",
  firstReview: "First review by",
  completed: "Decided",
  extendedBy: (n) => `extended by ${some(n, "day")}`,
  deferral: "Deferred papers",
  deferralBy: (day) => `due by ${day}`,
  deferredTitle: "Deferred papers to come",
  deferredHint: "When they are here, decide again for the receipt; same number",
  decideAgain: "Decide again without waiting",
  accept: "Accept, papers to follow",
  acceptText:
    "These papers may follow. Before issuing, let the applicant read the day and sign the commitment.",
  until: "Applicant brings them by",
  extend: (day) =>
    `Not brought? The day can be put off once, to ${day} at the latest: change the day above and write the supervisor's reason; issuing wants a supervisor's consent`,
  latest: (day) => `at the latest ${day} (due day of this case)`,
  issues: "Issue deferral notice",
  allIn: "All corrections are in",
  allInMissing: (names) => `Not in yet: ${names}`,
  came: "It is here",
  notCame: "Take back",
  cameHint: "Neither list nor form could show it: note that it is here; again takes it back, until all is in",
  allInHint: "The time to decide counts from the day the last of them came in",
  allInAt: (t) => `All corrections in on ${t}; the time counts from that day`,
};
