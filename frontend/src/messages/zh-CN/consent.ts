// Words for a mentor's consent to what a trainee may not do alone.
import type { ConsentedAct } from "@/ipc/contract";

export const consent = {
  title: (act: string) => `需要带教人同意：${act}`,
  acts: {
    receive: "盖收件章",
    corrections_in: "补正材料已收齐",
    check_original: "已验原件",
    set_custody: "退还或留存原件",
    issue: "出具意见",
    send_replacement: "改后重报",
    hand_over: "纸质移交",
    print_step: "打印告知书",
    ask_withdrawal: "收下撤回申请",
    decide_for_department: "以部门的名义作出决定",
    end_lapsed: "终止逾期未补正的办件",
    void_case: "作废重开",
  } satisfies Record<ConsentedAct, string>,
  stays: "带教人只同意这一步；本件仍由您办理，您和带教人都记名。",
  number: "带教人工号",
  secret: "带教人解锁码",
  password: "带教人登录密码",
  /** Where the act wants a supervisor. */
  supervisor: {
    title: (act: string) => `需要值班长同意：${act}`,
    stays: "值班长只同意这一步；本件仍由您办理，您和值班长都记名。",
    number: "值班长工号",
    secret: "值班长解锁码",
    password: "值班长登录密码",
    spent: "解锁码现在不能用，请值班长输登录密码。",
  },
  useSecret: "用解锁码",
  usePassword: "用登录密码",
  way: "换用解锁码或登录密码",
  spent: "解锁码现在不能用，请带教人输登录密码。",
  give: "同意",
};
export type ConsentWords = typeof consent;
