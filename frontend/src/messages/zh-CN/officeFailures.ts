// What stands between this machine and its office: whose office it is, and who settles that.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "已录入的内容都在本机，没有丢失。";
const UNCHANGED = "什么都没有改动。";

export const officeFailures = {
  settings_unreadable: {
    what: "本机的设置文件读不出来，不知道该交给哪个后台",
    safe: KEPT,
    now: "没有交给任何后台；请技术人员修复设置文件，或者用收过本机办件的后台的加入码加入中心",
  },
  setting_out_of_range: {
    what: "设置里有一个数不在范围内：要写 {min} 到 {max} 的整数",
    safe: UNCHANGED,
    now: "请改成范围内的数再保存",
  },
  setting_locked: {
    what: "这一项由中心或技术人员设定，不能在这里改",
    safe: UNCHANGED,
    now: "要改请联系技术人员",
  },
  line_down: { what: "断网，现在连不上后台", safe: UNCHANGED, now: "恢复后再试；本机办件仍可查看" },
  office_address_wrong: {
    what: "这个后台地址不能用",
    safe: UNCHANGED,
    now: "要以 https:// 开头，里面不写用户名和密码；照中心给的地址写",
  },
  time_unreadable: { what: "时间认不出", safe: UNCHANGED, now: "按 24 小时写，如 17:00 或 1700" },
  office_not_settled: { what: "本机数据还没有打开", safe: KEPT, now: "先打开本机数据" },
  office_settings_gone: {
    what: "本机为真实后台办过件，但设置里没有后台地址",
    safe: KEPT,
    now: "没有交给任何后台；请技术人员把后台地址写回设置文件，或者用收过本机办件的后台的加入码加入中心",
  },
  office_has_unsent: { what: "还有没上传完的件，不能换后台", safe: UNCHANGED, now: "先上传完，再换后台" },
  office_is_another: {
    what: "线路另一头不是本机的后台",
    safe: KEPT,
    now: "没有交给它任何内容；请技术人员核对后台地址",
  },
  office_left: {
    what: "这件是报给另一个后台的，本站点现在不为它办件",
    safe: KEPT,
    now: "请打印移交单（F7），把材料送到原来的后台；本站点回到那个后台的，随后自动报送",
  },
  clock_implausible: {
    what: "这台电脑的日期不可信：比可信时间慢了两年以上，或者快了一年以上",
    safe: `没有按这个日期作决定，也没有打印。${KEPT}`,
    now: "请技术人员校准电脑时间，然后再做；联网后自动与后台核对",
  },
  office_forbids: {
    what: "后台不让本窗口提交（403）",
    safe: KEPT,
    now: "可以照常收件，放行后自动上传；请后台管理员核对本窗口的权限",
  },
  office_quota: {
    what: "后台给本窗口的额度已满",
    safe: KEPT,
    now: "可以照常收件，腾出后自动上传；请后台管理员调整额度",
  },
  department_decides: {
    what: "不能在窗口决定：{why}",
    safe: KEPT,
    now: "要点没有看完的，看过打勾后再试；其余等审批部门决定",
  },
  office_without_event: {
    what: "后台现在的版本还不收这类受理后的事项",
    safe: KEPT,
    now: "不用重报；后台更新后自动上传，请告诉后台管理员",
  },
  lapse_not_possible: {
    what: "现在不能因逾期未补正终止办理",
    safe: KEPT,
    now: "只有载明期限和后果的补正告知书期满、并登记已告知申请人后才能终止办理",
  },
  warning_day_impossible: {
    what: "告知日期早于补正告知书，或者晚于今天",
    safe: KEPT,
    now: "填写实际告知申请人的日期",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
