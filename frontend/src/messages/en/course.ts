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
  },
  special: (what) => `Special procedure: ${what}`,
  from: (day) => `from ${day}`,
  span: (from, to) => `${from} to ${to}`,
  days: (n, working) => some(n, working ? "working day" : "day"),
  extended: "Time extended",
  granted: "Decided: granted",
  notGranted: "Decided: not granted",
  delivered: "Result handed over",
  unknown:
    "News that this program cannot read: kept as it came. Ask the deciding office, and have the " +
    "program updated",
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
  latest: (day) => `at the latest ${day} (due day of this case)`,
  issues: "Issue deferral notice",
  allIn: "All corrections are in",
  allInHint: "The time to decide counts from the day the last of them came in",
  allInAt: (t) => `All corrections in on ${t}; the time counts from that day`,
};
