// Where the focus goes in the open case: which section opens, and that its first place is wanted.
import { computed, ref, watch } from "vue";
import type { CaseView } from "@/ipc/contract";
import type { OpenCase } from "./useCase";
import type { Selection } from "./useSelection";

/** Whoever's card has expired and is not confirmed. */
const findUnconfirmed = (view: CaseView | null) =>
  view?.people.find((person) => person.warnings.some((warning) => warning.asks));

export function useFocus({ view, editable, sendCommand }: OpenCase, { section }: Selection) {
  /** The section's own first place for the focus; counts up when it is wanted. */
  const wantFocus = ref(0);
  /** The field that is asked about: the form puts the focus there when it opens. */
  const wantField = ref<string | null>(null);
  /** The question about an expired card waits until the clerk comes back to it. */
  const isCardAside = ref(false);
  const unconfirmed = computed(() => (isCardAside.value ? undefined : findUnconfirmed(view.value)));

  /** What is still being typed in the form goes to the desk before whatever the press was for. */
  function leaveForm(): void {
    const box = document.activeElement;
    if (box instanceof HTMLElement && box.closest("[data-test=form]")) box.blur();
  }
  function openSection(n: number): void {
    if (n !== section.value) leaveForm();
    section.value = n;
    isCardAside.value = false;
    wantFocus.value += 1;
    if (view.value && view.value.section !== n) void sendCommand("page", "open_section", { section: n });
  }
  function openField(field: string): void {
    wantField.value = field;
    openSection(4);
  }

  watch(
    () => view.value?.section,
    (n) => {
      if (n === undefined || n === section.value) return;
      // Half an account number can already be a valid one:
      // the form does not fold away under the hand. The primary key goes on.
      if (section.value === 4 && document.activeElement?.closest("[data-test=form]")) return;
      section.value = n;
      wantFocus.value += 1;
    },
  );
  // A card that is asked about is asked where the people are.
  watch(
    () => view.value?.pending_card?.reading,
    (reading) => {
      if (reading && section.value !== 1) openSection(1);
      // The question came, or went with the button that had the focus.
      else wantFocus.value += 1;
    },
  );

  watch(view, (now, before) => {
    const asked = findUnconfirmed(now)?.id;
    if (!before || asked === findUnconfirmed(before)?.id) return;
    if (asked && editable.value && section.value !== 1) openSection(1);
    isCardAside.value = false;
    wantFocus.value += 1;
  });
  function putCardAside(): void {
    isCardAside.value = true;
    wantFocus.value += 1;
  }

  return { wantFocus, wantField, unconfirmed, putCardAside, openSection, openField };
}
