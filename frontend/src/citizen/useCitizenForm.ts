// The form before the citizen: what is touched goes to the desk at once or not at all, and what it answers is
// shown. Strokes and the place in the read-back stay while the clerk's screen is locked, and are forgotten once
// nothing waits for them.
import { ref, shallowRef, watch, type ShallowRef } from "vue";
import { asFailure, callAtOnce } from "@/ipc/call";
import type { CitizenForm, CitizenView, Failure, Strokes } from "@/ipc/contract";
import { emptyStrokes } from "./strokes";

export function useCitizenForm(view: ShallowRef<CitizenView | null>, reload: () => Promise<void>) {
  const strokes = shallowRef<Strokes>(emptyStrokes());
  const doubted = ref<string | null>(null);
  /** The first of the lines in sight; all before it were read. */
  const firstLine = ref(0);
  const hasSigned = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const isBusy = ref(false);
  /** Whose strokes they are. */
  let showing: string | null = null;

  function forget(): void {
    strokes.value = emptyStrokes();
    doubted.value = null;
    firstLine.value = 0;
    hasSigned.value = false;
    failure.value = null;
  }
  watch(
    view,
    (now) => {
      const id = now?.form?.id ?? null;
      if (id === null && now?.form_waits) return;
      if (id !== showing) forget();
      showing = id;
    },
    // Nothing of another showing is drawn, not for one frame.
    { flush: "sync" },
  );

  /** Whether it was done, and the same showing still stands there. */
  async function send(work: (form: CitizenForm) => Promise<unknown>): Promise<boolean> {
    const form = view.value?.form;
    if (!form || isBusy.value) return false;
    isBusy.value = true;
    failure.value = null;
    try {
      // Its answer may be older than a lock that came meanwhile: what is shown is asked for anew.
      await work(form);
      await reload();
      return showing === form.id;
    } catch (reason) {
      await reload();
      const refusal = asFailure(reason);
      // Another showing or step stood there already: it is on the screen now, and nothing is wrong.
      failure.value = view.value?.form && refusal.code !== "no_form_before" ? refusal : null;
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  async function doubt(point: string): Promise<void> {
    if (await send(({ id }) => callAtOnce("citizen_doubt", { form: id, point }))) doubted.value = point;
  }
  const confirm = () => send(({ id, step }) => callAtOnce("citizen_confirm", { form: id, step }));
  async function sign(): Promise<void> {
    const drawn = strokes.value;
    if (!(await send(({ id }) => callAtOnce("citizen_sign", { form: id, strokes: drawn })))) return;
    strokes.value = emptyStrokes();
    hasSigned.value = true;
  }
  function clear(): void {
    strokes.value = emptyStrokes();
    failure.value = null;
  }
  return { strokes, doubted, firstLine, hasSigned, failure, isBusy, doubt, confirm, sign, clear };
}
export type CitizenFormState = ReturnType<typeof useCitizenForm>;
