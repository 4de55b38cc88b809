// The commands of a case on their way: one at a time and in the order given,
// so that no older reply overtakes a newer one. What failed is told beside the section concerned.
import { ref } from "vue";
import { asFailure, type CommandName } from "@/ipc/call";
import type { Failures } from "@/kit/failures";
import type { Place } from "./unread";

export type Work = CommandName | "import";

/** Only what takes longer than this says that it is at work. */
const SLOW_MS = 300;

/** `reload`: asks for the case again, after a fault that may have left it other than it is shown. */
export function makeCommandQueue(failures: Failures<Place>, reload: () => Promise<void>) {
  const running = ref<Work | null>(null);
  const slow = ref<Work | null>(null);
  let chain: Promise<unknown> = Promise.resolve();
  /** Commands begun and answered so far. */
  let count = 0;

  /** The answer, or nothing where it failed: that is shown then. `act`: what makes it the same, when it is tried again. */
  async function run<T>(place: Place, name: Work, act: string, work: () => Promise<T>): Promise<T | null> {
    running.value = name;
    count += 1;
    const timer = window.setTimeout(() => (slow.value = name), SLOW_MS);
    try {
      const reply = await work();
      failures.settle(act);
      return reply;
    } catch (reason) {
      failures.tell(act, reason, place);
      if (asFailure(reason).code === "conflict") await reload();
      // Pages that came before the fault are in the case.
      if (name === "scan" || name === "import") await reload();
      return null;
    } finally {
      window.clearTimeout(timer);
      count += 1;
      running.value = null;
      if (slow.value === name) slow.value = null;
    }
  }

  function runInOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = chain.then(work, work);
    chain = result;
    return result;
  }

  /** Until everything sent so far is answered. */
  const waitForCommands = () =>
    chain.then(
      () => undefined,
      () => undefined,
    );

  return { running, slow, run, runInOrder, waitForCommands, countCommands: () => count };
}
