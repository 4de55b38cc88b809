// Answers about the form that is shown and signed: to the clerk's window and to the citizen's.
import type { CitizenView } from "../../contract";
import type { FakeAnswers } from "../answer";
import type { FakeCase } from "../case";
import { formOf } from "../caseView";
import { sheetPicture } from "../pictures";
import { newSigning, valuesOf, type FakeSigning } from "../signing";
import { NOW, refuse, type FakeState } from "../state";

const FEWEST_POINTS = 20;

const signingOf = (c: FakeCase): FakeSigning => c.signing ?? refuse("form_not_shown");

function showForm(desk: FakeState, c: FakeCase): void {
  const signing = signingOf(c);
  // What was doubted is answered: whoever reads it begins anew.
  if (signing.doubt !== null && signing.before)
    signing.before = { ...signing.before, id: desk.fresh("b"), step: "read_back" };
  signing.doubt = null;
  if (signing.form) return;
  const document = {
    id: desk.fresh("d"),
    form: "application_form",
    number: null,
    pages: 1,
    issued_at: NOW,
    prints: 0,
    saves: 0,
    missing: [],
    revision: 1,
    url: sheetPicture("申请表"),
    code: null,
  };
  signing.form = { values: valuesOf(formOf(c)), document };
}

/** It is another form from then on. */
function putWitness(signing: FakeSigning, person: string, name: string | null): void {
  const witnesses = { ...signing.witnesses };
  if (name !== null) witnesses[person] = name;
  else delete witnesses[person];
  const { strokes, witnessEnough } = signing;
  Object.assign(signing, { ...newSigning(), strokes, witnessEnough, witnesses });
}

/** A touch on what stands before the citizen, by the showing it was made on. */
function touch(
  desk: FakeState,
  form: string,
  work: (signing: FakeSigning, before: NonNullable<FakeSigning["before"]>) => void,
): CitizenView {
  const c = desk.caseBeforeCitizen() ?? refuse("no_form_before");
  if (desk.locked?.cause === "pressed") refuse("locked");
  const signing = signingOf(c);
  const { before } = signing;
  if (before?.id !== form) refuse("no_form_before");
  desk.change(c.id, () => work(signing, before));
  return desk.citizen();
}

export const signingAnswers = (desk: FakeState) =>
  ({
    show_form: ({ case: id }) => desk.change(id, (c) => showForm(desk, c)),
    show_form_to_citizen: ({ case: id, person }) =>
      desk.change(id, (c) => {
        const signing = signingOf(c);
        if (!signing.form) refuse("form_not_shown");
        desk.clearCitizen();
        signing.before = { id: desk.fresh("b"), person, step: "read_back" };
      }),
    prolong_form: ({ case: id }) =>
      desk.change(id, (c) => {
        if (!signingOf(c).before) refuse("no_form_before");
        desk.formEndsIn = null;
      }),
    print_form: ({ case: id }) => {
      const view = desk.change(id, (c) => void (signingOf(c).printed = true));
      return { case: view, print: { printed: true, printer: "desk", file: null, failure: null } };
    },
    sign_on_paper: ({ case: id, person, page, by }) =>
      desk.change(id, (c) => {
        const signing = signingOf(c);
        if (!signing.form) refuse("form_not_shown");
        if (by === "fingerprint" && !signing.readAloud.includes(person)) refuse("read_aloud_missing");
        signing.signed[person] = { by, page };
      }),
    read_form_aloud: ({ case: id, person }) =>
      desk.change(id, (c) => void signingOf(c).readAloud.push(person)),
    refuse_signature: ({ case: id, person, note }) =>
      desk.change(id, (c) => void (signingOf(c).refused[person] = note)),
    name_witness: ({ case: id, person, witness }) =>
      desk.change(id, (c) => putWitness(signingOf(c), person, witness?.name ?? null)),
    read_witness_card: ({ case: id, person }) =>
      desk.change(id, (c) => putWitness(signingOf(c), person, "陈甲示例")),
    citizen_doubt: ({ form, point }) =>
      touch(desk, form, (signing, before) => {
        signing.doubt = point;
        before.step = "read_back";
      }),
    citizen_confirm: ({ form, step }) =>
      touch(desk, form, (signing, before) => {
        if (before.step !== step) refuse("no_form_before");
        if (signing.doubt !== null) refuse("form_in_doubt");
        if (step === "read_back") signing.confirmed.push(before.person);
        before.step = step === "read_back" ? "terms" : signing.strokes ? "sign" : "done";
      }),
    citizen_sign: ({ form, strokes: { strokes } }) =>
      touch(desk, form, (signing, before) => {
        if (strokes.length < 2 && strokes.flat().length < FEWEST_POINTS) refuse("strokes_too_few");
        signing.signed[before.person] = { by: "strokes", page: null };
        before.step = "done";
      }),
  }) satisfies Partial<FakeAnswers>;
