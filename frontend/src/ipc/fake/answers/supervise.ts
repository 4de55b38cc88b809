// Answers to a supervisor: the queue, one case to read, the marks on it, who looked at what. Comments are not pretended.
import type { FakeAnswers } from "../answer";
import { NOW, refuse, type FakeState } from "../state";
import { reviewOf } from "../station";

export const superviseAnswers = (desk: FakeState) => {
  const find = (id: string) => desk.station.find((row) => row.case === id) ?? refuse("no_such_case");
  const distinct = (names: string[]) => [...new Set(names)].sort();
  return {
    queue: ({ number }) => ({
      rows: desk.station.filter((row) => (row.number ?? "").includes((number ?? "").trim())),
      all: desk.station.length,
      end: "whole" as const,
      unread_replacements: desk.station.filter((row) => row.is_replacement_unread).length,
      marked: desk.station.filter((row) => row.marks.length > 0).length,
      as_of: NOW,
      old: null,
      line: desk.line,
      clerks: distinct(desk.station.map((row) => row.clerk)),
      windows: distinct(desk.station.map((row) => row.window)),
    }),
    review: ({ case: id, revision }) => reviewOf(find(id), revision, true),
    reveal: ({ case: id, revision, reason }) => {
      if (reason.trim() === "") refuse("look_reason_missing");
      const number = find(id).number;
      const line = { at: NOW, by: "2001", action: "reveal", case: id, number, outcome: "ok", reason };
      desk.trail.unshift({ ...line, why: "typed", elsewhere: null });
      return reviewOf(find(id), revision, false);
    },
    paper_register: ({ day }) => ({
      day: day ?? "2026-11-22",
      as_of: NOW,
      rows: desk.sealed,
      spoilt: desk.spoilt,
    }),
    export_paper_register: ({ reason }) => {
      if (reason.trim() === "") refuse("look_reason_missing");
      return { file: "/example/prints/paper-register-2026-11-22.csv" };
    },
    audit_trail: ({ clerk, day, number, only }) => {
      const fits = desk.trail.filter(
        (line) =>
          (clerk === null || line.by === clerk) &&
          line.at.startsWith(day ?? "") &&
          (line.number ?? "").includes(number.trim()) &&
          (only !== "reasons" || line.why === "typed"),
      );
      const clerks = distinct(desk.trail.map((line) => line.by));
      return { lines: fits, all: fits.length, clerks, with_office: desk.line === "up", goes_on: false };
    },
    export_audit: ({ reason }) => {
      if (reason.trim() === "") refuse("look_reason_missing");
      return { file: "/example/prints/audit-2026-11-22.csv", count: desk.trail.length };
    },
    clear_marks: ({ case: id, revision, marks }) => {
      const row = find(id);
      row.marks = row.marks.filter((mark) => !marks.includes(mark));
      return reviewOf(row, revision, true);
    },
    send_back: () => refuse("line_down"),
  } satisfies Partial<FakeAnswers>;
};
