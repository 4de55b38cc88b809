// The read-back in pages: no more lines at once than can be seen, so that nothing is confirmed out of sight.
import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch } from "vue";
import type { CitizenForm } from "@/ipc/contract";
import type { CitizenFormState } from "./useCitizenForm";

/** More than these nobody checks at once. */
const MOST_LINES = 4;

export function useReadBack(form: () => CitizenForm, { firstLine, doubted, failure }: CitizenFormState) {
  /** Where the lines stand. */
  let sheet: HTMLElement | null = null;
  const placeSheet = (list: unknown) => void (sheet = list instanceof HTMLElement ? list : null);
  /** How many lines a page has. */
  const room = ref(MOST_LINES);
  const pages = computed(() => Math.max(1, Math.ceil(form().lines.length / room.value)));
  /** With fewer lines on a page some are read twice, and none is passed over. */
  const page = computed(() => Math.floor(firstLine.value / room.value));
  const lines = computed(() => form().lines.slice(page.value * room.value, (page.value + 1) * room.value));
  const isLast = computed(() => page.value >= pages.value - 1);

  const turn = (by: number) => void (firstLine.value = Math.max(0, page.value + by) * room.value);

  let newest = 0;
  /** Long lines: then fewer of them. One that is alone and still too long can be scrolled. */
  async function fit(): Promise<void> {
    const mine = (newest += 1);
    for (;;) {
      await nextTick();
      const list = sheet;
      // A newer look sees what an older one changed.
      if (mine !== newest || !list || room.value <= 1 || list.scrollHeight <= list.clientHeight) return;
      room.value = Math.max(1, Math.min(room.value, lines.value.length) - 1);
    }
  }
  function refit(): void {
    room.value = MOST_LINES;
    void fit();
  }
  watch([() => form().id, () => form().step], refit);
  // Lines that have changed are read from the beginning.
  watch(
    () => JSON.stringify(form().lines),
    () => {
      firstLine.value = 0;
      refit();
    },
  );
  watch([page, failure], () => void fit());
  watch(doubted, (point) => {
    // What is said of it takes room; the line itself stays in sight.
    const at = form().lines.findIndex((line) => line.point === point);
    if (at >= 0) firstLine.value = at;
    void fit();
  });
  onMounted(() => {
    window.addEventListener("resize", refit);
    void fit();
  });
  onBeforeUnmount(() => window.removeEventListener("resize", refit));

  return { placeSheet, lines, page, pages, room, isLast, turn };
}
export type ReadBackPages = ReturnType<typeof useReadBack>;
