// What is refused because nobody said why they look.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "Nothing was changed.";

export const lookFailures = {
  colleagues_case: { what: "This is a colleague's case", safe: UNCHANGED, now: "Say why, and it opens" },
  look_reason_missing: {
    what: "No reason has been written",
    safe: UNCHANGED,
    now: "Say in a few words why it is looked at or exported; no names and no numbers",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
