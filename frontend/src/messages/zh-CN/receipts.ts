// Words for a paper that is held against the record by its code.
import type { ReceiptResult } from "@/ipc/contract";

export const receipts = {
  title: "核验回执",
  label: "核验码",
  hint: "照回执上的核验码输入，或用扫码枪扫；大小写、空格、横线不影响",
  check: "核验",
  ofCode: (code: string) => `核验码 ${code}`,
  fromHere: "依据：本机的记录",
  fromOffice: "依据：后台的记录",
  answers: {
    unchanged: {
      what: "是本系统出具的，记录和出具时一致",
      now: "请再核对纸面：编号、事项、日期有没有涂改。出具时的时间准不准，核验码不能证明",
    },
    differs: {
      what: "是本系统出具的，但记录和出具时不一致",
      now: "记录可能被改动或损坏。请复印这份回执，报值班长和技术人员",
    },
    unknown: {
      what: "查不到这个核验码",
      now: "可能不是本系统出具的；也可能是别的窗口断网时出具、还没有送到后台的，请出具窗口核验",
    },
    line_down: {
      what: "断网，现在问不了后台",
      now: "本窗口没有出具过这份回执，不等于回执有问题。联网后再核验，或请出具窗口核验",
    },
    not_asked: {
      what: "后台是较早的版本，还不能核验",
      now: "本窗口没有出具过这份回执，不等于回执有问题。请出具窗口核验",
    },
  } satisfies Record<ReceiptResult, { what: string; now: string }>,
};
