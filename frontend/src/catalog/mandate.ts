// By what, how far and until when somebody acts, in one line.
import type { MandateView } from "@/ipc/contract";
import { m } from "@/messages";

/** 办结为止 as the desk calls it: no day, and chosen all the same. */
export const CASE_END = "case_end";

export function tellMandate({ ground, paper, extent, until }: MandateView): string {
  const by = ground === null ? m.people.mandateNoGround : m.people.mandateGrounds[ground];
  const shown = paper === "" ? by : m.people.mandateBy(by, paper);
  const end =
    until === null
      ? m.people.mandateNoEnd
      : until === CASE_END
        ? m.people.mandateCaseEnd
        : m.people.mandateTo(until);
  return m.people.mandateLine(shown, extent, end);
}
