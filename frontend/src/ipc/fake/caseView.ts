// The view of a pretended case, made from its facts. It follows the desk's order of work, roughly.
import type {
  CaseView,
  DecisionKind,
  FindingView,
  FormView,
  Lack,
  LackCode,
  MaterialView,
  NextStep,
  NextStepCode,
} from "../contract";
import type { FakeCase } from "./case";
import { emptyForm, questionsOf, rowsOf, suggestion } from "./catalog";
import { items } from "./items";
import { signingLacks, signingOf } from "./signing";

/** Who is there says who handles it, a certificate who is disabled. */
const knownOf = (c: FakeCase): Record<string, string> => ({
  ...(c.people.some((p) => p.role === "agent") ? { agent: "agent" } : {}),
  ...(c.marks.special?.certificate?.reason === null ? { group: "disabled_heavy" } : {}),
});

function materials(c: FakeCase): MaterialView[] {
  const item = items.find((i) => i.view.id === c.item);
  if (!item) return [];
  const form = formOf(c);
  return rowsOf(item, { ...knownOf(c), ...c.answers }).map(({ material, ...row }) => {
    const pages = c.pages.filter((p) => p.material === material);
    const who = material.startsWith("agent") ? "agent" : "applicant";
    const chip = row.supply === "chip" && c.people.some((p) => p.role === who && p.reading === "card");
    const mark = c.marks[material] ?? {};
    const inHand =
      (row.supply !== "object" && pages.length > 0) ||
      chip ||
      (row.supply === "object" && (mark.in_hand ?? 0) > 0) ||
      (row.supply === "form" && form?.left === 0);
    const state =
      row.need === "not_needed" ? "not_needed" : mark.problem ? "problem" : inHand ? "received" : "missing";
    const cert = item.materials.find((one) => one.id === material)?.cert;
    const scanned = pages.some((p) => p.source === "scan") ? 1 : 0;
    const isCopy = row.accept === "copy";
    const came = {
      originals: isCopy ? 0 : Math.max(scanned, mark.checked_by ? 1 : 0),
      copies: isCopy ? scanned : 0,
      electronic: 0,
      in_hand: 0,
      custody: "none" as const,
      copies_custody: "none" as const,
      ...mark,
    };
    const stays = row.supply === "object" || row.accept === "original" || row.accept === "both";
    const due = row.supply !== "form" && came.custody === "none" && came.originals + came.in_hand > 0;
    return {
      ...row,
      id: material,
      cert: cert ? { kind: cert, by: "person" } : null,
      certificate: null,
      wanted: null,
      state,
      pages: pages.map((p) => p.id),
      pages_shown: pages.length > 0 && pages.every((p) => p.shown),
      checked_by: null,
      checked_at: null,
      checked_in: null,
      place: null,
      copies_place: null,
      due_custody: !due ? null : stays ? "held" : "returned",
      due_copies: row.supply !== "form" && came.copies > 0 && came.copies_custody === "none" ? "held" : null,
      problem: null,
      ...came,
    };
  });
}

export function formOf(c: FakeCase): FormView | null {
  const item = items.find((i) => i.view.id === c.item);
  if (!item) return null;
  const form = emptyForm(`${item.view.name}申请表`);
  const applicant = c.people.find((p) => p.role === "applicant");
  const card: Record<string, string> = applicant
    ? {
        name: applicant.name,
        sex: applicant.sex,
        birth: applicant.birth ?? "",
        number: "440699199001010014",
        address: applicant.address,
      }
    : {};
  const findings: FindingView[] = [];
  for (const field of form.sections.flatMap((s) => s.fields)) {
    const typed = c.fields[field.id];
    field.value = typed ?? card[field.id] ?? (field.id === "group" ? "普通参保人员" : "");
    field.source = typed !== undefined ? "hand" : card[field.id] ? "card" : field.value ? "answer" : null;
    if (field.required && field.value === "")
      findings.push({ field: field.id, error: true, code: "required", params: {} });
    if (field.id === "phone" && field.value !== "" && !/^\d{7,12}$/.test(field.value))
      findings.push({ field: "phone", error: true, code: "phone", params: {} });
  }
  form.findings = findings;
  form.filled = form.sections.flatMap((s) => s.fields).filter((f) => f.value !== "").length;
  form.left = findings.filter((f) => f.error).length;
  return form;
}

