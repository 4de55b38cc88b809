// Words for the certificate library (证照库), in Chinese.
import type { CodeWords } from "./codes.zh-CN";

export const library = {
  act: "查证照库", again: (n: number) => `再查证照库（待核验 ${n}）`, key: "查证照库：有电子证照的不收纸质", asking: "正在查…", why: "凭什么查", papers: (n: number) => `${n} 份材料可以查`,
  grounds: { authorised: "本人当场同意", statutory: "依法定职责", declined: "本人不同意" }, textLabel: "法律依据", textPlaceholder: "如：《某某条例》第几条", look: "查",
  organisation: "统一社会信用代码", landTitle: "不动产权证号（可不填）", hint: "⏎ 本人同意；不论查到没有，都可以收纸质",
  used: "证照库", identifier: "证照标识", validTo: (d: string) => `有效期至 ${d}`, endless: "长期有效", issuedBy: "颁发", fetched: (t: string) => `${t} 取得，不用验原件`, off: "证照标识的校验不对，请对照页面", paper: "请收纸质", undo: "不用这份：删除它的页面，再收纸质",
  waits: "待核验", none: "证照库无",
  reasons: {
    not_found: "没有查到", kind_differs: "查到的不是这种证照", holder_differs: "持证人与本件的人不一致", not_issued: "证照已注销或未生效", expired: "证照已过期", unreadable: "证照文件打不开", library_away: "待核验，现在连不上", refused_by_holder: "本人不同意查询", no_person: "还没有登记是谁的证照", no_number: "没有填统一社会信用代码",
  } as CodeWords,
};
export type LibraryWords = typeof library;
