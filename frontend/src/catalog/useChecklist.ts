// One item's questions and checklist without a case. Nothing personal, nothing kept.
import { onBeforeUnmount, ref, shallowRef } from "vue";
import { call } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { ChecklistView, PrintResult } from "@/ipc/contract";
import { keepFailures } from "@/kit/failures";

export function useChecklist() {
  const view = shallowRef<ChecklistView | null>(null);
  const answers = ref<Record<string, string>>({});
  const failures = keepFailures();
  const printing = ref(false);
  const printed = shallowRef<PrintResult | null>(null);
  let turn = 0;

  async function load(item: string, given: Record<string, string>): Promise<void> {
    answers.value = given;
    printed.value = null;
    await ask(item);
  }

  async function ask(item: string): Promise<void> {
    const mine = ++turn;
    try {
      const next = await call("checklist", { item, answers: answers.value });
      if (mine !== turn) return;
      view.value = next;
      failures.settle("checklist");
    } catch (reason) {
      if (mine === turn) failures.tell("checklist", reason, null);
    }
  }

  const open = (item: string) => load(item, {});
  const answer = (question: string, option: string) =>
    view.value ? load(view.value.item.id, { ...answers.value, [question]: option }) : Promise.resolve();

  // A newer catalog came in: the same answers, asked of the new list.
  onBeforeUnmount(
    onChanged((topic) => void (topic === "catalogue" && view.value && ask(view.value.item.id))),
  );

  async function print(): Promise<void> {
    if (!view.value || printing.value) return;
    printing.value = true;
    try {
      const sheet = await call("print_list", { item: view.value.item.id, answers: answers.value });
      printed.value = await call("print_sheet", { document: sheet.id });
      failures.settle("print");
    } catch (reason) {
      failures.tell("print", reason, null);
    } finally {
      printing.value = false;
    }
  }

  return { view, answers, failures, printing, printed, open, answer, print };
}
