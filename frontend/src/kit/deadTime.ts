// Half a second in which nothing is done by what has just appeared: the second press of a hurried hand was
// meant for what stood there before.
import { onBeforeUnmount, ref } from "vue";

export const DEAD_MS = 500;

export function useDeadTime() {
  const ready = ref(false);
  let timer: number | undefined;
  function stop(): void {
    window.clearTimeout(timer);
    ready.value = false;
  }
  function begin(): void {
    stop();
    timer = window.setTimeout(() => (ready.value = true), DEAD_MS);
  }
  onBeforeUnmount(stop);
  return { ready, begin, stop };
}
