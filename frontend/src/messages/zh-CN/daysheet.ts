// Words for the daily reconciliation and the five working days, in Chinese.
export const daysheet = {
  title: "每日对账",
  day: "日期",
  sum: (taken: number, there: number, paper: number, here: number) =>
    `收件 ${taken} 件 = 已送达后台 ${there} 件${paper > 0 ? ` + 纸质移交 ${paper} 件` : ""} + 仍在本机 ${here} 件`,
  inPlaceOf: (n: number) => `替代第 ${n} 次提交`,
  /** What stays, by its kind; empty where nothing does. */
  held: (originals: number, copies: number, objects: number) => {
    const kinds = Object.entries({ 原件: originals, 复印件: copies, 实物: objects });
    const words = kinds.filter(([, count]) => count > 0).map(([kind, count]) => `${kind} ${count}`);
    return words.length > 0 ? `留存：${words.join("，")}` : "";
  },
  asOf: (t: string) => `统计到 ${t}`,
  lies: {
    at_office: "已送达后台",
    open: "在办",
    waiting: "待上传",
    parked: "搁置待查",
    refused: "后台拒收",
    withdrawn: "已撤回",
    voided: "已作废",
    on_paper: "纸质移交",
  },
  aside: (drafts: number, givenUp: number) =>
    `另有当天开件、未收件的草稿 ${drafts} 件，作废 ${givenUp} 件，不计入收件`,
  empty: "当天没有收件",
  count: (n: number) => `${n} 件`,
  print: "打印",
  export: "存为表格",
  exportReason: "存为表格的理由",
  printing: "正在排版…",
  csv: (f: string) => `表格已存为 ${f}`,
  open: "每日对账",
  limit: (date: string, left: number, provisional: boolean) => {
    const mark = provisional ? "，暂定" : "";
    if (left < 0) return `已超五个工作日时限（${date}）${mark}`;
    if (left === 0) return `今天须送达（${date}）${mark}`;
    return `${date} 前须送达，余 ${left} 个工作日${mark}`;
  },
  storage: "存储",
  keepDays: "送达后页面保留天数",
  keepHint: "0 为一直保留",
  warnFree: "空间少于（GB）时提醒",
  room: (free: string, whole: string) => `本机可用 ${free} GB，共 ${whole} GB`,
};
export type Daysheet = typeof daysheet;
