// Who looked at what: the filter, the lines, and an export with its reason.
import { reactive, ref, shallowRef } from "vue";
import { call } from "@/ipc/call";
import type { AuditExported, AuditFilter, AuditView, AuditWords } from "@/ipc/contract";
import { keepFailures } from "@/kit/failures";
import { m } from "@/messages";

/** Why somebody looked, as this screen says it; `{}` is where the number or the command stands. */
const tableWords = (): AuditWords => ({
  in_case: m.audit.inCase("{}"),
  in_unnumbered: m.audit.inCase(null),
  by_command: m.audit.byCommand("{}"),
  unrecorded: m.audit.unrecorded,
  actions: m.audit.actions,
});

export function useAudit() {
  const filter = reactive<AuditFilter>({ clerk: null, day: null, number: "", only: "looks" });
  const view = shallowRef<AuditView | null>(null);
  const exported = shallowRef<AuditExported | null>(null);
  const failures = keepFailures();
  const busy = ref(false);
  const asking = ref(false);
  const reason = ref("");
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const found = await call("audit_trail", { ...filter });
      if (mine !== turn) return;
      view.value = found;
      failures.settle("load");
    } catch (cause) {
      if (mine === turn) failures.tell("load", cause, null);
    }
  }
  /** What is in sight by the filter, all of it. */
  async function giveReason(): Promise<boolean> {
    const told = reason.value.trim();
    if (busy.value || told === "") return false;
    busy.value = true;
    try {
      exported.value = await call("export_audit", { ...filter, reason: told, words: tableWords() });
      failures.settle("export");
      asking.value = false;
      await load();
      return true;
    } catch (cause) {
      failures.tell("export", cause, null);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { filter, view, exported, failures, busy, asking, reason, load, giveReason };
}
