// A hold in words: the reason chosen, or what was written.
import type { HoldView } from "@/ipc/contract";
import { m } from "@/messages";

/** A void that waits for a supervisor, and a citizen who was telephoned, are named beside what was written. */
export const holdReason = (hold: HoldView): string => {
  const reason = m.holding.reasons[hold.reason];
  if (hold.note === null || hold.reason === "other") return hold.note ?? reason;
  return `${reason} · ${hold.note}`;
};
