// Why a row is on the list, or not, and who uses it: question and option pairs,
// facts and departments put into a line.
import type { QuestionView, WhyView } from "@/ipc/contract";
import { m } from "@/messages";

/** What is not asked but seen: on the card, by who is there, in the certificate library. */
const factText = (part: string) =>
  part.startsWith("card.")
    ? m.catalog.byCard
    : part.startsWith("people.")
      ? m.catalog.byAgent
      : part.startsWith("library.")
        ? m.catalog.byLibrary
        : null;

/** What an open row waits for. Facts say themselves when they will be known. */
export function openText(why: WhyView, questions: readonly QuestionView[] = []): string {
  const facts = new Set(why.parts.flatMap((part) => factText(part) ?? []));
  const asked = why.parts
    .filter((part) => factText(part) === null)
    .map((id) => questions.find((q) => q.id === id)?.text ?? id);
  const depends = asked.length > 0 ? `${m.item.depends}${m.common.colon}${asked.join(m.common.dot)}` : "";
  return [depends, ...facts].filter(Boolean).join(m.common.semicolon);
}

export function whyText(why: WhyView): string {
  if (why.code === "one_of") return `${m.item.oneOf}${m.common.comma}${why.parts.join(m.common.dot)}`;
  if (why.code === "unanswered")
    return openText({ ...why, parts: why.parts.filter((part) => factText(part) !== null) });
  if (why.code !== "because" && why.code !== "not_needed_because") return "";
  const options = why.parts.filter((_, i) => i % 2 === 1);
  return options.join(m.common.dot);
}

/** Which departments of a joint item use the paper. */
export function partsText(row: { parts: readonly string[] }, joint: boolean): string {
  if (row.parts.length > 0) return m.catalog.usedBy(row.parts.join(m.common.dot), row.parts.length);
  return joint ? m.catalog.usedByAll : "";
}

/** "原件 1 复印件 1" */
export function countText(row: { original: number; copy: number }, words = m.item): string {
  return [row.original > 0 && words.original(row.original), row.copy > 0 && words.copy(row.copy)]
    .filter(Boolean)
    .join("　");
}
