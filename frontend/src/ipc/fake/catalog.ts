// What the desk would answer about the example items: questions, rows, hits and an empty form.
import type { ChecklistRow, FormView, ItemHit, NoticeItem, QuestionView } from "../contract";
import { items, type FakeItem } from "./items";

/** `known`: answers that nobody gave, seen from the card or from who is there. */
export function questionsOf(
  item: FakeItem,
  answers: Record<string, string>,
  known: Record<string, string> = {},
): QuestionView[] {
  return item.questions.map((q) => ({
    ...q,
    answer: answers[q.id] ?? known[q.id] ?? null,
    known: !(q.id in answers) && q.id in known,
    from: q.id in answers || !(q.id in known) ? null : q.id === "agent" ? "people" : "library",
  }));
}

export function hitOf({ view: found, words }: FakeItem, why: string, query = ""): ItemHit {
  return {
    id: found.id,
    name: found.name,
    department: found.department,
    why,
    why_word: words.includes(query) && !/[a-z]/i.test(query) ? query : null,
    on_the_spot: found.on_the_spot,
    for_firms: found.for_firms,
    legacy: found.legacy_note !== null,
    instead: found.instead?.name ?? null,
    not_this_window: found.not_this_window,
  };
}

/** One key wrong, or the same sound: one example of each is enough to look at. */
const NEAR: Record<string, [id: string, why: string]> = {
  ylbz: ["chengxiang-yanglao", "typo"],
  羊老: ["chengxiang-yanglao", "pinyin"],
};
export function search(query: string, recent: string[]): ItemHit[] {
  if (query === "")
    return recent.flatMap((id) => items.filter((i) => i.view.id === id).map((i) => hitOf(i, "recent")));
  const near = NEAR[query];
  if (near) return items.filter((i) => i.view.id === near[0]).map((i) => hitOf(i, near[1]));
  const found = items.filter(
    (i) => i.view.name.includes(query) || i.words.some((w) => w.startsWith(query.toLowerCase())),
  );
  return found.map((i) =>
    hitOf(i, i.view.name.includes(query) ? "name" : /[a-z]/i.test(query) ? "initials" : "everyday", query),
  );
}

export function rowsOf(item: FakeItem, answers: Record<string, string>): ChecklistRow[] {
  return item.materials.map(({ id, when, ...rest }) => {
    const row: ChecklistRow = {
      ...rest,
      material: id,
      need: "required",
      group: null,
      why: { code: "always", parts: [] },
    };
    if (!when) return row;
    const question = item.questions.find((q) => q.id === when[0])!;
    const given = answers[when[0]];
    const label = (option: string) => question.options.find((o) => o.id === option)?.label ?? option;
    if (given === undefined) return { ...row, why: { code: "unanswered", parts: [question.id] } };
    const fits = given === when[1];
    return {
      ...row,
      need: fits ? "required" : "not_needed",
      why: { code: fits ? "because" : "not_needed_because", parts: [question.text, label(given)] },
    };
  });
}

export function emptyForm(title: string): FormView {
  const field = (
    id: string,
    label: string,
    kind: FormView["sections"][0]["fields"][0]["kind"],
    required = true,
    options: { id: string; label: string }[] = [],
  ) => ({ id, label, kind, required, options, hint: null, value: "", source: null });
  return {
    id: "form",
    title,
    filled: 0,
    left: 0,
    findings: [],
    sections: [
      {
        title: "申请人",
        fields: [
          field("name", "姓名", "text"),
          field("sex", "性别", "choice", true, [
            { id: "男", label: "男" },
            { id: "女", label: "女" },
          ]),
          field("birth", "出生日期", "date"),
          field("number", "公民身份号码", "id_number"),
          field("address", "户籍地址", "text"),
          field("phone", "联系电话", "phone"),
          field("bank", "银行账号", "bank_account"),
        ],
      },
      {
        title: "参保",
        fields: [
          field("level", "缴费档次", "choice", true, [
            { id: "240", label: "240 元" },
            { id: "360", label: "360 元" },
            { id: "600", label: "600 元" },
            { id: "900", label: "900 元" },
          ]),
          field("from", "参保起始日期", "date"),
          field("group", "人员类别", "text", false),
          field("remark", "备注", "long_text", false),
        ],
      },
    ],
  };
}

export const suggestion = (name: string, id: string): NoticeItem => ({
  material: id,
  name,
  problem: "未提交",
  fix: "请提交原件 1 份，复印件不用带，窗口扫描。",
  reason: null,
});
