// The list on the citizen's screen: shown and taken away by one key; it follows the answers,
// and goes when the clerk goes on.
import { computed, onBeforeUnmount, watch } from "vue";
import { call } from "@/ipc/call";
import type { ListQuery } from "@/ipc/contract";
import { session } from "@/session";

export function useCitizen(list: () => ListQuery | null) {
  const there = computed(() => (session.status?.citizen ?? "none") !== "none");
  const shown = computed(() => session.status?.citizen === "list");
  async function show(on: boolean): Promise<void> {
    const wanted = list();
    if (!there.value || (on && !wanted)) return;
    // The other screen is a help: what fails there must not stand in the way here.
    const status = await call(on ? "show_list" : "clear_citizen", on ? wanted! : {}).catch(() => null);
    if (status) session.status = status;
  }
  watch(
    () => JSON.stringify(list()),
    () => void (shown.value && show(list() !== null)),
  );
  onBeforeUnmount(() => void (shown.value && show(false)));
  return { there, shown, toggle: () => void show(!shown.value) };
}
