// What the last answer changed in a list: which rows came in, which went.
// A reload that changes no answer changes nothing here.
import { shallowRef, watch } from "vue";
import type { QuestionView, WhyView } from "@/ipc/contract";

interface Row {
  name: string;
  need: string;
  why: WhyView;
  id?: string;
  material?: string;
}
export interface ListChange {
  came: ReadonlySet<string>;
  went: string[];
}
export const NO_CHANGE: ListChange = { came: new Set(), went: [] };

const idOf = (row: Row) => row.material ?? row.id ?? "";
type State = "settled" | "open" | "out";
const stateOf = (row: Row | undefined): State =>
  !row || row.need === "not_needed" ? "out" : row.why.code === "unanswered" ? "open" : "settled";

/** A row that only depended before counts as come once it is settled. */
export function listChange(before: readonly Row[], after: readonly Row[]): ListChange {
  const old = new Map(before.map((row) => [idOf(row), stateOf(row)]));
  const now = new Map(after.map((row) => [idOf(row), stateOf(row)]));
  const came = after.filter((row) => {
    const [was, is] = [old.get(idOf(row)) ?? "out", stateOf(row)];
    return (was === "out" && is !== "out") || (was === "open" && is === "settled");
  });
  const went = before.filter((row) => stateOf(row) !== "out" && (now.get(idOf(row)) ?? "out") === "out");
  return { came: new Set(came.map(idOf)), went: went.map((row) => row.name) };
}

export interface Listed {
  item: string;
  questions: QuestionView[];
  rows: Row[];
}

export function useListChange(source: () => Listed | null) {
  const change = shallowRef(NO_CHANGE);
  const answers = (list: Listed) => JSON.stringify(list.questions.map((q) => [q.id, q.answer]));
  watch(source, (now, before) => {
    if (!now || !before || now.item !== before.item) change.value = NO_CHANGE;
    else if (answers(now) !== answers(before)) change.value = listChange(before.rows, now.rows);
  });
  return change;
}
