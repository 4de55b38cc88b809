// Words for steps and lacks of a case: ids in their parameters become names.
import type { CaseView, Lack, MaterialView, NextStep } from "@/ipc/contract";
import { m, word } from "@/messages";

function named(view: CaseView, step: NextStep | Lack): Record<string, string | undefined> {
  const p = step.params;
  const field = p.field && view.form?.sections.flatMap((s) => s.fields).find((f) => f.id === p.field)?.label;
  const question = p.question && view.questions.find((q) => q.id === p.question)?.text;
  // The desk names fields and questions that are said to be wrong; people go by their role.
  const [, doubted] = p.point?.match(/^person:(\w+)$/) ?? [];
  const person = doubted && word(m.codes.role, doubted);
  const role = p.role && m.codes.role[p.role as keyof typeof m.codes.role];
  return { ...p, name: p.name || field || question || person, role: role ?? m.codes.role.applicant };
}

/** Papers that stay undecided, also after a notice, have a receipt. */
export const isUndecided = (view: CaseView): boolean => ["received", "correction"].includes(view.status);

/** What was checked is on paper from the receipt on, and of a case that was given up no more. */
export const hasCheckRecord = (view: CaseView): boolean => !["draft", "voided"].includes(view.status);

/**
 * The form is part of what was decided, the record of what was checked is the window's own, how far it is
 * decides nothing, a request to withdraw is the applicant's.
 */
const ASIDE = ["application_form", "check_record", "course_slip", "withdrawal_request", "refiling_notice"];

/** The paper to hand over: a form that went out with a replacement is not it. */
export function mainPaper(view: CaseView): CaseView["documents"][number] | null {
  const papers = view.documents.filter((paper) => !ASIDE.includes(paper.form));
  return papers.at(-1) ?? view.documents.at(-1) ?? null;
}

export function nextWords(view: CaseView): string {
  if (view.pending_card) return m.codes.next.pending_card!;
  // A question is read where it stands; on the button it would only be cut.
  if (view.next.code === "answer") return word(m.codes.next, "answer");
  const plain = m.codes.fallback.next.replace("{section}", m.intake.sections[view.next.section] ?? "");
  return word(m.codes.next, view.next.code, named(view, view.next), plain);
}

export function lackWords(view: CaseView, lack: Lack): string {
  return word(m.codes.lack, lack.code, named(view, lack), m.codes.fallback.lack);
}

/** Rows that stand against acceptance: missing or faulty, a group of which one suffices counted once. */
export function missingMaterials(view: CaseView): MaterialView[] {
  const groups = new Set<string | null>();
  return view.materials.filter((row) => {
    if (row.supply === "form" || row.need === "not_needed") return false;
    if (row.state === "problem") return true;
    if (row.state !== "missing") return false;
    if (row.need === "required") return true;
    if (row.need !== "one_of" || groups.has(row.group)) return false;
    groups.add(row.group);
    return !view.materials.some((r) => r.group === row.group && r.state === "received");
  });
}

export function missingWords(view: CaseView): string {
  const parts: string[] = [];
  const of = (n: number) => view.sections.find((s) => s.n === n);
  if (of(2) && !of(2)!.done) parts.push(m.intake.missingItem);
  if (of(1) && !of(1)!.done) {
    const lacks = view.decision.options.flatMap((o) => o.lacks);
    const asked = lacks.find((l) => l.code === "read_card");
    if (asked) parts.push(named(view, asked).role ?? m.intake.missingPeople);
    if (lacks.some((l) => l.code === "confirm_card")) parts.push(m.intake.missingConfirmation);
    if (lacks.some((l) => l.code === "mandate" || l.code === "mandate_ended"))
      parts.push(m.intake.missingMandate);
  }
  // Of a case accepted with papers to come, those are what is missing.
  const promised =
    view.status === "deferred" ? view.materials.filter((r) => r.state === "promised").length : 0;
  const materials = missingMaterials(view).length + promised;
  if (materials > 0) parts.push(m.intake.missingMaterials(materials));
  const fields = view.form?.left ?? 0;
  if (fields > 0) parts.push(m.intake.missingFields(fields));
  return parts.length > 0 ? m.intake.missing(parts.join(m.common.dot)) : m.intake.complete;
}
