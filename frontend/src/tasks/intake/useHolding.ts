// Holding the open case, and taking a held one up again when it is opened.
import { ref, shallowRef } from "vue";
import type { HoldView } from "@/ipc/contract";
import type { Intake } from "./useIntake";

export function useHolding(intake: Intake) {
  const asking = ref(false);
  /** The hold that ended by opening the case here: it says where the originals are. */
  const was = shallowRef<HoldView | null>(null);

  function ask(): void {
    if (!intake.view.value?.can_hold) return;
    if (intake.scanning.value) intake.failures.tell("hold", { code: "scan_running" }, "page");
    else asking.value = true;
  }
  async function takeUp(): Promise<void> {
    const held = intake.view.value?.hold ?? null;
    if (held && (await intake.sendCommand("page", "resume", {}))) was.value = held;
  }
  return { asking, was, ask, takeUp };
}
export type Holding = ReturnType<typeof useHolding>;
