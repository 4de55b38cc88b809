// Words for the whole course of a case, what the citizen has to do next, and how often somebody came.
import type { MilestoneKind, NextThingKind } from "@/ipc/contract";

/** What is set into a line: a last day, a count, a procedure, a number, names of papers, an office. */
export interface Told {
  until: string;
  count: number;
  procedure: string;
  number: string;
  papers: string;
  office: string;
}
type Line = (told: Told) => string;

export const visiting = {
  act: "办理进度",
  title: "办理进度",
  next: "下一步",
  print: "打印进度告知单",
  citizen: "给群众看",
  takeAway: "从群众屏收起",
  hint: "请群众用手机扫：是文字进度，不联网，不含个人信息。",
  label: "办理进度二维码",
  empty: "还没有办理记录",
  provisional: "（暂定）",
  came: (n: number) => `已到现场 ${n} 次`,
  promised: (n: number, official: boolean) => `承诺最多 ${n} 次${official ? "" : "（示例）"}`,
  unpromised: "本事项没有承诺次数",
  again: (n: number) => `再来就是第 ${n} 次`,
  over: (n: number) => `再来就是第 ${n} 次，超过承诺：能当场补齐的，请当场办完`,
  someProcedure: "特别程序",
  comma: "、",
  milestones: {
    received: () => "收到申请材料",
    refiled: ({ number }) => `因原编号 ${number} 的办件事项有误，按本事项重新办理`,
    accepted: () => "受理",
    deferred: ({ until }) => `容缺受理，暂缺的材料限 ${until} 前补交`,
    deemed: () => "按逾期视为受理办理",
    completed: () => "要求补交的材料收齐",
    amended: () => "更正后重新出具文书",
    notified: ({ count }) => `告知需要补正的内容，共 ${count} 项`,
    corrections_in: () => "补正材料收齐",
    warned: () => "告知申请人一方补正期限和逾期的后果",
    lapsed: () => "补正期满没有收齐补正材料，终止办理",
    refused: () => "不予受理",
    redirected: () => "告知本事项不属于本行政机关职权范围",
    given_up: () => "受理前终止办理",
    withdrawal_asked: () => "提出撤回申请",
    withdrawal_refused: () => "后台没有受理撤回申请",
    withdrawn: () => "审批部门按撤回申请终止办理",
    void_asked: () => "因事项有误申请作废",
    void_refused: () => "后台没有同意作废",
    voided: () => "因事项有误作废",
    special: ({ procedure }) => `审批部门进行${procedure}，不计入办理期限`,
    special_ended: ({ procedure }) => `${procedure}结束，继续计算办理期限`,
    extended: ({ count }) => `审批部门延长办理期限 ${count} 日`,
    granted: ({ number }) => (number ? `受委托决定准予，文号 ${number}` : "审批部门决定准予"),
    not_granted: ({ number }) => (number ? `受委托决定不予批准，文号 ${number}` : "审批部门决定不予批准"),
    delivered: () => "结果已送达",
    unread: () => "审批部门另有答复，本机读不出",
  } satisfies Record<MilestoneKind, Line> as Record<MilestoneKind, Line>,
  things: {
    hand_in: () => "备齐材料，到本窗口递交",
    sign: () => "到本窗口签名",
    await_answer: ({ until }) =>
      until ? `不用办什么：窗口最迟 ${until} 告知是否需要补正` : "不用办什么：等窗口答复",
    same_day: () => "不用办什么：即办，当天办结",
    fetch_receipt: () => "窗口没有按期答复，已视为受理：请领取受理回执",
    bring_corrections: ({ until, papers }) =>
      until ? `最迟 ${until} 把补正材料带来：${papers}` : `把补正材料一次带来：${papers}`,
    await_receipt: () => "不用办什么：要求的材料已收齐，等窗口出具受理回执",
    bring_promised: ({ until, papers }) => `${until} 前补交：${papers}`,
    bring_late: ({ papers }) => `补交：${papers}；办理期限照常计算`,
    await_decision: ({ until }) =>
      until ? `不用办什么：审批部门应在 ${until} 前作出决定` : "不用办什么：等审批部门作出决定",
    await_procedure: ({ procedure }) => `不用办什么：审批部门正在进行${procedure}`,
    await_withdrawal: () => "不用办什么：撤回申请等审批部门答复",
    await_void: () => "不用办什么：作废申请等答复，答复前原受理回执有效",
    await_result: ({ until }) => (until ? `已作出决定，最迟 ${until} 送达` : "已作出决定，等待送达"),
    nothing: () => "本件已经办结，没有要办的事",
    refused: () => "本件不予受理；不服的，按通知书载明的途径申请复议或者起诉",
    ask_elsewhere: ({ office }) => `请向${office || "告知书载明的机关"}申请`,
    ended: () => "本件已经终止办理，没有要办的事",
    goes_on: () => "已按正确的事项重新办理，凭新的编号办理",
  } satisfies Record<NextThingKind, Line> as Record<NextThingKind, Line>,
};
export type VisitingWords = typeof visiting;
