// Words for what a department entrusted to the counter (委托决定), in Chinese.
import type { DepartmentDecides } from "@/ipc/contract";

export const entrusting = {
  title: (department: string) => `受${department}委托作出决定`,
  example: "示例",
  by: (document: string, until: string, numbers: number) =>
    `${document}，至 ${until} 止；余文号 ${numbers} 个`,
  points: "审查要点",
  why: (point: string) => `不符合“${point}”的理由`,
  obstacle: {
    not_entrusted: "本事项没有委托，由审批部门决定",
    not_accepted: "本件不在受理状态，或者文书还没有出齐，由审批部门决定",
    withdrawal_asked: "申请人已申请撤回，由审批部门决定",
    outside_term: "不在委托期限内，由审批部门决定",
    outside_place: "本窗口不在委托范围内，由审批部门决定",
    refusal_not_entrusted: "只委托准予；不予由审批部门决定",
    points_open: "审查要点逐条看过、打勾后，可以准予；没有全部符合的由审批部门决定",
    points_met: "各项要点都符合：不予没有可以依据的要点",
    no_number: "后台预给的文号用完了，由审批部门决定；联网后会自动再取",
  } satisfies Record<DepartmentDecides, string>,
  lookGrant: "看准予决定书",
  lookRefusal: "看不予决定书",
  toRefuse: "拟不予",
  supervised: "不予须值班长同意",
  issueHint: "文书以部门的名义出具，再按一次取文号、出具并办结；出具后不能收回",
  grant: "出具：准予",
  refuse: "出具：不予",
  register: {
    title: "用印登记",
    count: (n: number) => `${n} 份`,
    when: "时间",
    form: "文书",
    number: "文号或编号",
    ofCase: "办件",
    item: "事项",
    prints: "打印",
    saves: "存为文件",
    empty: "当天没有出具文书",
    spoilt: "作废文号（已取用、没有决定使用）",
    noSpoilt: "没有作废文号",
    exportReason: "存为表格的理由",
  },
};
export type EntrustingWords = typeof entrusting;
