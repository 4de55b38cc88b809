// Locking the screen: it is empty at once, what was being typed is written through,
// then the desk locks. Unlocking gives the same spot back.
import { nextTick, reactive } from "vue";
import { call } from "@/ipc/call";
import type { Hello } from "@/ipc/contract";
import { waitForAnswers, openGate, shutGate } from "@/ipc/gate";
import { applyHello } from "@/session";

const WRITE_AT_MOST_MS = 1000;

export const screenLock = reactive({ hiding: false, relief: false });
let from: HTMLElement | null = null;

export async function lockScreen(relief = false): Promise<void> {
  if (screenLock.hiding) return;
  from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  from?.blur();
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

export async function finishUnlock(hello: Hello): Promise<void> {
  applyHello(hello);
  openGate();
  await uncover();
}

async function uncover(): Promise<void> {
  screenLock.hiding = false;
  screenLock.relief = false;
  await nextTick();
  if (from?.isConnected) from.focus();
  from = null;
}
