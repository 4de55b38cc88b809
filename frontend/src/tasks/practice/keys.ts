// Keys of practice; the first two work on every screen of it.
import { defineKeys } from "@/kit/keys";

export const practiceKeys = defineKeys({
  scenarios: { keys: ["Alt+6"], says: (m) => m.keys.list.scenarios },
  brief: { keys: ["Alt+7"], says: (m) => m.keys.list.brief },
  scenario: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.keys.list.rows },
  again: { keys: ["Ctrl+R"], says: (m) => m.practice.again },
});
