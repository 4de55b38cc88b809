// Keys of the outbox.
import { defineKeys } from "@/kit/keys";

export const outboxKeys = defineKeys({
  daySheet: { keys: ["Ctrl+P"], after: ["Alt+9"], says: (m) => m.keys.list.daySheet },
  pause: { keys: ["F8"], says: (m) => m.keys.list.pauseSending },
});