function lacksOf(c: FakeCase, rows: MaterialView[], form: FormView | null): Lack[] {
  const lacks: Lack[] = [];
  const add = (code: LackCode, section: number, params: Record<string, string> = {}) =>
    lacks.push({ code, section, params });
  const item = items.find((i) => i.view.id === c.item);
  if (!item) add("choose_item", 2);
  for (const q of item?.questions ?? [])
    if (!c.answers[q.id] && !knownOf(c)[q.id]) add("answer", 2, { question: q.id });
  if (!c.people.some((p) => p.role === "applicant")) add("read_card", 1, { role: "applicant" });
  if (c.answers.agent === "agent" && !c.people.some((p) => p.role === "agent"))
    add("read_card", 1, { role: "agent" });
  for (const { id, role, warnings } of c.people)
    if (warnings.some((warning) => warning.asks)) add("confirm_card", 1, { role, person: id });
  for (const { id, role, warnings, asks_mandate } of c.people) {
    const ended = warnings.find((warning) => warning.code === "mandate_ended");
    if (ended) add("mandate_ended", 1, { role, person: id, to: ended.params.to ?? "" });
    else if (asks_mandate) add("mandate", 1, { role, person: id });
  }
  if (item && !c.received) add("receive", 3);
  c.pages.forEach((p, i) => p.material === null && add("place_page", 3, { page: p.id, n: String(i + 1) }));
  for (const row of rows) {
    const code = lackOf(row);
    if (code) add(code, 3, { material: row.id, name: row.name });
  }
  const due = rows.filter((row) => row.due_custody ?? row.due_copies).map((row) => row.name);
  if (due.length > 0) add("give_back", 3, { n: String(due.length), names: due.join("、") });
  const first = form?.findings.find((f) => f.error);
  if (first) add("fill", 4, { left: String(form!.left), field: first.field });
  lacks.push(...signingLacks(signingOf(c.signing, c.people, form), form));
  return lacks;
}

function lackOf(row: MaterialView): LackCode | null {
  if (row.need !== "required" || row.supply === "form") return null;
  if (row.state === "problem") return "material_problem";
  if (row.state === "missing") return row.supply === "object" ? "count_object" : "scan";
  if (row.pages.length === 0 || row.certificate?.reason === null) return null;
  if (row.accept !== "see_and_copy" && row.accept !== "see_only") return null;
  return row.checked_by ? null : row.pages_shown ? "check_original" : "look";
}

/** Papers came, and nobody has asked for it yet. */
function withdrawalOf(c: FakeCase): CaseView["withdrawal"] {
  const stands = ["received", "accepted", "deferred", "deemed"].includes(c.status);
  if (!stands || c.events.length > 0) return null;
  const by = c.people.map((person) => person.role).filter((role) => role === "applicant" || role === "agent");
  return { by, drawn_up: c.withdrawal, ends_here: c.status === "received" };
}

/** Accepted, and nobody has asked for its end. */
function refilingOf(c: FakeCase): CaseView["refiling"] {
  const told = c.events.find((event) => event.kind === "void");
  return {
    can_void: ["accepted", "deferred", "deemed"].includes(c.status) && c.events.length === 0,
    is_request: c.steps.length > 0,
    standing: told ? "asked" : null,
    refiled_as: c.refiledAs,
    first: c.refiledFrom,
    first_number: c.refiledFrom && "示编202611010001",
    has_notice: c.refiledFrom !== null && (c.number ?? c.provisional) !== null,
  };
}

