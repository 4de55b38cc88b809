// A day's list to look at, which leaves this computer as a table, with a reason alone.
import { ref, shallowRef } from "vue";
import { keepFailures } from "@/kit/failures";

/**
 * `read`: without a day it is today's. `write`: the path of the file that was written.
 * `forget`: what was shown of another day and is not true of this one.
 */
export function useDayTable<View extends { day: string }>(
  read: (day: string | null) => Promise<View>,
  write: (day: string, reason: string) => Promise<string>,
  forget: () => void = () => undefined,
) {
  const view = shallowRef<View | null>(null);
  const failures = keepFailures();
  const day = ref("");
  const table = ref("");
  const reason = ref("");
  const asking = ref(false);
  const busy = ref(false);

  async function load(): Promise<boolean> {
    try {
      const found = await read(day.value.trim() === "" ? null : day.value);
      view.value = found;
      day.value = found.day;
      failures.settle("load");
      return true;
    } catch (cause) {
      failures.tell("load", cause, null);
      return false;
    }
  }
  /** When the box is left, or at Enter: while it is being typed it is no day yet. */
  async function chooseDay(): Promise<boolean> {
    if (day.value === view.value?.day) return true;
    table.value = "";
    forget();
    return load();
  }
  /** One at a time, of the day that stands in the box, left or not. */
  async function act(name: string, work: (day: string) => Promise<void>): Promise<void> {
    if (busy.value || !(await chooseDay()) || !view.value) return;
    busy.value = true;
    try {
      await work(view.value.day);
      failures.settle(name);
    } catch (cause) {
      failures.tell(name, cause, null);
    } finally {
      busy.value = false;
    }
  }
  async function exportTable(): Promise<void> {
    const why = reason.value.trim();
    if (why === "") return;
    await act("export", async (chosen) => {
      table.value = await write(chosen, why);
      asking.value = false;
    });
  }
  return { view, failures, day, table, reason, asking, busy, load, chooseDay, act, exportTable };
}
