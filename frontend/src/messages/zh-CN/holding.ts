// Words for putting a case aside, in Chinese.
export const holding = {
  bar: "挂起本件",
  why: "原因",
  where: "原件在哪里",
  act: "挂起本件",
  list: "挂起",
  held: "挂起",
  hint: "按数字键；Esc 不挂起",
  noteLabel: "写明原因",
  notePlaceholder: "如：回家取印章",
  next: "下一步",
  reasons: {
    copying: "去复印",
    call: "等家人电话",
    fetching: "取缺的材料",
    other: "其他",
    void_consent: "等值班长同意作废",
    signature: "待签字",
  },
  originals: { with_owner: "已还给本人", at_window: "留在窗口", no_originals: "没有原件" },
  minutes: (n: number) => (n < 1 ? "刚刚" : n < 60 ? `${n} 分钟` : `${Math.floor(n / 60)} 小时 ${n % 60} 分`),
  papers: (where: string) => (where === "没有原件" ? where : `原件${where}`),
  resumed: (why: string, t: string) => `${t} 起挂起：${why}`,
};
export type Holding = typeof holding;
