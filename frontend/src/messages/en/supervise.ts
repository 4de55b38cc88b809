// Words for a supervisor's queue and review, in English.
import type { Messages } from "../zh-CN";

export const supervise: Messages["supervise"] = {
  title: "Overview",
  count: (n, all) => (n === all ? `${n} cases` : `${n} of ${all} cases`),
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
};
