// Words for the decision, and what came back, in English.
import type { Messages } from "../zh-CN";

export const decision: Messages["decision"] = {
  kinds: {
    accept: "Accept",
    correction: "Correction notice",
    refuse: "Not accepted",
    redirect: "Not our office",
  },
  acts: {
    accept: "Accept and print receipt",
    correction: "Issue correction notice",
    refuse: "Issue notice",
    redirect: "Issue notice",
  },
  lacks: "Lacking",
  complete: "Everything is there",
  items: "To be corrected (all at once)",
  itemName: "Material or field",
  itemProblem: "Problem",
  itemFix: "How to correct",
  addItem: "Add a line",
  removeItem: "Delete this line",
  reasons: "Reasons",
  reasonPlaceholder: "Facts and basis, one a line",
  remedies: "Remedies (printed on it)",
  office: "Where to apply",
  officePlaceholder: "Department",
  preview: "Preview",
  missingCharacters: (codes) =>
    `No font has these characters: ${codes}. Paper shows 〓 and the code; write each in by hand ` +
    "once it is issued.",
  proposing: "Typesetting…",
  issue: "Issue",
  issueHint: "Check it, press F9 again to issue",
  issuing: "Issuing…",
  notYet: "Not issued yet, can still be changed",
  withdraw: "Back to change",
  number: "Case number",
  provisional: "Provisional number",
  offlineNumber: "No number from the office yet; it gives one later",
  willUpload: "Sent by itself later; both numbers stay linked.",
  printed: (p) => `Sent to ${p}`,
  savedFile: (f) => `No printer, saved as ${f}`,
  notPrinted: "Not printed, please reprint",
  reprint: "Reprint",
  documents: "Issued",
  prints: (n, saves) => `printed ${n} ×${saves > 0 ? `, saved as a file ${saves} ×` : ""}`,
  done: "Done",
  next: "Next person",
  acceptText: "Complete and in due form: accepted, a number is given.",
  deemedKind: "Accept (silence counts as acceptance)",
  deemedText: (since) =>
    `Nobody answered within five working days of receipt, so the case stands accepted since it was received (${since}), and the time to decide counts from that day. The receipt says so and asks for what is listed below; that stops no clock.`,
  deemedComplete: "Nothing is left to be brought.",
  supervised:
    "It stands accepted. That it is not ours, or needs no permission, can be issued only with a supervisor's word.",
  further: "A further correction notice",
  cameSince: (names) =>
    `Came after the notice before: ${names}. A notice on these alone needs no supervisor; anything else needs the reason and a supervisor's consent at issuing, and the notice prints the reason.`,
  nothingCame:
    "No page, certificate or field came after the notice before: another one needs the reason and a supervisor's consent at issuing, and prints the reason.",
  furtherReason: "The supervisor's reason (why it was not told before)",
  jump: "Go there",
  page: (n, all) => `Document page ${n} of ${all}`,
  form: (name) => `Document: ${name}`,
  dead: "Wait",
};

export const returned: Messages["returned"] = {
  title: "Comments",
  by: (who, at) => `${who}　${at}`,
  revision: (n) => `No. ${n}`,
  asked: "Correction notice given",
  askedHint: "Once complete, decide again; the number stays",
  lateAsked: "Accepted by silence; papers asked for",
  lateHint: "When they are here, issue the receipt anew; same number, no clock stops",
  decideAgain: "Decide again without waiting",
  kinds: { case: "Case", field: "Field", material: "Material" } as Record<string, string>,
};
