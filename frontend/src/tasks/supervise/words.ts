// How old, how late, what is odd; and what the list remembers while a case is read.
import { reactive, watch } from "vue";
import type { QueueFilter, QueueOnly, QueueRow } from "@/ipc/contract";
import { m, word } from "@/messages";
import { session } from "@/session";

/** In the order of their digits. */
export const QUEUE_FILTERS: QueueOnly[] = ["all", "open", "correction", "returned", "undelivered", "overdue"];

export const queueMemory = reactive<{
  filter: QueueFilter;
  row: string;
  comments: Record<string, Record<string, string>>;
}>({
  filter: { clerk: null, window: null, only: "all", sort: "deadline" },
  row: "",
  /** Comments not sent yet, by case and target: leaving the case does not lose them, signing out does. */
  comments: {},
});

function forget(): void {
  Object.assign(queueMemory.filter, { clerk: null, window: null, only: "all", sort: "deadline" });
  queueMemory.row = "";
  queueMemory.comments = {};
}

export function age(minutes: number): string {
  if (minutes < 60) return m.supervise.minutes(minutes);
  if (minutes < 24 * 60) return m.supervise.hours(Math.floor(minutes / 60));
  return m.supervise.days(Math.floor(minutes / (24 * 60)));
}

export function lateness(row: QueueRow): "late" | "soon" | "" {
  if (row.days_left === null) return "";
  return row.days_left < 0 ? "late" : row.days_left <= 1 ? "soon" : "";
}

/** What the office found odd; one of a later office by its bare name. */
export const explainMark = (name: string) => word(m.supervise.marks, name, {}, m.supervise.unknownMark(name));

// What was written down stays with the one who wrote it.
watch(() => session.clerk?.number, forget);
