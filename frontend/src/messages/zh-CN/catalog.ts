// Words around the catalog: joint items, the law behind one,
// what a newer pack changed, the list as a QR code.
import type { NotThisWindow, Route } from "@/ipc/contract";
import type { CodeWords } from "./codes";

export const catalog = {
  known: "读卡已知",
  fromLibrary: "证照库",
  byLibrary: "查证照库后再定",
  change: "改",
  byCard: "读卡后确定",
  byAgent: "有代办人时再定",
  fresh: "新",
  freshCount: (n: number) => `新 ${n}`,
  gone: (names: string) => `刚才的回答后不再需要：${names}`,
  usedBy: (names: string, n: number) => (n > 1 ? `用于：${names}（${n} 个部门）` : `用于：${names}`),
  usedByAll: "各部门共用",
  sample: "样张",
  joint: (n: number) => `联合办理 · ${n} 个部门一次收件`,
  jointShort: (n: number) => `联合办理 · ${n} 个部门`,
  lead: "牵头",
  law: "依据",
  lawName: (name: string) => `《${name}》`,
  route: "办理方式",
  inForce: "施行期",
  until: (d: string) => `至 ${d}`,
  routes: {
    e_review_paper_transfer: "电子预审、物理流转",
    e_approval: "电子审批",
    delegated: "权限开放，本窗口可办结",
  } satisfies Record<Route, string>,
  notYet: (d: string) => `还没有施行：${d}起才能办理。现在可以看清单、打印告知书。`,
  noLonger: (d: string) => `已停止施行：办理到 ${d}为止。可以看清单，不能再开件。`,
  notInForce: "现在不在施行期内，不能开件。",
  notThisWindow: {
    class: "本窗口不受理此类事项：中心没有把这个类别交给本窗口。请群众到受理的窗口；清单可以看、可以打印。",
    level:
      "本窗口不受理此类事项：中心没有把这个行使层级交给本窗口。请群众到受理的窗口；清单可以看、可以打印。",
  } satisfies Record<NotThisWindow, string>,
  recent: "最近办过",
  recentHint: "↓ 选最近办过的，⏎ 打开",
};

export const news = {
  title: "事项包有什么变化",
  items: (n: number) => `${n} 个事项`,
  knownUntil: (y: number) => `日历已知到 ${y} 年`,
  until: (d: string) => `有效期至 ${d}`,
  version: (v: string) => `事项包 ${v}`,
  changed: (n: number) => `清单有变 ${n} 个`,
  added: (n: number) => `新增 ${n} 个`,
  removed: (n: number) => `不再办理 ${n} 个`,
  none: "没有变化",
  noneHint: "最近一次更新没有改动任何事项的清单。",
  always: "所有情形",
  pair: (question: string, answer: string) =>
    /[？?]$/.test(question) ? `${question}${answer}` : `${question}：${answer}`,
  bring: (names: string) => `现在要带 ${names}`,
  noLonger: (names: string) => `不再要带 ${names}`,
  otherwise: (names: string) => `份数或要求有变 ${names}`,
  also: (fields: string) => `也改了：${fields}`,
  optional: "可不交",
  loading: "正在打开…",
  hint: "↑↓ 选事项，⏎ 看它的清单",
  fields: {
    name: "名称",
    department: "部门",
    fee: "收费",
    limit: "时限",
    conditions: "条件",
    questions: "问题",
    points: "受理要点",
    form: "申请表",
    joint: "联合办理",
    effective: "施行期",
    law: "依据",
    route: "办理方式",
    expired_card: "过期证件的规定",
    not_compared: "情形太多，没有全部比较",
    entrustment: "委托窗口决定",
    visits: "承诺到现场次数",
    signature: "申请表签名",
  } as CodeWords,
  other: "其他内容",
};

export const qr = {
  act: "二维码",
  title: "清单二维码",
  hint: "请群众用手机扫：是文字清单，不联网，不含个人信息。",
  open: "情形还没选全，现在扫到的清单可能不全。",
  label: (item: string) => `${item}的清单二维码`,
  holds: (n: number, all: number) => (n < all ? `码里写下 ${n} 项，共 ${all} 项` : `共 ${all} 项`),
};

export const blank = {
  act: "空白表",
  title: "空白表和样表",
  has: "有空白表",
  empty: "空白表",
  filled: "样表",
  print: "打印空白表",
  printFilled: "打印样表",
  making: "正在排版…",
  hint: "↑↓ 选材料，←→ 看空白表或样表，⏎ 打印，Esc 回到原处。表上不写任何人的信息，不留存。",
};

export const offList = {
  label: "清单以外，为什么要（记入日志）",
  hint: "清单以外多要材料，群众可以在好差评里投诉（109）。确实要的，写明依据。",
  mark: "清单以外",
};

export const catalogKey = {
  group: "事项包",
  key: "事项包公钥",
  example: "示例公钥，仅试用",
  none: "没有公钥，不采用新事项包",
  hint: "照发布单位给的公钥粘贴。公钥不对，新事项包不会采用，原来的照常用。",
  changes: "查看变化",
};

export type CatalogWords = typeof catalog;
export type NewsWords = typeof news;
export type BlankWords = typeof blank;
export type QrWords = typeof qr;
export type OffListWords = typeof offList;
export type CatalogKeyWords = typeof catalogKey;
