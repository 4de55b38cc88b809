// The clerk's own cases: those of the count that was chosen, or those that a text finds.
import { computed, nextTick, onBeforeUnmount, ref, shallowRef, watch } from "vue";
import { useRoute } from "vue-router";
import { call } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { CaseFilter, CaseRow } from "@/ipc/contract";
import { keepFailures } from "@/kit/failures";
import { m } from "@/messages";

const STATUSES: Record<string, CaseFilter["statuses"]> = {
  draft: ["draft", "received"],
  correction: ["correction", "deferred", "deemed"],
  due: ["received", "correction", "accepted", "deferred", "deemed", "returned", "replacing"],
  returned: ["returned", "replacing"],
};
const OPEN: CaseFilter["statuses"] = [
  "draft",
  "received",
  "correction",
  "deferred",
  "deemed",
  "returned",
  "replacing",
  // Until whatever the citizen brought has a holder: then the desk leaves it out.
  "withdrawn",
  "lapsed",
];
/** "待补正" typed where cases are looked for: the state's own word, two letters at least. */
function byState(words: string): CaseFilter["statuses"] {
  if ([...words].length < 2) return [];
  const all = Object.entries(m.codes.status) as [CaseFilter["statuses"][number], string][];
  return all
    .filter(([, label]) => label.toLowerCase().startsWith(words.toLowerCase()))
    .map(([status]) => status);
}

/** `focusList`: the keys go to the cases found. */
export function useMyCases(focusList: () => void) {
  const route = useRoute();
  const rows = shallowRef<CaseRow[]>([]);
  const text = ref("");
  const failures = keepFailures();
  /** What the rows in sight were asked for: Enter opens none that belong to an older text. */
  const foundFor = ref("");

  const filter = computed<CaseFilter>(() => {
    const show = String(route.query.show ?? "");
    const words = text.value.trim();
    const statuses = byState(words);
    const all = { text: "", today: false, waiting: false, due: false };
    if (statuses.length > 0) return { ...all, statuses };
    if (words !== "") return { ...all, statuses: [], text: words };
    if (show === "done_today")
      return {
        ...all,
        statuses: [
          "accepted",
          "deferred",
          "deemed",
          "refused",
          "redirected",
          "completed",
          "withdrawn",
          "lapsed",
          "correction",
        ],
        today: true,
      };
    return { ...all, statuses: STATUSES[show] ?? OPEN, due: show === "due" };
  });
  const filterName = computed(() => {
    const show = String(route.query.show ?? "");
    if (text.value.trim() !== "") return m.home.find;
    if (show === "done_today") return m.side.doneToday;
    if (show === "due") return m.home.due;
    return show === "draft" || show === "correction" || show === "returned" ? m.side[show] : m.home.mine;
  });

  let turn = 0;
  async function load(): Promise<void> {
    const mine = ++turn;
    const wanted = text.value;
    try {
      const found = await call("my_cases", filter.value);
      if (mine !== turn) return;
      rows.value = found;
      foundFor.value = wanted;
      failures.settle("load");
    } catch (reason) {
      if (mine === turn) failures.tell("load", reason, null);
    }
  }
  watch(filter, load, { immediate: true });
  // A chip was chosen: the keys go to its cases.
  watch(
    () => route.query.show,
    async (show) => {
      if (!show) return;
      await load();
      await nextTick();
      focusList();
    },
  );
  const stopListening = onChanged((topic) => {
    if (topic.startsWith("case:") || topic === "status" || topic === "outbox") void load();
  });
  onBeforeUnmount(stopListening);

  return { rows, text, failures, foundFor, filterName };
}
