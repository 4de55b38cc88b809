// Words for the certificate library, in English.
import type { LibraryWords } from "./library.zh-CN";

export const library: LibraryWords = {
  act: "Certificate library", again: (n) => `Ask the library again (${n} to be verified)`, key: "Certificate library: what it has is not collected on paper", asking: "Looking…", why: "On what ground", papers: (n) => `${n} ${n === 1 ? "paper" : "papers"} may be there`,
  grounds: { authorised: "Holder agrees here", statutory: "By law", declined: "Holder declines" }, textLabel: "The law", textPlaceholder: "such as: the Regulation, article 3", look: "Look up",
  organisation: "Unified social credit code", landTitle: "Title number (optional)", hint: "⏎ the holder agrees; paper is always possible",
  used: "Library", identifier: "Identifier", validTo: (d) => `valid to ${d}`, endless: "no end date", issuedBy: "issued by", fetched: (t) => `fetched ${t}; no original to check`, off: "The identifier's check character is off: compare with the page", paper: "collect the paper", undo: "Not this one: delete its page and collect the paper",
  waits: "to be verified", none: "not in library",
  reasons: {
    not_found: "The library has none", kind_differs: "What was found is of another kind", holder_differs: "The holder is not the person of this case", not_issued: "Cancelled or not in force", expired: "Expired", unreadable: "Its file cannot be opened", library_away: "To be verified: the library could not be reached", refused_by_holder: "The holder declined", no_person: "Whose it would be is not registered yet", no_number: "No social credit code given",
  },
};
