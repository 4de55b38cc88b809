// A joint item of nine departments, one not in force yet,
// and what a newer catalog changed: for looking and for tests.
import type { CatalogueNews, CopyBy, JointView, QuestionView } from "../contract";

const part = (id: string, department: string, name: string) => ({ id, department, name });
export const nine: JointView = {
  lead: "housing",
  parts: [
    part("housing", "住房和城乡建设局", "竣工验收备案"),
    part("planning", "自然资源局", "规划条件核实"),
    part("fire", "住房和城乡建设局（消防）", "消防验收（备案）"),
    part("air_defence", "人民防空办公室", "人防工程竣工验收备案"),
    part("lightning", "气象局", "雷电防护装置竣工验收"),
    part("archives", "城建档案馆", "工程档案验收"),
    part("water", "水务局", "排水设施验收"),
    part("greening", "城市管理和综合执法局（园林绿化）", "配套绿化验收"),
    part("traffic", "交通运输局", "道路开口和交通设施验收"),
  ],
};
export const usedBy = (...ids: string[]) =>
  nine.parts.filter((one) => ids.includes(one.id)).map((one) => one.department);

const ask = (
  id: string,
  text: string,
  ...options: [id: string, label: string][]
): Omit<QuestionView, "from"> => ({
  id,
  text,
  options: options.map(([option, label]) => ({ id: option, label })),
  answer: null,
  known: false,
});
const NO_YES: [string, string][] = [
  ["no", "没有"],
  ["yes", "有"],
];
export const jointQuestions: Omit<QuestionView, "from">[] = [
  ask(
    "kind",
    "是什么工程？",
    ["residence", "住宅"],
    ["public", "商场、办公楼、学校等公共建筑"],
    ["factory", "厂房、仓库"],
    ["municipal", "市政道路、管网"],
  ),
  ask("phase", "是整个验收，还是分期？", ["whole", "整个工程一次验"], ["phased", "分期，只验这一期"]),
  ask("fire", "消防是验收还是备案？", ["acceptance", "消防验收（特殊建设工程）"], ["filing", "消防备案"]),
  ask("basement", "建了人防地下室吗？", ["yes", "建了"], ["no", "没建，交了易地建设费"]),
  ask("road", "有没有新开的路口接到市政道路？", ...NO_YES),
  ask("green", "图纸上有没有配套绿化？", ...NO_YES),
  ask("agent", "谁来办？", ["self", "建设单位法定代表人来办"], ["agent", "单位派人代办"]),
];

/** As at a window that scans. */
export const copyBy = (original: number, copy: number): CopyBy | null =>
  copy === 0 ? null : original > 0 ? "window" : "citizen";
const paper = (name: string, original: number, copy: number, optional = false) => ({
  name,
  original,
  copy,
  copy_by: copyBy(original, copy),
  optional,
});
export const exampleNews: CatalogueNews = {
  version: "2026.11.1",
  title: "综窗事项示例包",
  note: "示例内容，以当地公布的实施清单为准。",
  items: 36,
  known_until: 2026,
  until: "2027-12-31",
  changed: [
    {
      id: "gaoling-jintie",
      name: "高龄老人津贴申请",
      also: ["limit", "points"],
      lists: [
        {
          when: [],
          bring: [],
          no_longer: [paper("近期一寸彩色免冠照片", 1, 0)],
          otherwise: [paper("老年人银行卡（存折）", 1, 0)],
        },
        {
          when: ["办理人", "代办"],
          bring: [paper("委托书", 1, 0), paper("代办人身份证", 1, 1)],
          no_longer: [],
          otherwise: [],
        },
      ],
    },
    {
      id: "chengxiang-yanglao",
      name: "城乡居民基本养老保险参保登记",
      also: [],
      lists: [
        {
          when: ["是否属代缴特殊群体", "低保对象", "办理人", "本人"],
          bring: [paper("低保证", 1, 1, true)],
          no_longer: [paper("特殊群体证明（低保证/特困证/残疾人证）", 1, 1)],
          otherwise: [],
        },
      ],
    },
    { id: "shengyu-dengji", name: "生育登记", also: ["fee", "of_a_newer_desk"], lists: [] },
  ],
  added: ["建设工程竣工联合验收", "工伤职工信息变更"],
  removed: ["流动人口婚育证明"],
};
