// Words for corrections that never came (逾期未补), in Chinese.
import type { LapseObstacle, WarnedBy } from "@/ipc/contract";

export const lapsing = {
  act: "逾期未补正",
  bar: "逾期未补正",
  warn: (until: string) => `补正期限 ${until}，怎样告知申请人的`,
  on: "告知日期",
  ways: { telephone: "电话", message: "信息", in_person: "当面" } as Record<WarnedBy, string>,
  told: (on: string, how: string) => `已于 ${on} ${how}告知申请人。`,
  obstacles: {
    not_stated: "补正告知书没有载明期限和后果，不能终止。",
    all_came: "补正材料已收齐，不能终止。",
    not_over: "补正期限未满，还不能终止。",
    not_warned: "还没有登记告知申请人。",
  } as Record<LapseObstacle, string>,
  next: { end: "终止办理", anew: "重新登记告知" },
  sure: (consequence: string, source: string) =>
    `告知书载明：${consequence}（${source}）。终止办理并打印告知书吗`,
  answers: { yes: "终止办理", no: "不终止" },
};
export type LapsingWords = typeof lapsing;
