// Words for the materials of a case, in English.
import type { Messages } from "../zh-CN";
import { plural } from "./plural";

export const materials: Messages["materials"] = {
  damaged: (pages, others) =>
    (pages.length > 0
      ? `What is stored of page ${pages.join(", ")} is damaged and cannot be read: scan it again ` +
        "while the citizen can be asked, then delete the bad page. "
      : "") +
    (others > 0
      ? `${plural(others, "stored form, paper or signature", "stored forms, papers or signatures")} ` +
        "cannot be read: what can be signed or printed anew do now, and tell a technician."
      : ""),
  received: "received",
  missing: "missing",
  problem: "problem",
  promised: "to follow",
  scan: "Scan",
  scanOn: "Scan on",
  importFile: "Import",
  scanning: "Scanning…",
  stop: "Stop",
  into: (what) => `into ${what}`,
  unplaced: "no place",
  unplacedCount: (n) => `${plural(n, "page")} without a place`,
  page: (n) => `Page ${n}`,
  assignHint: "A digit puts it into a row on the right",
  turn: "Turn 90°",
  sentWhole: "Other pages of this file are in use: it is still sent whole",
  remove: "Delete page",
  undo: "Undo",
  earlier: "Earlier",
  later: "Later",
  checkOriginal: "Original checked",
  checked: (by, at) => `Original checked by ${by} ${at}`,
  giveBack: "Give back",
  giveBackAll: "Give all back",
  goesBack: "Goes back",
  staysAt: (place) => `Stays at ${place}`,
  copiesStayAt: (place) => `Copies stay at ${place}`,
  giveBackCopies: "Give back the copies",
  keepCopies: "Keep the copies",
  copiesReturned: "copies given back",
  copiesHeldAt: (place) => (place ? `copies held at ${place}` : "copies held"),
  returned: "given back",
  keep: "Keep original",
  heldAt: (place) => (place ? `kept at ${place}` : "kept"),
  place: "Kept at",
  came: "What came (Enter notes it)",
  notNoted: "not noted",
  kinds: { original: "Originals", copy: "Copies", electronic: "Electronic", object: "Objects" },
  counted: (kind, n) =>
    ({
      original: plural(n, "original"),
      copy: plural(n, "copy", "copies"),
      electronic: plural(n, "e-paper"),
    })[kind],
  objectsOf: (n, of) => `${n} of ${of} objects`,
  wanted: ({ originals, copies, objects }) => {
    const counts = [
      objects > 0 ? plural(objects, "object") : "",
      originals > 0 ? plural(originals, "original") : "",
      copies > 0 ? plural(copies, "copy", "copies") : "",
    ];
    return `wanted: ${counts.filter((words) => words !== "").join(", ")}`;
  },
  receipt: "Receipt of papers",
  checkRecord: "Record of what was checked",
  notChecked: "original not checked",
  notReturned: "not given back, not kept",
  problemLabel: "Problem",
  problemPlaceholder: "e.g. own page missing, seal unclear",
  points: "Acceptance points (form only)",
  official: "Basis",
  objects: "How many",
  chip: "Complete once the card is read; no scan needed",
  form: "Made by the program",
  noPages: "No pages yet",
  noPagesHint: "Put papers in and press Ctrl+D, or import, drop or paste PDF and pictures",
  choose: "Choose a material on the right",
  drop: "Drop to import",
  original: "Original",
  imported: "Importing…",
  scanned: (n) => `${plural(n, "page")} scanned`,
  sees: {
    original: "keep original",
    see_and_copy: "see original, keep scan",
    see_only: "see original only",
    copy: "keep copy",
    both: "keep original and copy",
  },
  seesCopy: { citizen: "see original, keep copy", window: "see original, make a copy" },
  keepsBoth: { scanned: "keep original and scan", copied: "keep original, make a copy" },
  shownFirst: "Look at the pages first",
  receive: "Stamp the receipt",
  receiveText: "The papers are handed over and kept: the clock starts now. Not for advice only.",
  receivedAt: (t) => `Received ${t}`,
  all: "All pages",
  filed: (what) => `filed under ${what}`,
  turned: (n) => `turned ${n * 90}°`,
  list: "Materials",
  complete: (a, b) => `${a} of ${b}`,
  picture: (n) => `Picture of page ${n}`,
};
