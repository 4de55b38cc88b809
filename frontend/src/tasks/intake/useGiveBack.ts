// 全部退还: what goes back and what stays, read on both screens while it is open, then said by one key. That key is
// dead at first: the rows may open by themselves, under a hurried second press.
import { computed, onBeforeUnmount, ref, watch } from "vue";
import { call } from "@/ipc/call";
import { session } from "@/session";
import { useDeadTime } from "@/kit/deadTime";
import type { OpenCase } from "./useCase";
import type { Focus } from "./useFocus";
import type { Selection } from "./useSelection";

export function useGiveBack(openCase: OpenCase, { section }: Selection, focus: Focus) {
  const { view, id, sendCommand } = openCase;
  const reading = ref(false);
  const dead = useDeadTime();
  const due = computed(() => view.value?.materials.filter((row) => row.due_custody ?? row.due_copies) ?? []);
  const goesBack = computed(() => due.value.filter((row) => row.due_custody === "returned"));
  const stays = computed(() => due.value.filter((row) => row.due_custody === "held"));
  const copiesStay = computed(() => due.value.filter((row) => row.due_copies !== null));
  const place = computed(() => session.status?.signed_in?.held_at ?? "");
  const names = computed(() =>
    JSON.stringify(due.value.map((row) => [row.id, row.due_custody, row.due_copies])),
  );

  // The other screen is a help: what fails there must not stand in the way here.
  async function showCitizen(on: boolean): Promise<void> {
    if ((session.status?.citizen ?? "none") === "none") return;
    const shown = on ? call("show_give_back", { case: id() }) : call("clear_citizen", {});
    const status = await shown.catch(() => null);
    if (status) session.status = status;
  }
  function begin(): void {
    if (section.value !== 3) focus.openSection(3);
    // What is held nobody knows where is said row by row.
    if (due.value.length === 0) return;
    if (reading.value) return;
    void showCitizen(true);
    reading.value = true;
    dead.begin();
  }
  function leave(): void {
    if (reading.value) void showCitizen(false);
    reading.value = false;
  }
  /** The first press shows the rows, where they are not in sight yet. */
  function press(): void {
    if (!reading.value) return begin();
    if (!dead.ready.value) return;
    void sendCommand("materials", "give_back_all", {});
  }

  watch(names, () => {
    if (!reading.value) return;
    if (due.value.length === 0) leave();
    else {
      void showCitizen(true);
      dead.begin();
    }
  });
  // Nothing else is left to do with the papers: the rows are read now.
  watch(
    () => view.value?.next.code === "give_back" && section.value === 3,
    (isNext) => (isNext ? begin() : section.value !== 3 && leave()),
  );
  watch(section, (n) => n !== 3 && leave());
  onBeforeUnmount(leave);

  return { reading, ready: dead.ready, due, goesBack, stays, copiesStay, place, press, leave };
}
export type GiveBack = ReturnType<typeof useGiveBack>;
