// What is refused for want of a mentor's or a supervisor's word.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "什么都没有改动。";

export const consentFailures = {
  consent_needed: { what: "这一步要带教人同意", safe: UNCHANGED, now: "请带教人到跟前，再做一次这一步" },
  consent_not_mentor: {
    what: "这个工号不能作带教人",
    safe: UNCHANGED,
    now: "带教人须是本站点的窗口人员或值班长，不能是本人",
  },
  consent_not_supervisor: {
    what: "这一步要值班长同意",
    safe: UNCHANGED,
    now: "请本站点的值班长输工号和密码",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;

/** Of those, what is said where the word wanted is a supervisor's. */
export const supervisorFailures: Partial<Record<FailureCode, FailureText>> = {
  consent_needed: { what: "这一步要值班长同意", safe: UNCHANGED, now: "请值班长到跟前，再做一次这一步" },
  consent_not_mentor: {
    what: "这个工号不能同意这一步",
    safe: UNCHANGED,
    now: "须是本站点的值班长，不能是本人",
  },
};
