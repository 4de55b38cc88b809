// Where the focus goes in the open case: which section opens, and that its first place is wanted.
import { computed, ref, watch } from "vue";
import type { CaseView } from "@/ipc/contract";
import type { OpenCase } from "./useCase";
import type { Selection } from "./useSelection";

/** Whose card is not valid, and nobody said why it will do: the first, or whom the clerk chose of them. */
function findUnconfirmed(view: CaseView | null, chosen: string | null = null) {
  const asked = view?.people.filter((person) => person.warnings.some((warning) => warning.asks));
  return asked?.find((person) => person.id === chosen) ?? asked?.[0];
}

/** What is asked about a person: the card, then how far an agent may act. */
const findAsked = (view: CaseView | null) => {
  const card = findUnconfirmed(view)?.id;
  const mandate = view?.people.find((person) => person.asks_mandate)?.id;
  return card ? `card ${card}` : mandate && `mandate ${mandate}`;
};

export function useFocus({ view, editable, sendCommand }: OpenCase, { section }: Selection) {
  /** The section's own first place for the focus; counts up when it is wanted. */
  const wantFocus = ref(0);
  /** The field that is asked about: the form puts the focus there when it opens. */
  const wantField = ref<string | null>(null);
  /** The question about an expired card waits until the clerk comes back to it. */
  const isCardAside = ref(false);
  const chosenCard = ref<string | null>(null);
  const unconfirmed = computed(() =>
    isCardAside.value ? undefined : findUnconfirmed(view.value, chosenCard.value),
  );

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
    const asked = findAsked(now);
    if (!before || asked === findAsked(before)) return;
    if (asked && editable.value && section.value !== 1) openSection(1);
    isCardAside.value = false;
    wantFocus.value += 1;
  });
  function putCardAside(): void {
    isCardAside.value = true;
    wantFocus.value += 1;
  }

  function askCard(person: string): void {
    chosenCard.value = person;
    openSection(1);
  }

  return { wantFocus, wantField, unconfirmed, putCardAside, askCard, openSection, openField };
}
export type Focus = ReturnType<typeof useFocus>;
