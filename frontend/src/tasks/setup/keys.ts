// Keys of the page on which a computer is set up.
import { defineKeys, digitKeys } from "@/kit/keys";

export const setupKeys = defineKeys({
  choice: { ...digitKeys(9), says: (m) => m.setup.choice },
  step: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.setup.step },
  again: { keys: ["F6"], says: (m) => m.setup.tryAgain },
  find: { keys: ["F7"], says: (m) => m.setup.findAgain },
  skip: { keys: ["F8"], says: (m) => m.setup.skip },
});
