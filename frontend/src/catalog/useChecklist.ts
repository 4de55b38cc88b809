// One item's questions and checklist without a case. Nothing personal, nothing kept.
import { onBeforeUnmount, ref, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { ChecklistView, Failure, PrintResult } from "@/ipc/contract";

export function useChecklist() {
  const view = shallowRef<ChecklistView | null>(null);
  const answers = ref<Record<string, string>>({});
  const failure = shallowRef<Failure | null>(null);
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
      failure.value = null;
    } catch (reason) {
      if (mine === turn) failure.value = asFailure(reason);
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
    failure.value = null;
    try {
      const sheet = await call("print_list", { item: view.value.item.id, answers: answers.value });
      printed.value = await call("print_sheet", { document: sheet.id });
    } catch (reason) {
      failure.value = asFailure(reason);
    } finally {
      printing.value = false;
    }
  }

  return { view, answers, failure, printing, printed, open, answer, print };
}
