// The form before the citizen: put there and taken away by one key; and what the citizen says is wrong.
import { computed, watch, type Ref } from "vue";
import { call } from "@/ipc/call";
import type { SignerView, SigningView } from "@/ipc/contract";
import { isCovered, isTextTarget } from "@/kit/useShortcuts";
import { session } from "@/session";
import type { OpenCase } from "../useCase";
import type { Focus } from "../useFocus";
import type { Selection } from "../useSelection";

interface Parts {
  signing: Readonly<Ref<SigningView | null>>;
  signer: Readonly<Ref<SignerView | null>>;
  /** Typesets it and shows it to the clerk. */
  show: () => Promise<boolean>;
}

export function useShowing(
  { sendCommand, reload }: OpenCase,
  { section }: Selection,
  focus: Focus,
  { signing, signer, show }: Parts,
) {
  const before = computed(() => signing.value?.before ?? null);
  const doubt = computed(() => signing.value?.doubt ?? null);
  const hasScreen = computed(() => (session.status?.citizen ?? "none") !== "none");

  async function putBefore(): Promise<void> {
    const who = signer.value;
    if (!who || !hasScreen.value) return;
    // With a doubt open it is the clerk's word that the form is right as it is.
    if (doubt.value !== null && !(await show())) return;
    focus.leaveForm();
    await sendCommand("form", "show_form_to_citizen", { person: who.person });
  }
  async function takeAway(): Promise<void> {
    const status = await call("clear_citizen", {}).catch(() => null);
    if (status) session.status = status;
    await reload();
  }
  /** In a doubt the key puts the form before the citizen again. */
  const takesAway = computed(() => before.value !== null && doubt.value === null);
  /** The one key for the citizen's screen. A form that nobody has seen is seen first. */
  function toggle(): void {
    if (takesAway.value) void takeAway();
    else if (doubt.value === null && !signing.value?.shown) void show();
    else void putBefore();
  }
  const prolong = () => void (before.value && sendCommand("form", "prolong_form", {}));

  /** Where the citizen says that it is wrong. */
  function openDoubt(): void {
    if (doubt.value) focus.openPoint(doubt.value.point);
  }
  // The clerk waits for the citizen here. A hand that is at something else is not led away: then the primary
  // key leads.
  watch(
    () => doubt.value?.point ?? null,
    (point) => {
      if (point === null || section.value !== 4 || isCovered()) return;
      if (!isTextTarget(document.activeElement)) openDoubt();
    },
  );

  return { before, doubt, hasScreen, takesAway, putBefore, takeAway, toggle, prolong, openDoubt };
}
