// A handful of example items for looking and for tests. Never in the real build.
import type { ChecklistRow, ItemView, QuestionView } from "../contract";
import { copyBy, jointQuestions, nine, usedBy } from "./joint";

export interface FakeMaterial extends Omit<ChecklistRow, "need" | "why" | "material" | "group"> {
  id: string;
  /** A kind of certificate that may replace it. */
  cert?: string;
  when?: [question: string, option: string];
}
export interface FakeItem {
  view: ItemView;
  words: string[];
  questions: Omit<QuestionView, "from">[];
  materials: FakeMaterial[];
}

const view = (id: string, name: string, department: string, change: Partial<ItemView> = {}): ItemView => ({
  id,
  name,
  department,
  on_the_spot: true,
  for_firms: false,
  legacy_note: null,
  instead: null,
  conditions: [],
  requires: [],
  fee: "免费",
  limit_text: "即办",
  limit_official: false,
  note: null,
  points: ["材料齐全、印章清晰"],
  pack_version: "2026.11.1",
  law: [],
  route: null,
  joint: null,
  effective: null,
  not_this_window: null,
  expired_card: null,
  ...change,
});
const paper = (id: string, name: string, change: Partial<FakeMaterial> = {}): FakeMaterial => ({
  id,
  name,
  original: 1,
  copy: 1,
  copy_by: copyBy(change.original ?? 1, change.copy ?? 1),
  supply: "paper",
  accept: "see_and_copy",
  official: true,
  note: null,
  points: ["首页、本人页齐全", "印章齐全、清晰"],
  parts: [],
  sample: null,
  blank: change.supply === "form" ? { title: name, sample: false } : null,
  ...change,
});
const agentQuestion: Omit<QuestionView, "from"> = {
  id: "agent",
  text: "办理人",
  options: [
    { id: "self", label: "本人" },
    { id: "agent", label: "代办" },
  ],
  answer: null,
  known: false,
};

