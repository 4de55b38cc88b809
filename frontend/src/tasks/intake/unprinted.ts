// Receipts of papers (接收回执) that did not come out as their case was left: told on whatever screen is there then,
// and at the door, until the clerk has read it. The item is named and nobody: another clerk reads nothing of it.
import { shallowRef, watch } from "vue";
import type { PrintResult } from "@/ipc/contract";
import { session } from "@/session";

export interface Unprinted {
  case: string;
  item: string;
  result: PrintResult;
}
/** Newest first. */
export const unprinted = shallowRef<Unprinted[]>([]);
let clerk: string | null = null;
watch(
  () => session.clerk?.number ?? null,
  (number) => {
    // At the door the same clerk still stands there.
    if (number !== null && number !== clerk) unprinted.value = [];
    clerk = number ?? clerk;
  },
  { immediate: true, flush: "sync" },
);

/** What is said of the case before goes. */
export function tellReceipt(id: string, item: string, result: PrintResult): void {
  settleReceipt(id);
  if (result.failure) unprinted.value = [{ case: id, item, result }, ...unprinted.value];
}
export function settleReceipt(id: string): void {
  unprinted.value = unprinted.value.filter((one) => one.case !== id);
}
