// What is refused because the time to answer is over, not all corrections are here, a further notice lacks its
// reason, or a receipt's code does not fit.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "Nothing was changed.";

export const silenceFailures = {
  stands_accepted: {
    what: "Nobody answered within five working days: the case stands accepted since its receipt",
    safe: UNCHANGED,
    now: "Accept it; what is missing is listed on the receipt for the applicant to bring",
  },
  nothing_brought: {
    what: "Nothing has been handed in yet: there is nothing for a receipt of materials to list",
    safe: UNCHANGED,
    now: "Scan or count what was handed in, then print the receipt",
  },
  corrections_missing: {
    what: "Not all corrections are in: {names}",
    safe: UNCHANGED,
    now: "Scan each paper that the notice names under its row, put its fields right and note what else came by its own key, then say that all is in",
  },
  further_reason_missing: {
    what: "This was there at the notice before, and needs the supervisor's reason: {names}",
    safe: UNCHANGED,
    now: "Ask the supervisor and write the reason down, or take these lines out of the notice",
  },
  receipt_code_bad: {
    what: "The code does not fit: a letter is missing, too many, or misread",
    safe: UNCHANGED,
    now: "Compare it letter by letter with the receipt; a code has 17 letters, and no I, L, O or U",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
