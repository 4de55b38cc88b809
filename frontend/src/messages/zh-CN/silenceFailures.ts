// What is refused because the time to answer is over, not all corrections are here, a further notice lacks its
// reason, or a receipt's code does not fit.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "什么都没有改动。";

export const silenceFailures = {
  stands_accepted: {
    what: "收件后五个工作日没有答复，自收件之日起视为受理",
    safe: UNCHANGED,
    now: "只能受理；缺的材料列在受理回执上，请申请人补交",
  },
  nothing_brought: {
    what: "还没有收到任何材料，接收回执没有可写的",
    safe: UNCHANGED,
    now: "先扫描或点收材料，再打印接收回执",
  },
  corrections_missing: {
    what: "补正材料还没收齐：{names}",
    safe: UNCHANGED,
    now: "补正告知列明的材料扫描到各自那一行、栏目改过之后，再按收齐；自行写明的，逐项按“已补正”",
  },
  further_reason_missing: {
    what: "上次告知时就有的，再次告知要写明值班长的理由：{names}",
    safe: UNCHANGED,
    now: "请值班长说明理由并写上，或者从告知书里删掉这几项",
  },
  receipt_code_bad: {
    what: "核验码不对：少了字、多了字，或者有字看错",
    safe: UNCHANGED,
    now: "照回执逐字核对后重输；核验码是 17 位，没有字母 I、L、O、U",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