export const items: FakeItem[] = [
  {
    view: view("chengxiang-yanglao", "城乡居民基本养老保险参保登记", "人力资源和社会保障局", {
      conditions: ["年满 16 周岁（不含在校学生）", "未参加职工基本养老保险"],
    }),
    words: ["ylbx", "yanglao", "养老", "chengxiang", "城乡"],
    questions: [
      {
        id: "group",
        text: "是否属代缴特殊群体",
        options: [
          { id: "normal", label: "否" },
          { id: "dibao", label: "低保对象" },
          { id: "tekun", label: "特困人员" },
          { id: "disabled_heavy", label: "重度残疾人" },
        ],
        answer: null,
        known: false,
      },
      agentQuestion,
    ],
    materials: [
      paper("form", "参保登记表", { supply: "form", accept: "original", copy: 0 }),
      paper("id-card", "居民身份证", { supply: "chip" }),
      paper("hukou", "居民户口簿", { note: "首页与本人页", cert: "居民户口簿" }),
      paper("special", "特殊群体证明（低保证/特困证/残疾人证）", {
        cert: "残疾人证",
        when: ["group", "disabled_heavy"],
      }),
      paper("agent-card", "代办人身份证", { supply: "chip", official: false, when: ["agent", "agent"] }),
    ],
  },
  {
    view: view("gaoling-jintie", "高龄老人津贴申请", "民政局", {
      on_the_spot: false,
      limit_text: "20 个工作日",
      conditions: ["本市户籍"],
      requires: [{ text: "年满 80 周岁，可提前一个月申请", official: false, met: null }],
      route: "e_approval",
      law: [{ name: "中华人民共和国老年人权益保障法", article: "第三十三条", official: true }],
    }),
    words: ["gljt", "gaoling", "高龄", "老人津贴"],
    questions: [agentQuestion],
    materials: [
      paper("form", "高龄老人津贴申请审批表", { supply: "form", accept: "original", copy: 0 }),
      paper("elder-card", "老年人身份证", { supply: "chip" }),
      paper("agent-card", "代办人身份证", { supply: "chip", when: ["agent", "agent"] }),
      paper("hukou", "老年人户口簿", { sample: "首页和老人本人页，看清户籍地", cert: "居民户口簿" }),
      paper("bank", "老年人银行卡（存折）", { cert: "社会保障卡" }),
      paper("photo", "近期一寸彩色免冠照片", {
        supply: "object",
        accept: "original",
        copy: 0,
        points: ["正面免冠、彩色"],
      }),
    ],
  },
  {
    view: view("shengyu-dengji", "生育登记", "卫生健康局"),
    words: ["sydj", "shengyu", "准生证", "生育"],
    questions: [agentQuestion],
    materials: [paper("id-card", "居民身份证", { supply: "chip" }), paper("marriage", "结婚证")],
  },
  {
    view: view("liudong-hunyu", "流动人口婚育证明", "卫生健康局", {
      legacy_note: "《流动人口计划生育工作条例》已废止。",
      instead: {
        id: "shengyu-dengji",
        name: "生育登记",
        department: "卫生健康局",
        why: "instead",
        why_word: null,
        on_the_spot: true,
        for_firms: false,
        legacy: false,
        instead: null,
        not_this_window: null,
      },
    }),
    words: ["hyzm", "婚育", "hunyu"],
    questions: [],
    materials: [paper("id-card", "居民身份证", { supply: "chip" })],
  },
  {
    view: view("weisheng-xuke", "公共场所卫生许可", "卫生健康局", {
      for_firms: true,
      on_the_spot: false,
      limit_text: "10 个工作日",
    }),
    words: ["wsxk", "卫生", "weisheng"],
    questions: [],
    materials: [paper("licence", "营业执照")],
  },
  {
    view: view("jifen-ruxue", "积分入学申请", "教育局", {
      on_the_spot: false,
      limit_text: "20 个工作日",
      effective: { from: "2027-03-01", until: null, in_force: false },
    }),
    words: ["jfrx", "积分", "jifen"],
    questions: [agentQuestion],
    materials: [paper("id-card", "居民身份证", { supply: "chip" })],
  },
  {
    view: view("lianhe-yanshou", "建设工程竣工联合验收", "住房和城乡建设局", {
      for_firms: true,
      on_the_spot: false,
      limit_text: "九个部门同时验，承诺 12 个工作日；整改时间不算在内",
      joint: nine,
      route: "e_review_paper_transfer",
      effective: { from: "2026-01-01", until: null, in_force: true },
      law: [
        ["中华人民共和国行政许可法", "第二十六条"],
        ["中华人民共和国行政许可法", "第四十二条"],
        ["中华人民共和国消防法", "第十三条"],
        ["建设工程质量管理条例", "第四十九条"],
      ].map(([name, article]) => ({ name: name!, article: article!, official: false })),
      conditions: [
        "合同和图纸上的内容都已建完（分期的，本期已建完）",
        "五方（建设、勘察、设计、施工、监理）已自行验收合格",
      ],
      points: ["九个部门共用的材料只收一套", "项目名称、地点、面积各件一致", "五方已自行验收合格"],
      note: "全部为示例：材料、时限、部门分工没有公布依据，仅演示。哪个部门不用验，看各材料的用处，由牵头部门定",
    }),
    words: ["lhys", "lianhe", "联合", "竣工", "消防验收"],
    questions: jointQuestions,
    materials: [
      paper("application", "竣工联合验收申请表", {
        supply: "form",
        copy: 0,
        official: false,
        sample: "一份申请表九个部门共用，申请哪几项在表上逐项打勾",
      }),
      paper("firm_licence", "建设单位营业执照", { original: 0, official: false }),
      paper("construction_permit", "施工许可证", {
        original: 0,
        official: false,
        parts: usedBy("housing", "fire", "archives"),
      }),
      paper("planning_permit", "建设工程规划许可证及附图", {
        original: 0,
        official: false,
        parts: usedBy("housing", "planning", "greening", "traffic"),
      }),
      paper("as_built", "竣工图", { copy: 0, official: false, sample: "竣工图章四个角的签名都要有" }),
      paper("report", "工程竣工验收报告（五方签字）", {
        copy: 0,
        official: false,
        parts: usedBy("housing", "fire", "archives"),
      }),
      paper("residence", "住宅质量保证书和住宅使用说明书", {
        copy: 0,
        official: false,
        parts: usedBy("housing"),
        when: ["kind", "residence"],
      }),
      paper("fire_form", "消防验收申请表", {
        copy: 0,
        official: false,
        parts: usedBy("fire"),
        when: ["fire", "acceptance"],
      }),
      paper("fire_filing", "消防验收备案表", {
        copy: 0,
        official: false,
        parts: usedBy("fire"),
        when: ["fire", "filing"],
      }),
      paper("basement", "人防工程竣工资料（质量监督、防护设备检测）", {
        copy: 0,
        official: false,
        parts: usedBy("air_defence"),
        when: ["basement", "yes"],
      }),
      paper("green", "配套绿化竣工图和面积计算书", {
        copy: 0,
        official: false,
        parts: usedBy("planning", "greening"),
        when: ["green", "yes"],
      }),
      paper("phase", "分期验收范围图和说明", {
        copy: 0,
        official: false,
        parts: usedBy("housing", "planning", "fire", "archives"),
        when: ["phase", "phased"],
      }),
      paper("authorisation", "单位授权委托书", {
        blank: { title: "单位授权委托书", sample: true },
        copy: 0,
        official: false,
        when: ["agent", "agent"],
      }),
      paper("agent-card", "代办人身份证", { supply: "chip", official: false, when: ["agent", "agent"] }),
    ],
  },
];
