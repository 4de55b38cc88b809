// Keys of the page that shows what the newest catalog changed.
import { defineKeys } from "@/kit/keys";

export const catalogPageKeys = defineKeys({
  item: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.keys.list.rows },
});
