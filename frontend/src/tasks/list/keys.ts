// Keys of an item's list.
import { defineKeys } from "@/kit/keys";

export const listKeys = defineKeys({
  readCard: { keys: ["Ctrl+I", "F2"], says: (m) => m.home.cardFirst },
});
