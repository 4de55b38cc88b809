// Answers about the people of a case.
import type { MandateView, PersonView } from "../../contract";
import type { FakeAnswers } from "../answer";
import { person } from "../case";
import { viewOf } from "../caseView";
import { NOW, refuse, type FakeState } from "../state";

/** A mandate whose last day is over warns, and is asked for again. */
function giveMandate(person: PersonView, mandate: MandateView): PersonView {
  const { until } = mandate;
  const ended = until !== null && until !== "case_end" && until < NOW.slice(0, 10);
  const others = person.warnings.filter((warning) => warning.code !== "mandate_ended");
  const warning = { code: "mandate_ended", params: { to: until ?? "" }, asks: false, confirmation: null };
  return { ...person, mandate, asks_mandate: ended, warnings: ended ? [...others, warning] : others };
}

export const peopleAnswers = (desk: FakeState) =>
  ({
    read_card: ({ case: id, role }) =>
      desk.change(id, (c) => {
        if (c.people.some((p) => p.role === role))
          c.pending = {
            reading: "r1",
            name: "陈甲示例",
            number_masked: "4406…0022",
            asked_role: role,
            differs_from: "陈示例",
            same_person_as: null,
            warnings: [],
          };
        else c.people.push(person(role, role !== "applicant"));
      }),
    take_card: ({ case: id, role }) =>
      desk.change(id, (c) => {
        c.pending = null;
        c.people = [...c.people.filter((p) => p.role !== role), person(role, true)];
      }),
    leave_card: ({ case: id }) => desk.change(id, (c) => void (c.pending = null)),
    confirm_card: ({ case: id, person: who, ground, text, number = "", until = "", row = "" }) => {
      const isTemporary = ground === "temporary_card";
      const speaksOfPaper = isTemporary || ground === "household_register";
      if (ground === "household_register" && !number && !row) refuse("second_paper_missing");
      if (isTemporary && !until) refuse("day_unreadable");
      return desk.change(id, (c) => {
        const own = isTemporary && !row ? c.people.find((p) => p.id === who)!.number_masked : "";
        const typed = number && `${number.slice(0, 4)}…${number.slice(-4)}`;
        const name = viewOf(c).materials.find((m) => m.id === row)?.name ?? "";
        const paper = speaksOfPaper ? { number_masked: typed || own, until: until || null, row: name } : null;
        const confirmation = { by: "1001", at: "2026-11-23 10:20", ground, text, paper };
        c.people = c.people.map((p) =>
          p.id === who
            ? { ...p, warnings: p.warnings.map((w) => (w.asks ? { ...w, asks: false, confirmation } : w)) }
            : p,
        );
      });
    },
    set_mandate: ({ case: id, person: who, ground, paper, extent, until }) => {
      if (extent.trim() === "") refuse("mandate_extent_missing");
      if (until.trim() === "") refuse("mandate_end_missing");
      const of = desk.get(id).people.find((p) => p.id === who)?.mandate_choices;
      const choice = of?.find((one) => one.ground === ground) ?? refuse("not_allowed");
      if (choice.paper !== null && paper.trim() === "") refuse("mandate_paper_missing");
      return desk.change(id, (c) => {
        const mandate = { ground, paper: paper.trim(), extent: extent.trim(), until: choice.until ?? until };
        c.people = c.people.map((p) => (p.id === who ? giveMandate(p, mandate) : p));
      });
    },
    print_mandate: ({ case: id }) => ({
      printed: false,
      printer: null,
      file: `/example/prints/mandate-${id}.pdf`,
      failure: null,
    }),
    put_person: ({ case: id, role, name, number }) =>
      name.trim() === ""
        ? refuse("name_missing")
        : number.length < 8
          ? refuse("id_number_refused", { why: "wrong_length" })
          : desk.change(id, (c) => {
              c.people = [
                ...c.people.filter((p) => p.role !== role),
                {
                  ...person(role),
                  name,
                  reading: "typed",
                  warnings: [{ code: "check_digit", params: {}, asks: false, confirmation: null }],
                },
              ];
            }),
    person: ({ case: id, person: who }) => {
      const p = desk.get(id).people.find((x) => x.id === who)!;
      return {
        id: p.id,
        name: p.name,
        name_latin: p.name_latin,
        sex: p.sex,
        ethnic: "汉",
        birth: "1990-01-01",
        id_kind: "resident",
        number: "440699199001010014",
        address: p.address,
        valid_to: "长期",
        phone: "10012345678",
        relation: "",
      };
    },
    flag_person: ({ case: id, person: who, present, signs }) =>
      desk.change(id, (c) => {
        c.people = c.people.map((p) => (p.id === who ? { ...p, present, signs } : p));
      }),
    remove_person: ({ case: id, person: who }) =>
      desk.change(id, (c) => {
        c.people = c.people.filter((p) => p.id !== who);
      }),
  }) satisfies Partial<FakeAnswers>;
