// Keys of a case: its sections, its materials, its decision, and what interrupts it.
import { defineKeys, digitKeys } from "@/kit/keys";

export const intakeKeys = defineKeys({
  section: { ...digitKeys(5, "Alt+"), says: (m) => m.keys.list.sections },
  readCard: { keys: ["Ctrl+I", "F2"], says: (m) => m.keys.list.readCard },
  typed: { keys: ["F3"], says: (m) => m.keys.list.typed },
  role: { ...digitKeys(6), says: (m) => m.people.role },
  cardAnswer: { ...digitKeys(5), says: (m) => m.people.pending },
  mandate: { keys: [], shown: ["Enter"], says: (m) => m.people.mandateTitle },
  printMandate: { keys: ["Alt+M"], says: (m) => m.keys.list.printMandate },
  undo: { keys: ["Ctrl+Z"], says: (m) => m.keys.list.undo },
  print: { keys: ["Ctrl+P"], says: (m) => m.keys.list.print },
  abandon: { keys: ["Ctrl+Delete"], says: (m) => m.keys.list.abandon },
  withdraw: { keys: ["Alt+Y"], says: (m) => m.keys.list.withdraw },
  withdrawAnswer: { ...digitKeys(5), says: (m) => m.withdrawing.who },
  void: { keys: ["Alt+V"], says: (m) => m.refiling.act },
  voidAnswer: { ...digitKeys(3), says: (m) => m.refiling.citizen },
  voidNext: { keys: [], shown: ["Enter"], says: (m) => m.refiling.next },
  refilingNotice: { keys: ["Alt+O"], says: (m) => m.refiling.notice },
  hold: { keys: ["Ctrl+H"], says: (m) => m.keys.list.hold },
  holdAnswer: { ...digitKeys(4), says: (m) => m.holding.why },
  holdNext: { keys: [], shown: ["Enter"], says: (m) => m.holding.next },
  colleagueReason: { ...digitKeys(5), says: (m) => m.intake.colleague.why },
  openColleagues: { keys: [], shown: ["Enter"], says: (m) => m.intake.colleague.open },
  receipt: { keys: ["Alt+P"], says: (m) => m.keys.list.receipt },
  checkRecord: { keys: ["Alt+R"], says: (m) => m.materials.checkRecord },
  course: { keys: ["Alt+Q"], says: (m) => m.keys.list.course },
  printCourse: { keys: ["Ctrl+P"], says: (m) => m.keys.list.printCourse },
  showCourse: { keys: ["Alt+S"], says: (m) => m.keys.list.showCourse },
  correction: { ...digitKeys(6, "Ctrl+Alt+"), says: (m) => m.keys.list.correction },
  handOver: { keys: ["F7"], says: (m) => m.keys.list.handOverCase },
  another: { keys: ["Ctrl+J"], says: (m) => m.keys.list.another },
  anotherApplicant: { keys: ["Alt+J"], says: (m) => m.keys.list.anotherApplicant },
});

export const materialKeys = defineKeys({
  scan: { keys: ["Ctrl+D"], says: (m) => m.keys.list.scan },
  stop: { keys: ["Escape"], says: (m) => m.keys.list.stop },
  row: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.keys.list.rows },
  page: {
    keys: ["ArrowLeft", "ArrowRight", "PageUp", "PageDown"],
    shown: ["ArrowLeft", "ArrowRight"],
    says: (m) => m.keys.list.pages,
  },
  assign: { ...digitKeys(9), says: (m) => m.keys.list.assign },
  refile: { ...digitKeys(9, "Ctrl+"), says: (m) => m.keys.list.refile },
  checkOriginal: { keys: ["Ctrl+E"], says: (m) => m.keys.list.originals },
  giveBack: { keys: ["Ctrl+G"], says: (m) => m.keys.list.giveBack },
  giveBackAll: { keys: ["Alt+G"], says: (m) => m.materials.giveBackAll },
  giveBackCopies: { keys: ["Alt+L"], says: (m) => m.materials.giveBackCopies },
  keepOriginal: { keys: ["Ctrl+Shift+G"], says: (m) => m.keys.list.keep },
  turn: { keys: ["Ctrl+R"], says: (m) => m.keys.list.turn },
  move: {
    keys: ["Ctrl+ArrowLeft", "Ctrl+ArrowRight", "Ctrl+ArrowUp", "Ctrl+ArrowDown"],
    shown: ["Ctrl+ArrowLeft", "Ctrl+ArrowRight"],
    says: (m) => m.keys.list.move,
  },
  remove: { keys: ["Ctrl+Backspace"], says: (m) => m.keys.list.remove },
  problem: { keys: ["Ctrl+N"], says: (m) => m.keys.list.problem },
  /** The plus of either keyboard, with Shift or as the key is. */
  count: { keys: ["-", "+", "Shift++", "="], shown: ["+", "-"], says: (m) => m.keys.list.count },
  papers: { keys: ["Alt+C"], says: (m) => m.keys.list.papers },
  putCount: { keys: [], shown: ["Enter"], says: (m) => m.keys.list.putCount },
  import: { keys: ["Ctrl+O"], says: (m) => m.keys.list.import },
  library: { keys: ["Alt+Z"], says: (m) => m.keys.list.library },
  ground: { ...digitKeys(3), says: (m) => m.library.why },
  lookUp: { keys: [], shown: ["Enter"], says: (m) => m.library.look },
});

/** Of the complete form, until everybody has signed it. */
export const signKeys = defineKeys({
  citizen: { keys: ["Alt+S"], says: (m) => m.keys.list.signCitizen },
  prolong: { keys: ["Alt+E"], says: (m) => m.keys.list.prolong },
  print: { keys: ["Alt+F"], says: (m) => m.keys.list.printForm },
  scan: { keys: ["Alt+D"], says: (m) => m.keys.list.scanSigned },
  fingerprint: { keys: ["Alt+T"], says: (m) => m.keys.list.fingerprint },
  unread: { keys: ["Alt+U"], says: (m) => m.keys.list.sayItIs },
  readAloud: { keys: ["Alt+A"], says: (m) => m.keys.list.readAloud },
  witness: { keys: ["Alt+W"], says: (m) => m.keys.list.witness },
  refuse: { keys: ["Alt+N"], says: (m) => m.keys.list.refuseSignature },
  fields: { keys: ["Alt+X"], says: (m) => m.keys.list.turnOver },
  put: { keys: [], shown: ["Enter"], says: (m) => m.keys.list.putSigning },
});

export const decisionKeys = defineKeys({
  kind: { ...digitKeys(4), says: (m) => m.keys.list.kind },
  point: { ...digitKeys(9), says: (m) => m.keys.list.point },
  refusal: { keys: ["Alt+I"], says: (m) => m.keys.list.refusal },
  decide: { keys: ["F9", "Ctrl+Shift+Enter"], says: (m) => m.keys.list.decide },
});
