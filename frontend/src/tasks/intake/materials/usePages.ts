// The pages of the open case under the hand: turned, deleted, put in order and filed under a row.
import { computed, ref, type ComputedRef } from "vue";
import type { MaterialView } from "@/ipc/contract";
import type { Intake } from "../useIntake";

/** The neighbour in a list; the ends hold. */
function step<T extends { id: string }>(list: T[], id: string | null, by: number): string | null {
  if (list.length === 0) return null;
  const at = list.findIndex((x) => x.id === id);
  return list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + by))]!.id;
}
export function usePages(intake: Intake, rows: ComputedRef<MaterialView[]>) {
  const { view, editable, material, page } = intake;
  const current = computed(() => view.value?.pages.find((p) => p.id === page.value) ?? null);
  const onPage = (work: (id: string) => void) => () => page.value && editable.value && work(page.value);
  const turn = onPage((id) => void intake.sendCommand("materials", "turn_page", { page: id }));
  /**
   * A file of several pages stays what it is as long as one of its pages is in use: then it is sent as it
   * came.
   */
  const sentWhole = ref(false);
  const remove = onPage((id) => {
    sentWhole.value = view.value!.pages.some((p) => p.id !== id && p.sha256 === current.value?.sha256);
    void intake.sendCommand("materials", "delete_page", { page: id });
  });

  /**
   * Counted from what the last press left, not from what is still on the screen:
   * hence waitForCommands first, here and below.
   */
  async function reorder(by: number): Promise<void> {
    await intake.waitForCommands();
    const at = view.value?.pages.findIndex((p) => p.id === page.value) ?? -1;
    const to = at + by;
    if (at >= 0 && to >= 0 && to < view.value!.pages.length)
      void intake.sendCommand("materials", "move_page", { page: page.value!, to: to + 1 });
  }
  const toRow = (by: number) => intake.pickMaterial(step(rows.value, material.value, by));
  const toPage = (by: number) => intake.pickPage(step(view.value?.pages ?? [], page.value, by));
  function assign(n: number): void {
    const target = rows.value[n - 1];
    if (!target) return;
    if (page.value && current.value?.material === null) void refile(n);
    else intake.pickMaterial(target.id);
  }
  /** The page in view under another row, wherever it was. */
  async function refile(n: number): Promise<void> {
    const target = rows.value[n - 1];
    if (!page.value || !target || current.value?.material === target.id) return;
    const stacked = current.value?.material === null;
    const filed = page.value;
    const done = await intake.sendCommand("materials", "assign_page", {
      page: page.value,
      material: target.id,
    });
    // A stack is put in order page by page.
    const next = view.value?.pages.find((p) => p.material === null);
    if (done) intake.choosePage(stacked && next ? next.id : filed);
  }

  return { current, sentWhole, turn, remove, reorder, toRow, toPage, assign, refile };
}
