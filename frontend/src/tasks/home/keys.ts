// Keys of the home screen.
import { defineKeys } from "@/kit/keys";

export const homeKeys = defineKeys({
  cardFirst: { keys: ["Ctrl+I", "F2", "Ctrl+Enter"], says: (m) => m.home.cardFirst },
  find: { keys: ["Ctrl+F"], says: (m) => m.home.find },
  slip: { keys: ["Ctrl+B"], says: (m) => m.keys.list.slip },
  openSlip: { keys: [], shown: ["Enter"], says: (m) => m.slips.open },
});
