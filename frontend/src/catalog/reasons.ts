// Why a row is on the list, or not, and who uses it: question and option pairs,
// facts and departments put into a line.
import type { AcceptAs, CopyBy, QuestionView, WhyView } from "@/ipc/contract";
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

interface Copied {
  original: number;
  copy: number;
  copy_by: CopyBy | null;
}

/**
 * What to bring, for every list: "原件 1　复印件不用带，窗口扫描", or "原件 1　复印件 1" where the window
 * does not scan. `copiedHere`: the scanner is out, and the clerk makes a copy.
 */
export function countText(row: Copied, words = m.item, copiedHere = false): string {
  const byWindow = copiedHere ? words.copiedHere : words.noCopy;
  const copies = { citizen: words.copy(row.copy), window: byWindow };
  return [row.original > 0 && words.original(row.original), row.copy_by && copies[row.copy_by]]
    .filter(Boolean)
    .join("　");
}

/** How the row is taken at this window. */
export function acceptText(row: Copied & { accept: AcceptAs }, copiedHere = false): string {
  const { sees, seesCopy, keepsBoth } = m.materials;
  if (row.accept === "see_and_copy" && row.copy_by === "citizen") return seesCopy.citizen;
  if (row.copy_by !== "window") return sees[row.accept];
  if (row.accept === "both") return copiedHere ? keepsBoth.copied : keepsBoth.scanned;
  return copiedHere && row.accept === "see_and_copy" ? seesCopy.window : sees[row.accept];
}
