// Keys of the outbox.
import { defineKeys } from "@/kit/keys";

export const outboxKeys = defineKeys({
  daySheet: { keys: ["Ctrl+P"], after: ["Alt+9"], says: (m) => m.keys.list.daySheet },
  row: { keys: ["ArrowUp", "ArrowDown"], after: ["Alt+9"], says: (m) => m.keys.list.refusedRow },
  replace: { keys: ["F6"], after: ["Alt+9"], says: (m) => m.keys.list.replace },
  handOver: { keys: ["F7"], after: ["Alt+9"], says: (m) => m.keys.list.handOver },
  pause: { keys: ["F8"], says: (m) => m.keys.list.pauseSending },
});
