// Where the focus goes in the form's section: to what is asked about, to what is still to be filled in, then to
// what is to be signed; and never to nowhere when the form and its fields take each other's place.
import { nextTick, onMounted, watch, type Ref } from "vue";
import type { Intake } from "../useIntake";

interface Parts {
  renderer: Readonly<Ref<{ focusField: (id: string) => void; focusFirstMissing: () => void } | undefined>>;
  panel: Readonly<Ref<{ focus: () => void } | undefined>>;
  isOpen: Readonly<Ref<boolean>>;
  /** The form as it was typeset stands in the place of its fields. */
  isSheet: Readonly<Ref<boolean>>;
  hasPanel: Readonly<Ref<boolean>>;
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

export function useFormFocus(intake: Intake, { renderer, panel, isOpen, isSheet, hasPanel }: Parts) {
  const { view, signing, wantField } = intake;

  async function focusFirst(): Promise<void> {
    if (!isOpen.value) return;
    await nextTick();
    const next = view.value?.next;
    const field = wantField.value ?? (next?.code === "amend_field" ? next.params.field : undefined);
    wantField.value = null;
    if (field) renderer.value?.focusField(field);
    else focusRest();
  }
  /** What is still to be filled in; then what is to be signed. */
  function focusRest(): void {
    if (hasPanel.value && signing.isOpen.value) panel.value?.focus();
    else renderer.value?.focusFirstMissing();
  }
  /** Whichever side is up: the panel, or the first field that wants something. */
  function focusSide(): void {
    if (!isOpen.value || wantField.value !== null) return;
    if (!isSheet.value) renderer.value?.focusFirstMissing();
    // In a decided case no field takes it.
    if (isSheet.value || isNowhere()) panel.value?.focus();
  }
  /** The clerk turned over. */
  async function followTurn(): Promise<void> {
    await nextTick();
    focusSide();
  }

  watch([isOpen, () => intake.wantFocus.value], focusFirst);
  // Turned over by what the desk or the citizen said: only what went with the other side is put somewhere.
  watch(isSheet, async () => {
    await nextTick();
    if (isNowhere()) focusSide();
  });
  onMounted(focusFirst);
  return { focusRest, followTurn };
}
