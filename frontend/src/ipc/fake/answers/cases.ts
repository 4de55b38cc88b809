// Answers about opening, finding and holding cases.
import type { FakeAnswers } from "../answer";
import { newCase } from "../case";
import { viewOf } from "../caseView";
import { newSigning } from "../signing";
import { NOW, refuse, type FakeState } from "../state";

export const casesAnswers = (desk: FakeState) =>
  ({
    open_case: ({ item, answers }) => {
      const c = newCase(desk.fresh("c"));
      Object.assign(c, { item, answers, signing: desk.signs ? newSigning() : null });
      desk.cases.set(c.id, c);
      c.section = item === null ? 1 : viewOf(c).next.section;
      return viewOf(c);
    },
    case: ({ case: id }) => {
      const name = desk.colleagues.get(id);
      return name === undefined ? viewOf(desk.get(id)) : refuse("colleagues_case", { name });
    },
    open_colleagues_case: ({ case: id, reason }) => {
      if (reason.trim() === "") refuse("look_reason_missing");
      desk.colleagues.delete(id);
      return viewOf(desk.get(id));
    },
    my_cases: ({ statuses, text, due }) =>
      [...desk.cases.values()]
        .map((c) => desk.row(c))
        .filter(
          (r) =>
            (statuses.length === 0 || statuses.includes(r.status)) &&
            (!due || r.pressure !== "calm") &&
            (text === "" || r.people.includes(text) || r.item.includes(text)),
        ),
    open_section: ({ case: id, section }) => {
      desk.get(id).section = section;
      return viewOf(desk.get(id));
    },
    choose_item: ({ case: id, item }) => desk.change(id, (c) => void (c.item = item)),
    answer: ({ case: id, question, option }) => desk.change(id, (c) => void (c.answers[question] = option)),
    fill: ({ case: id, field, value }) => desk.change(id, (c) => void (c.fields[field] = value)),
    abandon: ({ case: id }) => desk.change(id, (c) => void (c.status = "voided")),
    hold: ({ case: id, reason, note, originals }) =>
      desk.change(
        id,
        (c) => void (c.hold = { reason, note: note || null, originals, since: NOW, by: "1001" }),
      ),
    resume: ({ case: id }) => desk.change(id, (c) => void (c.hold = null)),
    held_cases: () => [...desk.cases.values()].map((c) => desk.row(c)).filter((r) => r.held !== null),
    another_item: ({ case: id, item }) => {
      const c = { ...newCase(desk.fresh("c")), item, people: desk.get(id).people, section: 3 };
      desk.cases.set(c.id, c);
      return viewOf(c);
    },
    open_slip: ({ slip, date, time }) => {
      const c = { ...newCase(desk.fresh("c")), slip: { slip, received_at: `${date} ${time}` }, section: 2 };
      desk.cases.set(c.id, c);
      return viewOf(c);
    },
  }) satisfies Partial<FakeAnswers>;
