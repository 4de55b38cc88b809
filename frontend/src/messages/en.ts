// The program's own words in English, complete: typed by the Chinese ones, so a missing one does not compile.
import { course } from "./course.en";
import { blank, catalogue, catalogueKey, news, offList, qr } from "./catalogue.en";
import { codes } from "./codes.en";
import { daysheet } from "./daysheet.en";
import { holding } from "./holding.en";
import { another, locking, slips } from "./locking.en";
import { failures } from "./failures.en";
import { library } from "./library.en";
import { notices, noticeUi } from "./notices.en";
import { practice } from "./practice.en";
import type { Messages } from "./zh-CN";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const some = (n: number, one: string, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;

export const en: Messages = {
  lang: "en",
  failures,
  codes,
  daysheet,
  holding,
  library,
  notices,
  noticeUi,
  locking,
  another,
  slips,
  practice,
  catalogue,
  course,
  catalogueKey,
  news,
  offList,
  qr,
  blank,
  app: { name: "Counter Workstation", trial: "Trial", trialHint: "Trial back office: no real cases" },
  common: {
    back: "Back", cancel: "Cancel", close: "Close", save: "Save", saved: "Saved", working: "Working…", retry: "Try again",
    incident: (n) => `Incident ${n}`, skip: "Skip to content", none: "none", open: "Open",
    pages: (n) => some(n, "page"), optional: "optional", required: "required", 
    weekday: (n) => DAYS[n % 7]!,
    date: (month, day) => `${day} ${MONTHS[month - 1]}`,
    dateLong: (month, day) => `${day} ${MONTHS[month - 1]}`,
    dateFull: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
    comma: ", ", colon: ": ", inParens: (text) => ` (${text})`, semicolon: "; ", dot: ", ",
  },
  header: {
    reader: "ID card", scanner: "Scanner", printer: "Printer",
    lamp: { off: "not connected", on: "ready", busy: "busy", fault: "fault" },
    lineUp: "Line up", lineDown: "Line down", lineUnknown: "Connecting", waiting: (n) => `${n} to send`,
    parked: (n) => `${n} to look at`, paused: "sending stopped",
    downBand: (n) => `The line is down. Taking in and receipts work; ${some(n, "case")} waiting, sent by itself later.`,
    devices: "Devices", offlineUntil: (t) => `Offline sign-in until ${t}`,
  },
  side: {
    current: "Current case", noNumber: "No number yet", mine: "My cases", draft: "Unfinished", correction: "Awaiting papers", returned: "Returned", waiting: "To send",
    doneToday: "Done today", home: "Home", find: "Ask in passing", keys: "Keys", settings: "Settings", signOut: "Sign out", provisional: "Provisional number", nobody: "No applicant yet",
    outbox: "To send", leave: "Put aside (saved)", abandon: "Abandon case", openedAt: (t) => `Begun ${t}`,
  },
  signIn: {
    title: "Sign in", number: "Clerk number", password: "Password", submit: "Sign in", office: "Back office", offline: "The line is down: the password of your last online sign-in works.",
    demo: "Trial accounts", demoHint: "Alt+digit fills one in", fill: "Fill", version: (v) => `Version ${v}`,
    passphraseNew: "Set a passphrase", passphraseNewHint: "No keyring is available here. The passphrase encrypts this machine's data; if it is lost, the data cannot be recovered.",
    passphraseNeeded: "Type the passphrase", passphraseHint: "The data on this machine is encrypted.", passphrase: "Passphrase", passphraseAgain: "Once more", unlock: "Open",
    passphraseDiffers: "The two differ", passphraseShort: "At least 8 characters", blocked: "Cannot be opened now", starting: "Starting…",
    safe: "What is safe", todo: "What to do now",
  },
  home: {
    title: "I would like to…", placeholder: "Say the item: characters, pinyin, initials or an everyday name", cardFirst: "Card first", hint: "Item first or card first: both work",
    mine: "My cases", find: "Find a case", findPlaceholder: "Number, name, item or state", empty: "No unfinished cases", emptyFound: "Nothing found", all: "All", today: "Today",
    columns: { next: "Next", item: "Item", people: "Applicant", number: "Number", deadline: "Deadline", status: "Status", updated: "Changed" },
    onlyList: "List only: choose the item and print it; nothing personal is kept", noItem: "No item", opening: "Opening…",
  },
  search: {
    label: "Find an item", none: "Nothing found, try another word", count: (n) => some(n, "item"), why: "by", legacy: "ended", firms: "for firms", onTheSpot: "on the spot", commitment: "with a deadline",
    instead: (name) => `Instead: ${name}`, idle: "Type, choose with ↑↓, take with ⏎",
  },
  item: {
    questions: "Situation", questionsHint: "Digits or arrows choose", asked: (n) => `${n} to answer`, answered: "All answered", noQuestions: "No questions for this item",
    materials: "Materials", materialsNeeded: (n) => `${n} needed`, notNeeded: (n) => `${n} not needed`, why: "Why", hide: "Fold",
    depends: "depends", original: (n) => `original × ${n}`, copy: (n) => `copy × ${n}`, demo: "example rule", oneOf: "one of these", optional: "optional", later: "may follow",
    conditions: "Conditions", fee: "Fee", limit: "Limit", department: "Department", points: "Acceptance points", legacy: "This item has ended", instead: "Instead", openInstead: "Open the replacement",
    firm: "For firms: the list can be seen and printed; filing it here comes later.", note: "Note", change: "Change item", print: "Print the list", begin: "Begin the case", beginByCard: "Ctrl+I begins and reads the card", citizenShow: "Show the citizen", citizenBlank: "Clear their screen", listTitle: "Advice",
    changeWarning: "With another item, pages and form are arranged anew; all pages are kept.", packVersion: (v) => `Pack ${v}`, printing: "Typesetting and printing…",
    printed: (p) => `Sent to ${p}`, savedFile: (f) => `No printer, saved as ${f}`, 
  },
  people: {
    role: "Role", read: "Read ID card", reading: "Reading, leave the card still…", typed: "Type in", byCard: "card read", byHand: "typed", add: "Add", edit: "Change", remove: "Remove",
    name: "Name", idKind: "Kind of ID", number: "ID number", sex: "Sex", male: "M", female: "F", address: "Address", phone: "Phone", relation: "Relation to applicant",
    present: "present", signs: "signs", reveal: "Show number", conceal: "Hide number", age: (n) => `${n} years`, validTo: (d) => `valid to ${d}`, ethnic: (e) => e,
    none: "No applicant yet. Put the card on the reader, press Ctrl+I.", 
    pending: "This card is another person", pendingSame: (role) => `Already in this case as ${role}`, pendingText: (card, asked) => `The card says ${card}; the ${asked} of this case is somebody else.`,
    takeReplace: (role) => `Make this the ${role}`, takeAgent: "Take as agent", takeAlso: (role) => `Also as ${role}`, leaveCard: "Leave the card, change nothing",
    chooseRole: "Whose card", phoneHint: "mobile or land line", cardHint: "Choose the role, then Ctrl+I",
  },
  materials: {
    received: "received", missing: "missing", problem: "problem", promised: "to follow", scan: "Scan", scanOn: "Scan on", importFile: "Import", scanning: "Scanning…", stop: "Stop",
    into: (what) => `into ${what}`, unplaced: "no place", unplacedCount: (n) => `${some(n, "page")} without a place`, page: (n) => `Page ${n}`, 
    assignHint: "A digit puts it into a row on the right", turn: "Turn 90°", sentWhole: "Other pages of this file are in use: it is still sent whole", remove: "Delete page", undo: "Undo", earlier: "Earlier", later: "Later", checkOriginal: "Original checked", checked: (by, at) => `Original checked by ${by} ${at}`,
    giveBack: "Give back", returned: "given back", held: "Keep original", notChecked: "original not checked", notReturned: "original not given back", problemLabel: "Problem", problemPlaceholder: "e.g. own page missing, seal unclear", points: "Acceptance points (form only)", official: "Basis", 
    objects: "How many", chip: "Complete once the card is read; no scan needed", form: "Made by the program, filed when signed", noPages: "No pages yet", noPagesHint: "Put papers in and press Ctrl+D, or import, drop or paste PDF and pictures",
    choose: "Choose a material on the right", drop: "Drop to import", original: "Original", imported: "Importing…", scanned: (n) => `${some(n, "page")} scanned`, sees: { original: "keep original", see_and_copy: "see original, keep scan", see_only: "see original only", copy: "keep copy", both: "keep original and copy" },
    shownFirst: "Look at the pages first", receive: "Stamp the receipt", receiveText: "The papers are handed over and kept: the clock starts now. Not for advice only.", receivedAt: (t) => `Received ${t}`, all: "All pages",
    filed: (what) => `filed under ${what}`, turned: (n) => `turned ${n * 90}°`, list: "Materials", complete: (a, b) => `${a} of ${b}`, picture: (n) => `Picture of page ${n}`,
  },
  form: {
    none: "Choose an item first", filled: (n, left) => (left > 0 ? `${n} filled, ${left} left` : `${n} filled, complete`), left: (names) => `: ${names}`,
    saved: "Saved as you type", choose: "Choose", dateHint: "year month day, e.g. 19900101",
  },
  decision: {
    kinds: { accept: "Accept", correction: "Correction notice", refuse: "Not accepted", redirect: "Not our office" },
    acts: { accept: "Accept and print receipt", correction: "Issue correction notice", refuse: "Issue notice", redirect: "Issue notice" },
    lacks: "Lacking", complete: "Everything is there", items: "To be corrected (all at once)", itemName: "Material or field", itemProblem: "Problem", itemFix: "How to correct", addItem: "Add a line", removeItem: "Delete this line",
    reasons: "Reasons", reasonPlaceholder: "Facts and basis, one a line", remedies: "Remedies (printed on it)", office: "Where to apply", officePlaceholder: "Department", preview: "Preview", proposing: "Typesetting…",
    issue: "Issue", issueHint: "Check it, press F9 again to issue", issuing: "Issuing…", notYet: "Not issued yet, can still be changed", withdraw: "Back to change", number: "Case number", provisional: "Provisional number",
    offlineNumber: "Line down: the office gives its number later", willUpload: "Sent by itself later; both numbers stay linked.", printed: (p) => `Sent to ${p}`, savedFile: (f) => `No printer, saved as ${f}`, notPrinted: "Not printed, please reprint",
    reprint: "Reprint", documents: "Issued", prints: (n) => `printed ${n} ×`, done: "Done", next: "Next person", acceptText: "Complete and in due form: accepted, a number is given.", jump: "Go there",
    page: (n, all) => `Document page ${n} of ${all}`, form: (name) => `Document: ${name}`, dead: "Wait",
  },
  intake: {
    sections: { 1: "People", 2: "Item", 3: "Materials", 4: "Form", 5: "Decision" }, open: (name) => `Open: ${name}`, missingMaterials: (n) => some(n, "material"), missingFields: (n) => some(n, "form field"), missingPeople: "people", missingItem: "item",
    missing: (what) => `Missing: ${what}`, complete: "Materials and form are complete", readonly: "Decided: to look at and reprint only", loading: "Opening the case…",
    clock: { received: (t) => `Received ${t}`, none: "Not received, no clock running", onTheSpot: "On the spot · done today", correction: "Notice of missing papers by", lapse: "After that it counts as accepted", promise: "Promised by", legal: "By law due on", unpromised: "no promised limit is published for this item", alert: { yellow: "! close", red: "✕ overdue" }, daysLeft: (n) => (n < 0 ? `${some(-n, "working day")} over` : `${some(n, "working day")} left`), provisional: "Holidays not published, provisional", promiseDays: (n, working) => `After acceptance ${some(n, working ? "working day" : "day")}`, legalDays: (n, working) => `By law ${some(n, working ? "working day" : "day")} after acceptance` },
    abandon: "Abandon case", abandonReason: "Reason", abandonHint: "It cannot be edited afterwards; the record stays.", abandonDo: "Abandon", abandonReasons: ["Applicant comes another day", "Wrong item", "Opened twice"],
    people: (n) => some(n, "person", "people"), 
  },
  returned: {
    title: "Comments", by: (who, at) => `${who}　${at}`, revision: (n) => `No. ${n}`, asked: "Correction notice given", askedHint: "Once complete, decide again; the number stays", decideAgain: "Decide again without waiting",
    kinds: { case: "Case", field: "Field", material: "Material" } as Record<string, string>,
  },
  supervise: {
    title: "Overview", count: (n, all) => (n === all ? `${n} cases` : `${n} of ${all} cases`), live: (t) => `Office data ${t}`, asOf: (t) => `Office data as of ${t}`, never: "no office data, this station's cases only",
    show: "Filter", only: { all: "All", open: "Open", correction: "Awaiting papers", returned: "Returned", undelivered: "Undelivered", overdue: "Overdue" }, clerk: "Clerk", window: "Window", anyone: "All",
    sorts: { deadline: "Deadline", age: "Age", clerk: "Clerk, window" }, state: "State", item: "Item", number: "Number", delivery: "Delivery", notYet: "Not filed", empty: "No cases yet", emptyFound: "No case fits",
    hint: "↑↓ choose, ⏎ open; digits filter, letters sort", open: "Open", minutes: (n) => `${n} min`, hours: (n) => `${n} h`, days: (n) => `${n} d`,
    left: (n, working) => (n < 0 ? `${-n} ${working ? "w.d." : "d"} late` : n === 0 ? "today" : `${n} ${working ? "w.d." : "d"} left`), until: (d) => `deadline ${d}`,
    revisions: "Revisions", reveal: "Show personal data", conceal: "Hide personal data", pages: "Pages", noPages: "No pages", facts: "The case",
    placeholder: "Say what to change", keep: "Keep this comment", sendBack: (n) => (n > 0 ? `Send back (${n})` : "Send back"), onCase: "Comment on the case", sent: "Sent back to the window, where it waits under Returned", backToList: "Back to the overview", waiting: "Waiting for the window", earlier: "Earlier return",
    how: "↑↓ choose a material or field, ⏎ comment; ←→ pages",
    blocked: { not_decided: "Not decided yet: read only", not_acknowledged: "Not wholly at the office yet", already_decided: "Decided by the deciding office: read only", already_returned: "Sent back; waiting for the window", older_revision: "An earlier revision: read only" } as Record<string, string>,
  },
  keys: {
    title: "Keys", close: "Esc closes", groups: { all: "Everywhere", intake: "Case", materials: "Materials", deciding: "Deciding", interrupt: "Interruptions" },
    list: {
      primary: "The button bottom right", sections: "Open section 1–5", find: "Ask in passing: item, list", help: "Keys", home: "Home", readCard: "Read ID card (chosen role)", scan: "Scan", originals: "Original checked", giveBack: "Give back", turn: "Turn 90°", remove: "Delete page",
      undo: "Undo", assign: "Page without a place into row; choose row", refile: "Move this page to row", rows: "Row up / down", pages: "Page up / down", decide: "See the document; again: issue", print: "Print the list; once decided, reprint", kind: "Accept, correction, refuse, not here", typed: "Type a person (chosen role)", abandon: "Abandon the case", keep: "Original kept", move: "Page earlier / later", problem: "Note a problem", count: "One object more / less", library: "certificate library / ask again", import: "Import files", escape: "Fold away, nothing is lost", stop: "Stop scanning", settings: "Settings", outbox: "To send", daySheet: "Daily reconciliation (To send page)", pauseSending: "In To send: stop / go on",
      hold: "Hold this case", heldList: "Cases on hold, then a digit opens", another: "Another item, same person", lock: "Lock the screen", relief: "Relief by a colleague", slip: "Enter a paper slip",
      citizen: "The list on the citizen's screen, or off it", qr: "The list as a QR code (an item's list)", blank: "Blanks and samples", scenarios: "Practice scenarios", brief: "Practice: the citizen",
    },
  },
  outbox: { title: "To send", empty: "Nothing waits", retry: "Send now", attempts: (n) => `tried ${n} ×`, nextAt: (t) => `next ${t}`, safe: "All cases are kept here, encrypted; they go up by themselves and are not lost.", pause: "Stop sending", resume: "Send again", pausedBy: (who, t) => `${who} stopped sending at ${t}; all cases are kept here and go up once it is resumed.`, sent: (sent, total) => `${sent} of ${total} MB sent`, waits: { turn: "its turn comes", time: "again later", line: "for the line", paused: "stopped", earlier: "after the one before", person: "needs a person" }, number: "Number", item: "Item", state: "State", reason: "Reason", when: "Next try" },
  settings: {
    title: "Settings", office: "Office address", officeHint: "Empty: the built-in trial office", embedded: "Using the built-in trial office", readerPort: "Card reader port", readerSpeed: "Port speed", scanner: "Scanner", scanSource: "Paper source", scanResolution: "Resolution (dpi)", printer: "Printer",
    language: "Language", citizenScreen: "Citizen's screen (a second one at the window)", textSize: "Text size", sizes: { normal: "Normal", large: "Large" }, devices: "Devices found", noDevices: "No devices found", choose: "Use", kind: "Kind", name: "Name", state: "State", auto: "Automatic", groups: { office: "Office", devices: "Devices", screen: "Screen" },
  },
};
