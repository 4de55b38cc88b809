// Where the focus goes in the open case: which section opens, and that its first place is wanted.
import { computed, ref, watch } from "vue";
import type { CaseView } from "@/ipc/contract";
import { isCovered, isTextTarget } from "@/kit/useShortcuts";
import type { OpenCase } from "./useCase";
import type { Selection } from "./useSelection";

/** Whose card is not valid, and nobody said why it will do: the first, or whom the clerk chose of them. */
function findUnconfirmed(view: CaseView | null, chosen: string | null = null) {
  const asked = view?.people.filter((person) => person.warnings.some((warning) => warning.asks));
  return asked?.find((person) => person.id === chosen) ?? asked?.[0];
}

/** What is asked about a person: the card, then by what somebody acts. */
const findAsked = (view: CaseView | null) => {
  const card = findUnconfirmed(view)?.id;
  const mandate = view?.people.find((person) => person.asks_mandate)?.id;
  return card ? `card ${card}` : mandate && `mandate ${mandate}`;
};

/** Where in its section the place of a doubted fact is, of facts that are no field of the form. */
function findPlace(point: string): { section: number; place: string } {
  const [what, id = ""] = point.split(":");
  const name = CSS.escape(id);
  if (what === "person") return { section: 1, place: `[data-test="edit-${name}"]` };
  if (what === "answer")
    return {
      section: 2,
      place: `[data-question="${name}"] [role=radio][tabindex="0"], [data-test="known-change-${name}"]`,
    };
  return { section: 2, place: "[data-test=change-item]" };
}

/** In the form, or in what has nothing to do with it: a note, a search. Nobody is led away from there. */
function isHandBusy(): boolean {
  const box = document.activeElement;
  if (isCovered() || box?.closest("[data-test=form]")) return true;
  return isTextTarget(box) && !box?.closest("[data-test=section-4]");
}

export function useFocus({ view, editable, sendCommand }: OpenCase, { section, role }: Selection) {
  /** The section's own first place for the focus; counts up when it is wanted. */
  const wantFocus = ref(0);
  /** The field that is asked about: the form puts the focus there when it opens. */
  const wantField = ref<string | null>(null);
  /** What is asked about and is no field: the section puts the focus there when it opens. */
  const wantPlace = ref<string | null>(null);
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
  /** Sections asked for and not answered: until then the view tells of an older wish. */
  let asking = 0;
  async function askSection(n: number): Promise<void> {
    if (!view.value || (asking === 0 && view.value.section === n)) return;
    asking += 1;
    await sendCommand("page", "open_section", { section: n });
    asking -= 1;
  }
  function openSection(n: number): void {
    if (n !== section.value) leaveForm();
    section.value = n;
    isCardAside.value = false;
    wantFocus.value += 1;
    void askSection(n);
  }
  function openField(field: string): void {
    wantField.value = field;
    openSection(4);
  }

  /** What the citizen said of the form: `field:…`, `person:…`, `answer:…`, `item`. */
  function openPoint(point: string): void {
    if (point.startsWith("field:")) return openField(point.slice("field:".length));
    const person = view.value?.people.find((one) => `person:${one.role}` === point);
    if (person) role.value = person.role;
    const found = findPlace(point);
    wantPlace.value = found.place;
    openSection(found.section);
  }

  watch(
    () => view.value?.section,
    (n) => {
      if (n === undefined || n === section.value || asking > 0) return;
      // Half an account number can already be a valid one:
      // the form does not fold away under the hand. The primary key goes on.
      if (section.value === 4 && isHandBusy()) return;
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

  const places = { wantFocus, wantField, wantPlace, unconfirmed };
  return { ...places, putCardAside, askCard, leaveForm, openSection, openField, openPoint };
}
export type Focus = ReturnType<typeof useFocus>;
