// Keys of the sign-in screen.
import { defineKeys, digitKeys } from "@/kit/keys";

export const signInKeys = defineKeys({
  submit: { keys: [], shown: ["Enter"], says: (m) => m.signIn.submit },
  unlock: { keys: [], shown: ["Enter"], says: (m) => m.signIn.unlock },
  account: {
    keys: [...digitKeys(5, "Alt+").keys, ...digitKeys(5).keys],
    shown: ["Alt+1…5"],
    says: (m) => m.signIn.demo,
  },
  practice: { keys: ["Alt+6"], says: (m) => m.practice.enter },
  setup: { keys: ["Alt+7"], says: (m) => m.setup.open },
  skipUpdate: { keys: ["Escape"], says: (m) => m.signIn.updating.skip },
  closeWindow: { keys: ["Ctrl+Enter"], shown: ["Enter"], says: (m) => m.signIn.updating.close },
  join: { keys: ["Alt+J"], says: (m) => m.centre.toJoin },
});
