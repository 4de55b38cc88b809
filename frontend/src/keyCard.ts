// The card of all keys on paper: the rows of the panel, in both languages, handed to the typesetter.
import { ref, shallowRef } from "vue";
import { asFailure, call } from "./ipc/call";
import type { Failure, KeyCardGroup, PrintResult } from "./ipc/contract";
import { keyText } from "./kit/keys";
import { listKeyGroups } from "./keys";
import { languages } from "./messages";

const { "zh-CN": zhCN, en } = languages;

/** As they are printed: the panel's, whatever language the screen has. */
export function listCardGroups(practice: boolean): KeyCardGroup[] {
  return listKeyGroups(practice).map((group) => ({
    title: zhCN.keys.groups[group.id],
    also: en.keys.groups[group.id],
    rows: group.rows.map((key) => ({
      keys: [...key.after, ...key.shown].map(keyText),
      says: key.says(zhCN),
      also: key.says(en),
    })),
  }));
}

export function useKeyCard() {
  const printed = shallowRef<PrintResult | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const printing = ref(false);

  async function print(practice: boolean): Promise<void> {
    if (printing.value) return;
    printing.value = true;
    printed.value = failure.value = null;
    try {
      printed.value = await call("print_key_card", { groups: listCardGroups(practice) });
    } catch (reason) {
      failure.value = asFailure(reason);
    } finally {
      printing.value = false;
    }
  }
  /** Another panel begins without the last one's word. */
  function forget(): void {
    printed.value = failure.value = null;
  }
  return { printed, failure, printing, print, forget };
}
