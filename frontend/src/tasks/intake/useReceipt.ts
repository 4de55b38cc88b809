// 接收回执: whoever leaves papers here has it in writing. The desk prints it where papers are kept, once a list; it is
// asked for as the case is left, and before the session ends, since without one nothing is printed.
import { onBeforeUnmount, watch } from "vue";
import { asFailure, call } from "@/ipc/call";
import { session } from "@/session";
import { settleReceipt, tellReceipt } from "./unprinted";
import type { Intake } from "./useIntake";
import { isUndecided } from "./words";

export function useReceipt({ id, view, printed }: Intake) {
  /** Who has gone with their originals left nothing here. */
  const isDue = () =>
    view.value !== null && isUndecided(view.value) && view.value.hold?.originals !== "with_owner";

  async function printOnLeaving(): Promise<void> {
    if (!isDue()) return;
    const of = id();
    const item = view.value?.item?.name ?? "";
    try {
      const { print } = await call("print_receipt", { case: of, again: false });
      tellReceipt(of, item, print);
    } catch (reason) {
      tellReceipt(of, item, { printed: false, printer: null, file: null, failure: asFailure(reason) });
    }
  }
  onBeforeUnmount(() => void (session.clerk && printOnLeaving()));
  // Printed after all by its key.
  watch(printed, (result) => void (result && !result.failure && settleReceipt(id())));

  return { printOnLeaving };
}
