// Words for a supervisor's queue and review, in English.
import type { Messages } from "../zh-CN";

export const supervise: Messages["supervise"] = {
  title: "Overview",
  count: (n, all) => (n === all ? `${n} cases` : `${n} of ${all} cases`),
  replaced: (n) => `${n} sent anew in place of what was refused: look first`,
  marked: (n) => `${n} to look into`,
  rowMarked: "look into",
  live: (t) => `Office data ${t}`,
  asOf: (t) => `Office data as of ${t}`,
  never: "no office data, this station's cases only",
  show: "Filter",
  only: {
    all: "All",
    open: "Open",
    correction: "Awaiting papers",
    returned: "Returned",
    undelivered: "Undelivered",
    overdue: "Overdue",
  },
  clerk: "Clerk",
  window: "Window",
  anyone: "All",
  sorts: { deadline: "Deadline", age: "Age", clerk: "Clerk, window" },
  state: "State",
  item: "Item",
  number: "Number",
  delivery: "Delivery",
  notYet: "Not filed",
  empty: "No cases yet",
  emptyFound: "No case fits",
  hint: "↑↓ choose, ⏎ open; digits filter, letters sort",
  open: "Open",
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n) => `${n} d`,
  left: (n, working) =>
    n < 0
      ? `${-n} ${working ? "w.d." : "d"} late`
      : n === 0
        ? "today"
        : `${n} ${working ? "w.d." : "d"} left`,
  until: (d) => `deadline ${d}`,
  revisions: "Revisions",
  reveal: "Show personal data",
  conceal: "Hide personal data",
  pages: "Pages",
  noPages: "No pages",
  facts: "The case",
  placeholder: "Say what to change",
  author: (clerk, name) => `Decided by ${name ? `${clerk} ${name}` : clerk} (proved by the office)`,
  consentedBy: (mentor) => `with the consent of ${mentor}`,
  marksTitle: "The office found this odd: look into it",
  clearMarks: "Looked into: clear the marks",
  keep: "Keep this comment",
  sendBack: (n) => (n > 0 ? `Send back (${n})` : "Send back"),
  onCase: "Comment on the case",
  sent: "Sent back to the window, where it waits under Returned",
  backToList: "Back to the overview",
  waiting: "Waiting for the window",
  earlier: "Earlier return",
  how: "↑↓ choose a material or field, ⏎ comment; ←→ pages",
  blocked: {
    not_decided: "Not decided yet: read only",
    not_acknowledged: "Not wholly at the office yet",
    already_decided: "Decided by the deciding office: read only",
    already_returned: "Sent back; waiting for the window",
    older_revision: "An earlier revision: read only",
  } as Record<string, string>,
  marks: {
    no_permit:
      "The clerk had no credential from the office that counted then (an old program, or it had " +
      "ended): who decided is not proved",
    permit_unproven: "The clerk's credential is not signed by this office",
    permit_ended: "The clerk's credential did not count at the time of the decision",
    unknown_clerk: "The office has no such clerk's number",
    account_ended: "This clerk's number has ended by now",
    unfit_role: "The clerk's role decides nothing (a trainee, say), and no mentor's consent is proved",
    unknown_pack: "This office never gave out the catalog pack that was used",
    unknown_item: "The catalog pack has no such item",
    date_out_of_bounds:
      "A day of receipt, acceptance, decision or promised papers cannot be true (too far from the " +
      "office's time)",
  } as Record<string, string>,
  unknownMark: (name) => `The office marked "${name}", which this program has no words for: ask the centre`,
};
