// Words for signing in and the start, in English.
import type { Messages } from "../zh-CN";

export const signIn: Messages["signIn"] = {
  title: "Sign in",
  number: "Clerk number",
  password: "Password",
  submit: "Sign in",
  office: "Back office",
  offline: "The line is down: the password of your last online sign-in works.",
  barred: (what) => `${what}: the password of your last online sign-in works.`,
  demo: "Trial accounts",
  demoHint: "Alt+digit fills one in",
  fill: "Fill",
  version: (v) => `Version ${v}`,
  passphraseNew: "Set a passphrase",
  passphraseNewHint:
    "No keyring is available here. The passphrase encrypts this machine's data; if it is " +
    "lost, the data cannot be recovered.",
  passphraseNeeded: "Type the passphrase",
  passphraseHint: "The data on this machine is encrypted.",
  passphrase: "Passphrase",
  passphraseAgain: "Once more",
  unlock: "Open",
  passphraseDiffers: "The two differ",
  passphraseShort: "At least 8 characters",
  blocked: "Cannot be opened now",
  starting: "Starting…",
  safe: "What is safe",
  todo: "What to do now",
  updating: {
    title: "The program is being updated: three minutes at most",
    hint: "It is said here when it is done. Stored cases are safe; leave the computer on.",
    past: (clock) => `${clock} so far`,
    skip: "Skip this once",
    skipHint: "Then you may sign in, and the update goes on all the same. Each version can be skipped once.",
    noSkip: "This time it cannot be skipped; after three minutes at most you may sign in.",
    done: "The update is done: open the window again",
    doneHint:
      "This window is still the version before. Stored cases are safe; close the window and open it again.",
    close: "Close the window",
    later: "Sign in first",
    late:
      "The update has not ended after three minutes and is waited for no longer: sign in and work " +
      "as usual. " +
      "Stored cases are safe; leave the computer on.",
  },
};
