// Words for the locked screen and relief, for another item, and for slips of an outage, in Chinese.
import type { LockCause } from "@/ipc/contract";

export const locking = {
  title: "已锁屏",
  over: "登录已到时",
  causes: {
    pressed: "",
    idle: "一段时间没有操作，已自动锁屏。",
    desktop: "已随系统一起锁屏。",
    sleep: "电脑休眠时已锁屏。",
    session_over: "这次登录已到时，输登录密码继续；打开的办件和正在填的内容都还在。",
  } satisfies Record<LockCause, string>,
  other: "换人登录",
  otherHint: "用自己的工号和密码登录，从首页开始。上一位的办件都已保存，不显示给您。",
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
  otherTitle: "同一办理人，另一申请人再办一件",
  otherAct: "另一申请人",
  otherHint: "只沿用办理人和办理人自己的材料页面；申请人的人员、页面和答案都不沿用，授权范围重新记录。",
  left: (n: number) => `有 ${n} 页不能确定属于同一人，没有沿用`,
};
export const slips = {
  from: (slip: string) => `纸质登记单 ${slip} 号补录`,
  act: "补录纸质登记",
  title: "补录",
  number: "纸质登记单编号",
  date: "收件日期",
  time: "收件时间",
  datePlaceholder: "如 20261120",
  timePlaceholder: "如 0912",
  open: "补录",
  hint: "按纸质登记单上写的真实收件时间",
  chip: (slip: string) => `补录　纸质登记单 ${slip}`,
  received: (t: string) => `${t} 收件`,
  taken: (number: string) => `编号 ${number}`,
  none: "尚未编号",
};
export type Locking = typeof locking;
export type Another = typeof another;
export type Slips = typeof slips;