export function viewOf(c: FakeCase): CaseView {
  const item = items.find((i) => i.view.id === c.item);
  const rows = materials(c);
  const form = formOf(c);
  const lacks = lacksOf(c, rows, form);
  const open = c.status === "draft" || c.status === "received";
  const editable = open && c.hold === null;
  const step = (code: NextStepCode): NextStep => ({ code, section: 5, params: {} });
  const next = !open ? step("done") : (lacks[0] ?? step("decide"));
  const left = (n: number) => lacks.filter((l) => l.section === n).length;
  const shut: Lack[] = [{ code: "stands_accepted", section: 5, params: {} }];
  const forKind = (kind: DecisionKind) =>
    c.deemed !== null && kind !== "redirect"
      ? kind === "accept"
        ? []
        : shut
      : kind === "accept"
        ? lacks
        : lacks.filter((l) => ["choose_item", "receive", "give_back"].includes(l.code));
  const suggested = rows
    .filter((r) => r.state === "missing" && r.need === "required" && r.supply !== "form")
    .map((r) => suggestion(r.name, r.id));
  const promised = c.received !== null && !item?.view.on_the_spot;
  return {
    id: c.id,
    status: c.status,
    delivery: c.status === "accepted" ? (c.number ? "acknowledged" : "queued") : "none",
    delivery_code: null,
    number: c.number,
    provisional: c.provisional,
    editable,
    section: c.section,
    sections: [1, 2, 3, 4, 5].map((n) => ({
      n,
      left: left(n),
      done: n === 5 ? !open : left(n) === 0 && (n < 3 || item !== undefined),
    })),
    next,
    item: item?.view ?? null,
    questions: item ? questionsOf(item, c.answers, knownOf(c)) : [],
    people: c.people,
    revision: c.documents.length > 0 ? 1 : 0,
    amended: false,
    asked: c.noticed,
    returns: [],
    corrections_in: null,
    corrections: c.noticed.map(({ name }, at) => ({
      came: c.byWord.includes(at) ? c.noted.includes(at) : !c.missing.includes(name),
      by_word: c.byWord.includes(at),
    })),
    corrections_missing: [
      ...c.missing,
      ...c.byWord.filter((at) => !c.noted.includes(at)).map((at) => c.noticed[at]!.name),
    ],
    steps: c.steps,
    events: c.events,
    withdrawal: withdrawalOf(c),
    entrusted: c.status === "accepted" ? c.entrusted : null,
    lapse: c.status === "correction" ? c.lapse : null,
    refiling: refilingOf(c),
    attendance: c.attendance,
    pending_card: c.pending,
    materials: rows,
    pages: c.pages,
    undo: c.undo,
    form,
    signing: signingOf(c.signing, c.people, form),
    clock: {
      kind: !c.received ? "none" : promised ? "correction_notice" : "on_the_spot",
      received_at: c.received,
      deadline: promised ? "2026-11-27" : null,
      weekday: promised ? 5 : null,
      days_left: promised ? 5 : null,
      period_days: promised ? 5 : null,
      provisional: false,
      rolled_from: null,
      on_day_off: false,
      promise_days: promised ? 20 : null,
      promise_working: true,
      promised: true,
      extended: null,
      alert: "none",
      unanswered: c.deemed !== null,
      deferral: null,
      ...c.clock,
    },
    decision: {
      options: (["accept", "correction", "refuse", "redirect"] as const).map((kind) => ({
        kind,
        possible: editable && forKind(kind).length === 0,
        lacks: forKind(kind),
        supervised: c.deemed !== null && kind === "redirect",
      })),
      suggested: [...suggested, ...c.asks],
      listed: [
        ...rows.filter((r) => r.need !== "not_needed").map((r) => r.name),
        ...(form?.sections.flatMap((s) => s.fields.map((f) => f.label)) ?? []),
      ],
      offices: ["民政局", "卫生健康局", "公安局"],
      deferrable: c.deferrable,
      deemed: c.deemed,
      came_since: c.cameSince,
      remedies: "可以自收到本通知书之日起六十日内依法申请行政复议，或者六个月内依法向人民法院提起行政诉讼。",
      preview: c.preview?.document ?? null,
      preview_kind: c.preview?.kind ?? null,
    },
    documents: c.documents,
    opened_at: "2026-11-22 10:36",
    clerk: "C001",
    hold: c.hold,
    can_hold: editable,
    hands: [{ number: "C001", name: "李示例" }],
    slip: c.slip,
    carried: false,
    left_pages: 0,
    replacement: null,
    damage: null,
  };
}

/** As the desk does: when a change finished the open section, the next one opens. */
export function moveOn(before: CaseView, c: FakeCase): void {
  const after = viewOf(c);
  const done = (v: CaseView) => v.sections.some((s) => s.n === c.section && s.done);
  if (!done(before) && done(after)) c.section = after.next.section;
}
