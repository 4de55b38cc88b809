// Words for putting a case aside, in English.
import type { Holding } from "../zh-CN/holding";

export const holding: Holding = {
  bar: "Hold this case",
  why: "Why",
  where: "Where are the originals",
  act: "Hold this case",
  list: "On hold",
  held: "On hold",
  hint: "Press a digit; Esc goes back",
  noteLabel: "Say why",
  notePlaceholder: "e.g. fetching the seal from home",
  next: "Next",
  reasons: {
    copying: "making copies",
    call: "waiting for a call",
    fetching: "fetching papers",
    other: "other",
    void_consent: "no supervisor to void it",
    signature: "waiting for a signature",
  },
  originals: { with_owner: "given back", at_window: "kept here", no_originals: "no originals" },
  minutes: (n) => (n < 1 ? "just now" : n < 60 ? `${n} min` : `${Math.floor(n / 60)} h ${n % 60} min`),
  papers: (where) => (where === "no originals" ? where : `Originals ${where}`),
  resumed: (why, t) => `On hold since ${t}: ${why}`,
};
