// Words around the catalog, in English.
import type {
  BlankWords,
  CatalogKeyWords,
  CatalogWords,
  NewsWords,
  OffListWords,
  QrWords,
} from "../zh-CN/catalog";

const some = (n: number, one: string) => `${n} ${one}${n === 1 ? "" : "s"}`;

export const catalog: CatalogWords = {
  known: "known",
  fromLibrary: "library",
  byLibrary: "settled when the library is asked",
  change: "Change",
  byCard: "known once the card is read",
  byAgent: "settled when an agent is there",
  fresh: "new",
  freshCount: (n) => `${n} new`,
  gone: (names) => `No longer needed after that answer: ${names}`,
  usedBy: (names, n) => (n > 1 ? `For: ${names} (${n} departments)` : `For: ${names}`),
  usedByAll: "For all departments",
  sample: "Sample",
  joint: (n) => `Joint item · ${some(n, "department")}, taken in once`,
  jointShort: (n) => `Joint · ${some(n, "department")}`,
  lead: "lead",
  law: "Law",
  lawName: (name) => `${name} `,
  route: "Route",
  inForce: "In force",
  until: (d) => `until ${d}`,
  routes: {
    e_review_paper_transfer: "checked online, papers passed on",
    e_approval: "approved online",
    delegated: "delegated: finished at this window",
  },
  notYet: (d) => `Not in force yet: it can be filed from ${d}. The list can be seen and printed now.`,
  noLonger: (d) =>
    `No longer in force: it could be filed until ${d}. The list can be seen; no case can be begun.`,
  notInForce: "Not in force now: no case can be begun.",
  notThisWindow: {
    class:
      "Not taken at this window: the centre gave it no items of this class. " +
      "Send the citizen to the window that takes it; the list can be seen and printed.",
    level:
      "Not taken at this window: the centre gave it no items of this level. " +
      "Send the citizen to the window that takes it; the list can be seen and printed.",
  },
  recent: "Used lately",
  recentHint: "↓ chooses one used lately, ⏎ opens it",
};

export const news: NewsWords = {
  title: "What changed in the catalogue",
  items: (n) => some(n, "item"),
  knownUntil: (y) => `calendar known until ${y}`,
  until: (d) => `valid until ${d}`,
  version: (v) => `Pack ${v}`,
  changed: (n) => `${some(n, "item")} changed`,
  added: (n) => `${n} added`,
  removed: (n) => `${n} no longer done`,
  none: "Nothing changed",
  noneHint: "The last update changed no item's list.",
  always: "In every situation",
  pair: (question, answer) => (/[？?]$/.test(question) ? `${question} ${answer}` : `${question}: ${answer}`),
  bring: (names) => `now bring ${names}`,
  noLonger: (names) => `no longer bring ${names}`,
  otherwise: (names) => `other numbers or terms: ${names}`,
  also: (fields) => `Also changed: ${fields}`,
  optional: "optional",
  loading: "Opening…",
  hint: "↑↓ choose an item, ⏎ opens its list",
  fields: {
    name: "name",
    department: "department",
    fee: "fee",
    limit: "time limit",
    conditions: "conditions",
    questions: "questions",
    points: "acceptance points",
    form: "form",
    joint: "departments",
    effective: "days in force",
    law: "law",
    route: "route",
    expired_card: "rule on expired cards",
    not_compared: "too many situations to compare them all",
    entrustment: "decision entrusted to the window",
    visits: "promised number of visits",
    signature: "signature on the form",
  },
  other: "other things",
};

export const qr: QrWords = {
  act: "QR code",
  title: "The list as a QR code",
  hint: "To be scanned with a phone: the list as text, no network, nothing personal.",
  open: "Not every question is answered: the list may not be whole yet.",
  label: (item) => `The list of ${item} as a QR code`,
  holds: (n, all) => (n < all ? `${n} of ${some(all, "row")} in the code` : some(all, "row")),
};

export const blank: BlankWords = {
  act: "Blank forms",
  title: "Blanks and samples",
  has: "blank form here",
  empty: "Blank",
  filled: "Sample",
  print: "Print the blank",
  printFilled: "Print the sample",
  making: "Being typeset…",
  hint: "↑↓ paper, ←→ blank or sample, ⏎ prints, Esc goes back. Nobody is named on it, nothing is kept.",
};

export const offList: OffListWords = {
  label: "Not on the list: why it is needed (logged)",
  hint:
    "Citizens may complain about demands beyond the list (rating code 109). Where one is " +
    "needed, say on what ground.",
  mark: "Not on the list",
};

export const catalogKey: CatalogKeyWords = {
  group: "Catalogue",
  key: "Catalogue public key",
  example: "Example key, for trial only",
  none: "No key: no new catalogue is taken",
  hint: "Paste the publisher's key. With a wrong one a new pack is not taken and the one in use stays.",
  changes: "What changed",
};
