// Keys of a field of a form that has the focus.
import { defineKeys, digitKeys } from "@/kit/keys";

export const fieldKeys = defineKeys({
  option: { ...digitKeys(9), says: (m) => m.keys.list.fieldOption },
  /** In numbers, dates, telephones and accounts, once all of it is typed. */
  next: { keys: ["Enter"], says: (m) => m.keys.list.fieldNext },
  /** In words, where Enter belongs to the input method. */
  leave: { keys: [], shown: ["Tab"], says: (m) => m.keys.list.fieldLeave },
});
