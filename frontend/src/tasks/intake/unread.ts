// What failed in each case and was not put away. A case that is left and opened again still says so, and so
// does one that was left while its files came in. Another clerk reads nothing of it.
import { watch } from "vue";
import { keepFailures, type Failures } from "@/kit/failures";
import { session } from "@/session";

export type Place = "page" | "people" | "item" | "materials" | "form" | "decision";
/** The places in the order of the case's sections, which count from one. */
const SECTIONS: Place[] = ["people", "item", "materials", "form", "decision"];
export const placeOf = (section: number): Place => SECTIONS[section - 1] ?? "page";

const kept = new Map<string, Failures<Place>>();
watch(
  () => session.clerk?.number,
  () => kept.clear(),
);

export function failuresOf(id: string): Failures<Place> {
  const failures = kept.get(id) ?? keepFailures<Place>();
  kept.set(id, failures);
  return failures;
}
