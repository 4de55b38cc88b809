// Looking an item up while it is being typed, the pre-edit text included. Not the search itself: that is the desk's.
import { ref, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import type { Failure, ItemHit } from "@/ipc/contract";

/** What an input method shows while composing ("sheng'yu", "sheng yu") without its marks. */
export function plainQuery(text: string): string {
  return text.replace(/['’`\s]/g, "");
}

export function useItemSearch() {
  const hits = shallowRef<ItemHit[]>([]);
  const active = ref(0);
  const asked = ref("");
  /** The text that the hits in sight belong to. */
  const answered = ref("");
  const failure = shallowRef<Failure | null>(null);
  let turn = 0;

  async function ask(text: string): Promise<void> {
    const query = plainQuery(text);
    if (query === asked.value) return;
    asked.value = query;
    const mine = ++turn;
    if (query === "") {
      hits.value = [];
      answered.value = "";
      return;
    }
    try {
      const found = await call("search_items", { query });
      if (mine !== turn) return;
      hits.value = found;
      active.value = 0;
      answered.value = query;
      failure.value = null;
    } catch (reason) {
      if (mine === turn) failure.value = asFailure(reason);
    }
  }

  function move(by: number): void {
    const all = hits.value.length;
    if (all > 0) active.value = (active.value + by + all) % all;
  }

  return { hits, active, asked, answered, failure, ask, move };
}
