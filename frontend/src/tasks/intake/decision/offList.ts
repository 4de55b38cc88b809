// What a notice asks for beyond what the desk lists for this citizen, papers and fields alike:
// each such line wants a reason.
import type { NoticeItem } from "@/ipc/contract";

/** A short name of a listed paper, 户口簿 for 居民户口簿, is that paper. */
export function offList(item: NoticeItem, listed: readonly string[]): boolean {
  const name = item.name.trim();
  if (name === "") return false;
  const short = [...name].length > 2;
  return !listed.some((one) => name.includes(one) || (short && one.includes(name)));
}

export const lacksReason = (item: NoticeItem, listed: readonly string[]) =>
  offList(item, listed) && (item.reason ?? "").trim() === "";
