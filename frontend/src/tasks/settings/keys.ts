// Keys of the settings page.
import { defineKeys } from "@/kit/keys";

export const settingsKeys = defineKeys({
  join: { keys: ["Alt+J"], says: (m) => m.centre.toJoin },
  setup: { keys: ["Alt+7"], says: (m) => m.setup.again },
  bundle: { keys: ["Alt+D"], says: (m) => m.support.bundle },
  showCode: { keys: ["Alt+V"], says: (m) => m.centre.showKey },
  technician: { keys: [], shown: ["Enter"], says: (m) => m.centre.open },
});
