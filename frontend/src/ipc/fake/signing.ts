// What a pretended case knows of its form's signatures, and the views made from it. It follows the desk, roughly.
import type {
  CitizenForm,
  CitizenStep,
  DocumentView,
  FormView,
  Lack,
  PersonView,
  ReadBackLine,
  SignedBy,
  SignerView,
  SigningView,
} from "../contract";

export interface FakeSigning {
  /** The place takes strokes; else paper. */
  strokes: boolean;
  witnessEnough: boolean;
  /** As typeset, with what it says: another value, and it is not in force any more. */
  form: { document: DocumentView; values: string } | null;
  printed: boolean;
  doubt: string | null;
  signed: Record<string, { by: SignedBy; page: string | null }>;
  confirmed: string[];
  readAloud: string[];
  refused: Record<string, string | null>;
  /** By the person who signs before them. */
  witnesses: Record<string, string>;
  before: { id: string; person: string; step: CitizenStep } | null;
}

export const newSigning = (): FakeSigning => ({
  strokes: true,
  witnessEnough: false,
  form: null,
  printed: false,
  doubt: null,
  signed: {},
  confirmed: [],
  readAloud: [],
  refused: {},
  witnesses: {},
  before: null,
});

/** What the form prints, in one text. */
export const valuesOf = (form: FormView | null): string =>
  JSON.stringify(form?.sections.flatMap((s) => s.fields.map((f) => f.value)) ?? []);

/** Another value in the form: what was shown and signed is not this form. */
export function dropOutdated(signing: FakeSigning, form: FormView | null): void {
  if (signing.form !== null && signing.form.values !== valuesOf(form))
    Object.assign(signing, {
      ...newSigning(),
      strokes: signing.strokes,
      witnessEnough: signing.witnessEnough,
      witnesses: signing.witnesses,
    });
}

function signersOf(signing: FakeSigning, people: PersonView[]): SignerView[] {
  const acts = people.some((p) => p.role === "agent" || p.role === "guardian");
  const signs = people.filter((p) => p.signs && (p.role !== "applicant" || !acts));
  return signs.map(({ id, name, role }) => ({
    person: id,
    name,
    role,
    signs_for: role === "agent" || role === "guardian",
    by: signing.signed[id]?.by ?? null,
    at: signing.signed[id] ? "10:42" : null,
    page: signing.signed[id]?.page ?? null,
    confirmed: signing.confirmed.includes(id),
    read_aloud: signing.readAloud.includes(id),
    refused: id in signing.refused,
    refusal_note: signing.refused[id] ?? null,
    witness: signing.witnesses[id] ?? null,
  }));
}

export function signingOf(
  signing: FakeSigning | null,
  people: PersonView[],
  form: FormView | null,
): SigningView | null {
  if (!signing || !form) return null;
  dropOutdated(signing, form);
  const label = readBack(people, form).find((line) => line.point === signing.doubt)?.label;
  return {
    form: signing.form?.document ?? null,
    shown: signing.form !== null && signing.doubt === null,
    printed: signing.printed,
    material: "form",
    strokes: signing.strokes,
    witness_enough: signing.witnessEnough,
    terms: TERMS,
    signers: signersOf(signing, people),
    before: signing.before && { person: signing.before.person, step: signing.before.step },
    doubt: signing.doubt === null ? null : { point: signing.doubt, label: label ?? signing.doubt },
  };
}

export function signingLacks(view: SigningView | null, form: FormView | null): Lack[] {
  if (!view || form?.left !== 0) return [];
  const lack = (code: Lack["code"], params: Lack["params"]): Lack[] => [{ code, section: 4, params }];
  if (view.doubt) return lack("form_in_doubt", { point: view.doubt.point, name: view.doubt.label });
  if (!view.shown) return lack("show_form", {});
  const unsigned = view.signers.filter((s) => s.by === null);
  const first = unsigned[0];
  if (!first) return [];
  const { person, role, name } = first;
  return lack("sign_form", { person, role, name, left: String(unsigned.length) });
}

const masked = (number: string) => `${number.slice(0, 6)}＊＊＊＊＊＊＊＊${number.slice(-4)}`;

function readBack(people: PersonView[], form: FormView): ReadBackLine[] {
  const fields = form.sections.flatMap((s) => s.fields);
  const value = (id: string) => fields.find((f) => f.id === id)?.value ?? "";
  const applicant = people.find((p) => p.role === "applicant");
  const told = (id: string, show = (text: string) => text): ReadBackLine[] => {
    const field = fields.find((f) => f.id === id);
    return field?.value ? [{ point: `field:${id}`, label: field.label, value: show(field.value) }] : [];
  };
  return [
    { point: "person:applicant", label: "姓名", value: applicant?.name ?? "" },
    ...(value("number")
      ? [{ point: "field:number", label: "证件号码", value: masked(value("number")) }]
      : []),
    { point: "item", label: "办什么事", value: form.title.replace(/申请表$/, "") },
    ...told("phone"),
    ...told("bank", (text) => `尾号 ${text.slice(-4)}`),
  ];
}

const TERMS = [
  "您的签名和笔迹只存在这件申请里，证明是您本人签的。",
  "和申请材料一起保存，到期一起销毁，不作别的用途。",
  "不愿在屏幕上签，可以改用纸签。",
];

export function citizenForm(signing: FakeSigning, people: PersonView[], form: FormView): CitizenForm | null {
  const { before } = signing;
  const signer = signersOf(signing, people).find((s) => s.person === before?.person);
  if (!before || !signer) return null;
  const isOver = before.step === "done";
  return {
    id: before.id,
    step: before.step,
    lines: isOver ? [] : readBack(people, form),
    terms: isOver ? [] : TERMS,
    signer: isOver ? "" : signer.name,
    signs_for: signer.signs_for,
    witness: isOver ? null : signer.witness,
    takes_strokes: signing.strokes,
  };
}
