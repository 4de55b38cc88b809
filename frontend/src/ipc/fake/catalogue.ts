// A handful of example items for looking and for tests. Never in the real build.
import type { ChecklistRow, FormView, ItemView, NoticeItem, QuestionView } from "../contract";

interface FakeMaterial extends Omit<ChecklistRow, "need" | "why" | "material" | "group"> {
  id: string;
  when?: [question: string, option: string];
}
interface FakeItem {
  view: ItemView;
  words: string[];
  questions: QuestionView[];
  materials: FakeMaterial[];
}

const view = (id: string, name: string, department: string, change: Partial<ItemView> = {}): ItemView => ({
  id, name, department, on_the_spot: true, for_firms: false, legacy_note: null, instead: null, conditions: [], fee: "免费", limit_text: "即办", limit_official: false, note: null, points: ["材料齐全、印章清晰"], pack_version: "2026.11.1", ...change,
});
const paper = (id: string, name: string, change: Partial<FakeMaterial> = {}): FakeMaterial => ({
  id, name, original: 1, copy: 1, supply: "paper", accept: "see_and_copy", official: true, note: null, points: ["首页、本人页齐全", "印章齐全、清晰"], ...change,
});
const agentQuestion: QuestionView = { id: "agent", text: "办理人", options: [{ id: "self", label: "本人" }, { id: "agent", label: "代办" }], answer: null };

export const items: FakeItem[] = [
  {
    view: view("chengxiang-yanglao", "城乡居民基本养老保险参保登记", "人力资源和社会保障局", { conditions: ["年满 16 周岁（不含在校学生）", "未参加职工基本养老保险"] }),
    words: ["ylbx", "yanglao", "养老", "chengxiang", "城乡"],
    questions: [{ id: "group", text: "是否属代缴特殊群体", options: [{ id: "normal", label: "否" }, { id: "dibao", label: "低保对象" }, { id: "tekun", label: "特困人员" }, { id: "disabled_heavy", label: "重度残疾人" }], answer: null }, agentQuestion],
    materials: [
      paper("form", "参保登记表", { supply: "form", accept: "original", copy: 0 }),
      paper("id-card", "居民身份证", { supply: "chip" }),
      paper("hukou", "居民户口簿", { note: "首页与本人页" }),
      paper("special", "特殊群体证明（低保证/特困证/残疾人证）", { when: ["group", "dibao"] }),
      paper("agent-card", "代办人身份证", { supply: "chip", official: false, when: ["agent", "agent"] }),
    ],
  },
  {
    view: view("gaoling-jintie", "高龄老人津贴申请", "民政局", { on_the_spot: false, limit_text: "20 个工作日", conditions: ["本市户籍", "80 周岁以上"] }),
    words: ["gljt", "gaoling", "高龄", "老人津贴"],
    questions: [agentQuestion],
    materials: [
      paper("form", "高龄老人津贴申请审批表", { supply: "form", accept: "original", copy: 0 }),
      paper("elder-card", "老年人身份证", { supply: "chip" }),
      paper("agent-card", "代办人身份证", { supply: "chip", when: ["agent", "agent"] }),
      paper("hukou", "老年人户口簿"),
      paper("bank", "老年人银行卡（存折）"),
      paper("photo", "近期一寸彩色免冠照片", { supply: "object", accept: "original", copy: 0, points: ["正面免冠、彩色"] }),
    ],
  },
  { view: view("shengyu-dengji", "生育登记", "卫生健康局"), words: ["sydj", "shengyu", "准生证", "生育"], questions: [agentQuestion], materials: [paper("id-card", "居民身份证", { supply: "chip" }), paper("marriage", "结婚证")] },
  { view: view("liudong-hunyu", "流动人口婚育证明", "卫生健康局", { legacy_note: "《流动人口计划生育工作条例》已废止。", instead: { id: "shengyu-dengji", name: "生育登记", department: "卫生健康局", why: "instead", why_word: null, on_the_spot: true, for_firms: false, legacy: false, instead: null } }), words: ["hyzm", "婚育", "hunyu"], questions: [], materials: [paper("id-card", "居民身份证", { supply: "chip" })] },
  { view: view("weisheng-xuke", "公共场所卫生许可", "卫生健康局", { for_firms: true, on_the_spot: false, limit_text: "10 个工作日" }), words: ["wsxk", "卫生", "weisheng"], questions: [], materials: [paper("licence", "营业执照")] },
];

export function questionsOf(item: FakeItem, answers: Record<string, string>): QuestionView[] {
  return item.questions.map((q) => ({ ...q, answer: answers[q.id] ?? null }));
}

export function rowsOf(item: FakeItem, answers: Record<string, string>): ChecklistRow[] {
  return item.materials.map(({ id, when, ...rest }) => {
    const row: ChecklistRow = { ...rest, material: id, need: "required", group: null, why: { code: "always", parts: [] } };
    if (!when) return row;
    const question = item.questions.find((q) => q.id === when[0])!;
    const given = answers[when[0]];
    const label = (option: string) => question.options.find((o) => o.id === option)?.label ?? option;
    if (given === undefined) return { ...row, why: { code: "unanswered", parts: [question.id] } };
    const fits = given === when[1];
    return { ...row, need: fits ? "required" : "not_needed", why: { code: fits ? "because" : "not_needed_because", parts: [question.text, label(given)] } };
  });
}

export function emptyForm(title: string): FormView {
  const field = (id: string, label: string, kind: FormView["sections"][0]["fields"][0]["kind"], required = true, options: { id: string; label: string }[] = []) => ({ id, label, kind, required, options, hint: null, max_len: null, value: "", source: null });
  return {
    id: "form", title, filled: 0, left: 0, findings: [],
    sections: [
      { title: "申请人", fields: [field("name", "姓名", "text"), field("sex", "性别", "choice", true, [{ id: "男", label: "男" }, { id: "女", label: "女" }]), field("birth", "出生日期", "date"), field("number", "公民身份号码", "id_number"), field("address", "户籍地址", "text"), field("phone", "联系电话", "phone"), field("bank", "银行账号", "bank_account")] },
      { title: "参保", fields: [field("level", "缴费档次", "choice", true, [{ id: "240", label: "240 元" }, { id: "360", label: "360 元" }, { id: "600", label: "600 元" }, { id: "900", label: "900 元" }]), field("from", "参保起始日期", "date"), field("group", "人员类别", "text", false), field("remark", "备注", "long_text", false)] },
    ],
  };
}

export const suggestion = (name: string, id: string): NoticeItem => ({ material: id, name, problem: "未提交", fix: "请提交原件 1 份、复印件 1 份。" });
