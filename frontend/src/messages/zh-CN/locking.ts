// Words for the locked screen and relief, for another item, and for slips of an outage, in Chinese.
export const locking = {
  title: "已锁屏",
  relief: "换人接办",
  closing: "正在保存并锁屏…",
  by: (name: string, number: string, t: string) => `${name}（${number}）　${t} 锁屏`,
  secret: "解锁码",
  password: "登录密码",
  choose: "设解锁码（4–6 位数字，可不设），下次只输解锁码",
  change: "换解锁码（可不换）",
  fresh: "新解锁码",
  again: "再输一次",
  differs: "两次输入不一样",
  unlock: "解锁",
  useSecret: "用解锁码",
  usePassword: "用登录密码",
  useRelief: "换人接办",
  takeOver: "接办",
  left: (n: number) => `还可以试 ${n} 次`,
  reliefHint: "接办人用自己的工号和密码登录。屏幕上的办件继续，开件人和接办人都记名。",
  safe: "办件都已保存；上传照常进行。",
  lock: "锁屏",
  opened: "开件",
  acting: "经办",
};
export const another = {
  title: "同一申请人再办一件",
  act: "同一人再办一件",
  hint: "沿用人员、相同材料的页面和相同的答案；收件章不沿用，原件要重新看过、核验。",
  opening: "正在沿用…",
  carried: "沿用上一件",
};
export const slips = {
  act: "补录纸质登记",
  title: "补录",
  number: "纸条编号",
  date: "收件日期",
  time: "收件时间",
  datePlaceholder: "如 20261120",
  timePlaceholder: "如 0912",
  open: "补录",
  hint: "按纸条上写的真实收件时间",
  chip: (slip: string) => `补录　纸条 ${slip}`,
  received: (t: string) => `${t} 收件`,
  taken: (number: string) => `编号 ${number}`,
  none: "尚未编号",
};
export type Locking = typeof locking;
export type Another = typeof another;
export type Slips = typeof slips;
