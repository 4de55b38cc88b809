// Answers to a supervisor: the queue, one case to read, the marks on it. Filters and comments are not pretended.
import type { FakeAnswers } from "../answer";
import { NOW, refuse, type FakeState } from "../state";
import { reviewOf } from "../station";

export const superviseAnswers = (desk: FakeState) => {
  const find = (id: string) => desk.station.find((row) => row.case === id) ?? refuse("no_such_case");
  const distinct = (names: string[]) => [...new Set(names)].sort();
  return {
    queue: () => ({
      rows: desk.station,
      all: desk.station.length,
      unread_replacements: desk.station.filter((row) => row.is_replacement_unread).length,
      marked: desk.station.filter((row) => row.marks.length > 0).length,
      as_of: NOW,
      old: null,
      line: desk.line,
      clerks: distinct(desk.station.map((row) => row.clerk)),
      windows: distinct(desk.station.map((row) => row.window)),
    }),
    review: ({ case: id, revision }) => reviewOf(find(id), revision, true),
    reveal: ({ case: id, revision }) => reviewOf(find(id), revision, false),
    clear_marks: ({ case: id, revision, marks }) => {
      const row = find(id);
      row.marks = row.marks.filter((mark) => !marks.includes(mark));
      return reviewOf(row, revision, true);
    },
    send_back: () => refuse("line_down"),
  } satisfies Partial<FakeAnswers>;
};
