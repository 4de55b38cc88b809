// How often somebody came, in words and beside what was promised.
import type { AttendanceView, CourseView, MilestoneView } from "@/ipc/contract";
import { fullDate } from "@/kit/dates";
import { m } from "@/messages";
import type { Told } from "@/messages/zh-CN/visiting";

/** Whoever is sent away now comes once more. */
export const nextVisit = (attendance: AttendanceView): number => attendance.days.length + 1;

export const isOverPromise = (attendance: AttendanceView): boolean =>
  attendance.promised !== null && nextVisit(attendance) > attendance.promised;

export function visitsWords({ days, promised, official }: AttendanceView): string {
  const told = promised === null ? m.visiting.unpromised : m.visiting.promised(promised, official);
  return [m.visiting.came(days.length), told].join(m.common.comma);
}

const NOTHING: Told = { until: "", count: 0, procedure: "", number: "", papers: "", office: "" };
const procedureWords = (code: string | null) =>
  code === null ? m.visiting.someProcedure : (m.course.procedure[code] ?? m.visiting.someProcedure);

export function milestoneWords(milestone: MilestoneView): string {
  const { kind, until, count, procedure, number } = milestone;
  return m.visiting.milestones[kind]({
    ...NOTHING,
    until: until === null ? "" : fullDate(until),
    count: count ?? 0,
    procedure: procedureWords(procedure),
    number: number ?? "",
  });
}

export function nextWords({ next }: CourseView): string {
  const day = next.until === null ? "" : fullDate(next.until);
  return m.visiting.things[next.kind]({
    ...NOTHING,
    until: day === "" || !next.provisional ? day : `${day}${m.visiting.provisional}`,
    procedure: procedureWords(next.procedure),
    papers: next.papers.join(m.visiting.comma),
    office: next.office ?? "",
  });
}
