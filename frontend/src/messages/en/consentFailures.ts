// What is refused for want of a mentor's or a supervisor's word.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "Nothing was changed.";

export const consentFailures = {
  consent_needed: {
    what: "This step wants a mentor's consent",
    safe: UNCHANGED,
    now: "Ask your mentor over and do it once more",
  },
  consent_not_mentor: {
    what: "This number cannot be your mentor",
    safe: UNCHANGED,
    now: "A mentor is another person: a clerk or supervisor of this station",
  },
  consent_not_supervisor: {
    what: "This step needs a supervisor's word",
    safe: UNCHANGED,
    now: "Ask a supervisor of this station for their number and password",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;

/** Of those, what is said where the word wanted is a supervisor's. */
export const supervisorFailures: Partial<Record<FailureCode, FailureText>> = {
  consent_needed: {
    what: "This step wants a supervisor's consent",
    safe: UNCHANGED,
    now: "Ask your supervisor over and do it once more",
  },
  consent_not_mentor: {
    what: "This number cannot agree to this step",
    safe: UNCHANGED,
    now: "It takes another person: a supervisor of this station",
  },
};
