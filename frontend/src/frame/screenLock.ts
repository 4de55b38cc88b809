// Locking the screen: it is empty at once, what was being typed is written through,
// then the desk locks. Unlocking gives the same spot back. The desk may also lock by itself.
import { nextTick, reactive, watch } from "vue";
import { call } from "@/ipc/call";
import type { Hello } from "@/ipc/contract";
import { waitForAnswers, openGate, shutGate } from "@/ipc/gate";
import { applyHello, session } from "@/session";

const WRITE_AT_MOST_MS = 1000;

export const screenLock = reactive({ hiding: false, relief: false });
let from: HTMLElement | null = null;

export async function lockScreen(relief = false): Promise<void> {
  if (screenLock.hiding || session.locked) return;
  leaveSpot();
  screenLock.relief = relief;
  screenLock.hiding = true;
  await waitForAnswers(WRITE_AT_MOST_MS);
  try {
    applyHello(await call("lock", {}));
    shutGate();
  } catch {
    // Nobody is signed in any more: the door is on the screen then.
    await uncover();
  }
}

/** The field is left, as its own rules ask: what was typed in it is on its way to the desk, or waits at the gate. */
function leaveSpot(): void {
  from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  from?.blur();
}

/** Where the desk locked by itself. Before the screen is covered: a covered field has no focus to remember. */
export function followLock(): () => void {
  return watch(
    () => session.locked !== null,
    (locked) => {
      if (!locked || screenLock.hiding) return;
      shutGate();
      leaveSpot();
    },
    { flush: "sync", immediate: true },
  );
}

export async function finishUnlock(hello: Hello): Promise<void> {
  applyHello(hello);
  openGate();
  await uncover();
}

/** Another clerk: the program begins anew, and nothing of the one before is left in this window. */
export function beginAnew(): void {
  window.location.hash = "#/";
  window.location.reload();
}

async function uncover(): Promise<void> {
  screenLock.hiding = false;
  screenLock.relief = false;
  await nextTick();
  if (from?.isConnected) from.focus();
  from = null;
}
