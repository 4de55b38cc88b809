// What is refused because nobody said why they look.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "什么都没有改动。";

export const lookFailures = {
  colleagues_case: { what: "这是同事的办件", safe: UNCHANGED, now: "写明理由后打开" },
  look_reason_missing: {
    what: "还没有写理由",
    safe: UNCHANGED,
    now: "写一句为什么要看或者导出；不要写姓名和号码",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
