// The form before the decision: seen by the clerk, put before the citizen or printed, signed by each signer once.
// What is next of it is one key; the desk says what is still missing.
import { computed, ref, watch } from "vue";
import type { SignedBy, WitnessInput } from "@/ipc/contract";
import { useDeadTime } from "@/kit/deadTime";
import type { OpenCase } from "../useCase";
import type { Focus } from "../useFocus";
import type { Selection } from "../useSelection";
import { usePaperSignature } from "./usePaperSignature";
import { useShowing } from "./useShowing";

/** What the one key does next; of `nothing` the desk's own next step has the key. */
export type SignStep = "nothing" | "show" | "doubt" | "put" | "wait" | "print" | "scan" | "bind" | "refused";

/** A hurried second press was meant for what stood there before. */
const AFTER_A_LOOK: readonly SignStep[] = ["put", "print", "bind"];

export function useSigning(openCase: OpenCase, selection: Selection, focus: Focus) {
  const { view, editable, sendCommand } = openCase;
  const { section, kind } = selection;
  const signing = computed(() => view.value?.signing ?? null);
  const signers = computed(() => signing.value?.signers ?? []);
  const chosen = ref<string | null>(null);
  const unsigned = computed(() => signers.value.filter((one) => one.by === null));
  /** Who is to sign: whom the clerk chose, else the first who does not refuse. */
  const signer = computed(
    () =>
      unsigned.value.find(({ person }) => person === chosen.value) ??
      unsigned.value.find(({ refused }) => !refused) ??
      unsigned.value[0] ??
      null,
  );
  const paper = usePaperSignature(openCase, signing, signer);
  /** The form is complete: now it is seen and signed. */
  const isOpen = computed(
    () => editable.value && signing.value !== null && (view.value?.form?.left ?? 0) === 0,
  );
  /** Beside a complete form, also where it is decided and only to be read. */
  const hasPanel = computed(() => signing.value !== null && view.value?.form?.left === 0);
  /** What is still being typed is in the form that is shown. */
  function show(): Promise<boolean> {
    focus.leaveForm();
    return sendCommand("form", "show_form", {});
  }
  const showing = useShowing(openCase, selection, focus, { signing, signer, show });
  const { before, doubt, hasScreen } = showing;

  /** The typeset form is looked at, not its fields. */
  const isSheet = ref(false);
  const seen = computed(() => (signing.value?.shown ? signing.value.form : null));
  watch(
    () => seen.value?.id ?? null,
    (form) => (isSheet.value = form !== null),
    { immediate: true },
  );
  watch(focus.wantField, (field) => field !== null && (isSheet.value = false), { flush: "sync" });

  const step = computed((): SignStep => {
    const now = signing.value;
    if (!isOpen.value || !now) return "nothing";
    if (doubt.value !== null) return "doubt";
    if (seen.value === null) return "show";
    const who = signer.value;
    if (who === null) return "nothing";
    if (before.value?.person === who.person && before.value.step !== "done") return "wait";
    if (who.refused) return "refused";
    // A witness's hand in the place of the signer's is enough where the place says so; else a fingerprint is.
    const isByHand = who.witness === null || now.witness_enough;
    if (now.strokes && hasScreen.value && isByHand && !now.printed) return "put";
    if (!now.printed) return "print";
    return paper.toBind.value ? "bind" : "scan";
  });
  const dead = useDeadTime();
  watch(
    () => `${step.value} ${signer.value?.person} ${paper.page.value?.id}`,
    () => dead.begin(),
    { immediate: true },
  );
  /** What the one key does is looked at first. */
  const needsLook = computed(
    () => AFTER_A_LOOK.includes(step.value) || (step.value === "scan" && paper.unread.value !== null),
  );
  /** Nobody can have looked at it yet: the key does nothing, and says so. */
  const isTooSoon = computed(() => needsLook.value && section.value === 4 && !dead.ready.value);

  function print(): void {
    if (seen.value === null) return;
    focus.leaveForm();
    void sendCommand("form", "print_form", {});
  }
  /** A page that was not looked at yet is shown first. */
  function signPaper(by: SignedBy): void {
    if (paper.toBind.value?.shown === false) isSheet.value = true;
    void paper.sign(by);
  }
  const readAloud = () =>
    void (signer.value && sendCommand("form", "read_form_aloud", { person: signer.value.person }));
  const refuse = (note: string) =>
    sendCommand("form", "refuse_signature", { person: signer.value?.person ?? "", note: note || null });

  /** Before whom the signer signs, who cannot write; none: before nobody after all. It is another form then. */
  const nameWitness = (witness: WitnessInput | null) =>
    sendCommand("form", "name_witness", { person: signer.value?.person ?? "", witness });
  const readWitness = (namesake: boolean) =>
    sendCommand("form", "read_witness_card", { person: signer.value?.person ?? "", namesake });

  const acts: Record<SignStep, () => void> = {
    nothing: () => undefined,
    show: () => void show(),
    doubt: showing.openDoubt,
    put: () => void showing.putBefore(),
    wait: () => undefined,
    print,
    scan: () => signPaper("pen"),
    bind: () => signPaper("pen"),
    refused: () => {
      kind.value = "correction";
      focus.openSection(5);
    },
  };
  function press(): void {
    const now = step.value;
    const isHere = section.value === 4;
    if (!isHere && now !== "doubt") focus.openSection(4);
    // From another section the first press only leads here, but for what is to be seen anyhow.
    if (needsLook.value && (!isHere || isTooSoon.value)) return;
    acts[now]();
  }

  const { takesAway, takeAway, toggle, prolong } = showing;
  const state = {
    signing,
    signers,
    signer,
    isOpen,
    hasPanel,
    before,
    doubt,
    hasScreen,
    isSheet,
    seen,
    step,
    paper,
  };
  const choose = (person: string) => void (chosen.value = person);
  return {
    ...state,
    isTooSoon,
    takesAway,
    takeAway,
    toggle,
    prolong,
    choose,
    press,
    print,
    signPaper,
    readAloud,
    refuse,
    nameWitness,
    readWitness,
  };
}
export type Signing = ReturnType<typeof useSigning>;
