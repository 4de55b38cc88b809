// How long the form still stands before the citizen. The desk counts; between two of its answers the seconds go on.
import { computed, onBeforeUnmount, ref, watch } from "vue";
import { session } from "@/session";

/** From here on it is a warning. */
const LAST_SECONDS = 30;
const MINUTE = 60;

export function useFormEnd() {
  const seconds = ref<number | null>(null);
  watch(
    () => session.status,
    (status) => (seconds.value = status?.citizen_form_ends_in ?? null),
    { immediate: true },
  );
  const timer = window.setInterval(() => {
    if (seconds.value) seconds.value -= 1;
  }, 1000);
  onBeforeUnmount(() => window.clearInterval(timer));
  return {
    seconds,
    isLast: computed(() => seconds.value !== null && seconds.value <= LAST_SECONDS),
    minutes: computed(() => (seconds.value === null ? null : Math.ceil(seconds.value / MINUTE))),
  };
}
