// Words for what a department entrusted to the counter, in English.
import type { EntrustingWords } from "../zh-CN/entrusting";

export const entrusting: EntrustingWords = {
  title: (department) => `Decide for ${department}, as entrusted`,
  example: "example",
  by: (document, until, numbers) => `${document}, until ${until}; ${numbers} numbers left`,
  points: "Points to examine",
  why: (point) => `Why “${point}” is not met`,
  obstacle: {
    not_entrusted: "Nothing of this item is entrusted: the department decides",
    not_accepted: "The case does not stand accepted with its papers: the department decides",
    withdrawal_asked: "The applicant asked to withdraw: the department decides",
    outside_term: "Outside the term of the entrustment: the department decides",
    outside_place: "Not entrusted to this window: the department decides",
    refusal_not_entrusted: "Granting alone is entrusted: the department refuses",
    points_open: "Tick each point once it is examined, then it can be granted; else the department decides",
    points_met: "Every point is met: there is none for a refusal to rest on",
    no_number: "No number is left: the department decides; more are fetched once the line is up",
  },
  lookGrant: "See the grant",
  lookRefusal: "See the refusal",
  toRefuse: "Refuse",
  supervised: "A refusal needs a supervisor's consent",
  issueHint:
    "In the department's name. Once more takes a number, issues it and completes the case; it cannot be taken back",
  grant: "Issue: granted",
  refuse: "Issue: refused",
  register: {
    title: "Sealed papers",
    count: (n) => `${n} papers`,
    when: "Time",
    form: "Paper",
    number: "Number on it",
    ofCase: "Case",
    item: "Item",
    prints: "Printed",
    saves: "Saved as file",
    empty: "No paper was made on that day",
    spoilt: "Spoilt numbers: taken, and borne by no decision",
    noSpoilt: "No spoilt numbers",
    exportReason: "Why the table is saved",
  },
};
