// Looking an item up while it is being typed, the pre-edit text included.
// Not the search itself: that is the desk's.
import { ref, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import type { Failure, ItemHit } from "@/ipc/contract";

/** What an input method shows while composing ("sheng'yu", "sheng yu") without its marks. */
export function plainQuery(text: string): string {
  return text.replace(/['’`\s]/g, "");
}

/**
 * `withRecent`: without a word the items that this clerk used lately are offered,
 * none of them chosen beforehand.
 */
export function useItemSearch(withRecent = false) {
  const hits = shallowRef<ItemHit[]>([]);
  /** How many fit beside the hits. */
  const more = ref(0);
  const active = ref(0);
  const asked = ref("");
  /** The text that the hits in sight belong to. */
  const answered = ref("");
  const failure = shallowRef<Failure | null>(null);
  const recent = shallowRef<ItemHit[]>([]);
  let turn = 0;

  function idle(): void {
    hits.value = recent.value;
    more.value = 0;
    active.value = -1;
  }
  async function loadRecent(): Promise<void> {
    if (!withRecent) return;
    // A help only: without it the search works as ever.
    const found = await call("search_items", { query: "" }).catch(() => null);
    recent.value = found?.hits ?? [];
    if (asked.value === "") idle();
  }

  async function ask(text: string): Promise<void> {
    const query = plainQuery(text);
    if (query === asked.value) return;
    asked.value = query;
    const mine = ++turn;
    if (query === "") {
      idle();
      answered.value = "";
      return;
    }
    try {
      const found = await call("search_items", { query });
      if (mine !== turn) return;
      hits.value = found.hits;
      more.value = found.more;
      active.value = 0;
      answered.value = query;
      failure.value = null;
    } catch (reason) {
      if (mine === turn) failure.value = asFailure(reason);
    }
  }

  function move(by: number, all: number): void {
    if (all > 0) active.value = active.value < 0 ? (by > 0 ? 0 : all - 1) : (active.value + by + all) % all;
  }

  return { hits, more, active, asked, answered, failure, recent, loadRecent, ask, move };
}
