// A hold in words: the reason chosen, or what was written.
import type { HoldView } from "@/ipc/contract";
import { m } from "@/messages";

export const holdReason = (hold: HoldView): string => hold.note ?? m.holding.reasons[hold.reason];
