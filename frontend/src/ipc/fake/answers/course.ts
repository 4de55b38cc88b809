// Answers about the course of a case: what happened, what comes next, how often somebody came.
import type { CourseView, MilestoneKind, NextThingKind } from "../../contract";
import type { FakeAnswers } from "../answer";
import type { FakeCase } from "../case";
import { viewOf } from "../caseView";
import { refuse, type FakeState } from "../state";

const DAY = "2026-11-22";
const LAST: Partial<Record<FakeCase["status"], MilestoneKind>> = {
  accepted: "accepted",
  correction: "notified",
  refused: "refused",
};
const NEXT: Partial<Record<FakeCase["status"], NextThingKind>> = {
  draft: "hand_in",
  received: "await_answer",
  correction: "bring_corrections",
  accepted: "await_decision",
  refused: "refused",
};

function courseOf(c: FakeCase): CourseView {
  const milestone = (kind: MilestoneKind): CourseView["milestones"][number] => ({
    kind,
    on: DAY,
    until: null,
    count: kind === "notified" ? c.noticed.length : null,
    procedure: null,
    number: null,
  });
  const last = LAST[c.status];
  return {
    item: viewOf(c).item?.name ?? "",
    milestones: [...(c.received ? [milestone("received")] : []), ...(last ? [milestone(last)] : [])],
    next: {
      kind: NEXT[c.status] ?? "nothing",
      until: c.status === "received" ? "2026-11-27" : null,
      provisional: false,
      papers: c.missing,
      procedure: null,
      office: null,
    },
    attendance: c.attendance,
    told: `${viewOf(c).item?.name ?? ""}\n下一步：等本窗口答复。`,
    can_print: c.status !== "draft",
  };
}

export const courseAnswers = (desk: FakeState) =>
  ({
    case_course: ({ case: id }) => courseOf(desk.get(id)),
    show_course: ({ case: id }) => {
      const { item, told } = courseOf(desk.get(id));
      desk.clearCitizen();
      desk.course = {
        item,
        number: desk.get(id).number,
        next: "现在不用再办什么：等本窗口答复。",
        lines: ["2026年11月22日，收到申请材料。"],
        told,
      };
      return desk.status();
    },
    print_course: ({ case: id }) => {
      const c = desk.get(id);
      if (c.status === "draft") refuse("not_allowed");
      return { case: viewOf(c), print: { printed: true, printer: "desk", file: null, failure: null } };
    },
  }) satisfies Partial<FakeAnswers>;
