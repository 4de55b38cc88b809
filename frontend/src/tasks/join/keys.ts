// Keys of the page on which a station joins its centre.
import { defineKeys } from "@/kit/keys";

export const joinKeys = defineKeys({
  showCode: { keys: ["Alt+V"], says: (m) => m.centre.showKey },
  join: { keys: [], shown: ["Enter"], says: (m) => m.join.submit },
});
