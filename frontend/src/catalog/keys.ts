// Keys of the item search, and around an item's list, wherever these are shown.
import { defineKeys, digitKeys } from "@/kit/keys";

export const searchKeys = defineKeys({
  take: { keys: ["Enter"], says: (m) => m.keys.list.takeHit },
});

export const catalogKeys = defineKeys({
  answer: { ...digitKeys(9), says: (m) => m.item.questionsHint },
  printList: { keys: ["Ctrl+P"], says: (m) => m.item.print },
  citizen: { keys: ["Alt+S"], says: (m) => m.keys.list.citizen },
  qr: { keys: ["Alt+Q"], says: (m) => m.keys.list.qr },
  blank: { keys: ["Alt+B"], says: (m) => m.keys.list.blank },
});

export const blankKeys = defineKeys({
  paper: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.keys.list.rows },
  empty: { keys: ["ArrowLeft"], says: (m) => m.blank.empty },
  filled: { keys: ["ArrowRight"], says: (m) => m.blank.filled },
  /** With the list under the hand; anywhere else Enter is a button's own. */
  printChosen: { keys: ["Enter"], says: (m) => m.blank.print },
  print: { keys: ["Ctrl+P"], says: (m) => m.blank.print },
});
