// The list as plain text for a phone: the item, then each paper with its counts.
// In Chinese whatever the clerk reads: it is the citizen's.
import type { CopyBy, Need, Supply } from "@/ipc/contract";
import { zhCN } from "@/messages/zh-CN";
import { countText } from "./reasons";

export interface QrRow {
  name: string;
  original: number;
  copy: number;
  copy_by: CopyBy | null;
  need: Need;
  supply: Supply;
}
/** What a phone still reads off a screen at once. */
export const QR_BYTES = 900;

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text).length;
const need = (row: QrRow) =>
  row.need === "one_of" || row.need === "optional" || row.need === "later" ? zhCN.codes.need[row.need] : "";
const what = (row: QrRow, copiedHere: boolean) =>
  row.supply === "form" ? "窗口打印" : countText(row, zhCN.item, copiedHere).replace("　", " ");

/**
 * Rows that are not needed are left out. `copiedHere`: the scanner is out. `held`: how many of `all` found room.
 */
export function qrText(
  item: string,
  rows: readonly QrRow[],
  copiedHere = false,
): { text: string; held: number; all: number } {
  const line = (row: QrRow, n: number) =>
    `${n}.${[row.name, what(row, copiedHere), need(row)].filter(Boolean).join(" ")}`;
  const lines = rows.filter((row) => row.need !== "not_needed").map((row, i) => line(row, i + 1));
  const cut = (n: number) =>
    [item, ...lines.slice(0, n), ...(n < lines.length ? [`…共 ${lines.length} 项`] : [])].join("\n");
  let held = lines.length;
  while (held > 0 && bytes(cut(held)) > QR_BYTES) held -= 1;
  return { text: cut(held), held, all: lines.length };
}
