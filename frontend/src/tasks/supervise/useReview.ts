// One case being read by a supervisor: the view, what failed,
// the marks to look into, the comments written so far, what is being commented on.
import { computed, ref, shallowRef } from "vue";
import { call } from "@/ipc/call";
import type { ReviewView } from "@/ipc/contract";
import { keepFailures } from "@/kit/failures";
import { queueMemory } from "./words";

export function useReview(id: string) {
  const view = shallowRef<ReviewView | null>(null);
  const failures = keepFailures();
  const busy = ref(false);
  const page = ref<string | null>(null);
  /** What is being written about, and the words. */
  const target = ref<string | null>(null);
  const words = ref("");
  const sent = ref(false);
  const comments = computed(() =>
    Object.entries(queueMemory.comments[id] ?? {}).map(([target, text]) => ({ target, text })),
  );

  /** What can be cleared: of the revision in sight, as each has its own. */
  const marks = computed(() => view.value?.marks ?? []);

  async function run(act: string, work: () => Promise<ReviewView>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      view.value = await work();
      failures.settle(act);
      if (!view.value.pages.some((p) => p.id === page.value)) page.value = view.value.pages[0]?.id ?? null;
      return true;
    } catch (reason) {
      failures.tell(act, reason, null);
      return false;
    } finally {
      busy.value = false;
    }
  }
  const load = (revision: number | null = null) => run("load", () => call("review", { case: id, revision }));
  const revision = () => (view.value && view.value.revision !== view.value.of ? view.value.revision : null);
  const conceal = () => run("reveal", () => call("review", { case: id, revision: revision() }));
  /** Why it is shown: typed once, and told each time. */
  const reason = ref("");
  const asking = ref(false);
  async function reveal(): Promise<void> {
    if (view.value?.masked) asking.value = true;
    else await conceal();
  }
  async function giveReason(): Promise<boolean> {
    const told = reason.value.trim();
    if (told === "") return false;
    const shown = await run("reveal", () => call("reveal", { case: id, revision: revision(), reason: told }));
    if (shown) asking.value = false;
    return shown;
  }

  function begin(what: string): void {
    if (!view.value?.can_return) return;
    target.value = what;
    words.value = queueMemory.comments[id]?.[what] ?? "";
  }
  /** Empty words take the comment away. */
  function keep(): void {
    if (target.value === null) return;
    const text = words.value.trim();
    const all = { ...queueMemory.comments[id] };
    if (text === "") delete all[target.value];
    else all[target.value] = text;
    queueMemory.comments[id] = all;
    target.value = null;
  }
  async function sendBack(): Promise<void> {
    const now = view.value;
    if (!now || comments.value.length === 0) return;
    sent.value = await run("send_back", () =>
      call("send_back", { case: id, revision: now.revision, comments: comments.value }),
    );
    if (sent.value) delete queueMemory.comments[id];
  }
  /** All that was shown, and nothing that came up since. The comments written so far stay. */
  async function clearMarks(): Promise<boolean> {
    const now = view.value;
    if (!now || marks.value.length === 0) return false;
    return run("clear_marks", () =>
      call("clear_marks", { case: id, revision: now.revision, marks: marks.value }),
    );
  }
  function name(what: string): string {
    const [kind, key] = what.split(":");
    if (kind === "material") return view.value?.materials.find((row) => row.id === key)?.name ?? "";
    return view.value?.form.flatMap((s) => s.fields).find((f) => f.id === key)?.label ?? "";
  }
  return {
    view,
    failures,
    busy,
    page,
    target,
    words,
    sent,
    comments,
    marks,
    load,
    reveal,
    reason,
    asking,
    giveReason,
    begin,
    keep,
    sendBack,
    clearMarks,
    name,
  };
}

export type Review = ReturnType<typeof useReview>;
