// The supervisor's queue, asked for again by time and whenever a case changed.
import { onBeforeUnmount, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { Failure, QueueView } from "@/ipc/contract";
import { queueMemory } from "./words";

const EVERY_MS = 15_000;

export function useQueue() {
  const view = shallowRef<QueueView | null>(null);
  const failure = shallowRef<Failure | null>(null);
  let turn = 0;
  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const found = await call("queue", { ...queueMemory.filter });
      if (mine !== turn) return;
      view.value = found;
      failure.value = null;
    } catch (reason) {
      if (mine === turn) failure.value = asFailure(reason);
    }
  }

  const timer = window.setInterval(() => void load(), EVERY_MS);
  onBeforeUnmount(() => window.clearInterval(timer));
  onBeforeUnmount(onChanged((topic) => void ((topic === "status" || topic.startsWith("case:")) && load())));
  return { view, failure, load };
}
