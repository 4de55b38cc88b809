// Why a row is on the list, or not: question and option pairs put into a line.
import type { WhyView } from "@/ipc/contract";
import { m } from "@/messages";

export function whyText(why: WhyView): string {
  if (why.code === "one_of") return `${m.item.oneOf}${m.common.comma}${why.parts.join(m.common.dot)}`;
  if (why.code !== "because" && why.code !== "not_needed_because") return "";
  const options = why.parts.filter((_, i) => i % 2 === 1);
  return options.join(m.common.dot);
}

/** "原件 1 复印件 1" */
export function countText(row: { original: number; copy: number }): string {
  return [row.original > 0 && m.item.original(row.original), row.copy > 0 && m.item.copy(row.copy)].filter(Boolean).join("　");
}
