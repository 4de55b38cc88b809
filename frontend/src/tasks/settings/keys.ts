// Keys of the settings page.
import { defineKeys } from "@/kit/keys";

export const settingsKeys = defineKeys({
  join: { keys: ["Alt+J"], says: (m) => m.centre.toJoin },
  showCode: { keys: ["Alt+V"], says: (m) => m.centre.showKey },
  technician: { keys: [], shown: ["Enter"], says: (m) => m.centre.open },
});
