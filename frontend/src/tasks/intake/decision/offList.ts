// What a notice asks for beyond what the desk lists for this citizen, papers and fields alike:
// each such line wants a reason.
import type { NoticeItem } from "@/ipc/contract";

const ADDITIONS = ["", "原件", "复印件", "原件及复印件", "原件和复印件", "首页", "正反面", "全本"];
const isAddition = (rest: string) => ADDITIONS.includes(rest) || /^[（(].*[）)]$/.test(rest);

/** A short name of a listed paper, 户口簿 for 居民户口簿, is that paper, as is 居民户口簿（首页）; words that only
 * speak of it are another thing. */
export function offList(item: NoticeItem, listed: readonly string[]): boolean {
  const name = item.name.trim();
  if (name === "") return false;
  const short = [...name].length > 2;
  const means = (one: string) => name.startsWith(one) && isAddition(name.slice(one.length));
  return !listed.some((one) => means(one) || (short && one.includes(name)));
}

export const lacksReason = (item: NoticeItem, listed: readonly string[]) =>
  offList(item, listed) && (item.reason ?? "").trim() === "";
