// What failed on a screen and nobody has put away yet. A success says nothing of another failure: only the
// same act, done after all, takes its own failure away.
import { shallowRef } from "vue";
import { asFailure } from "@/ipc/call";
import type { Failure } from "@/ipc/contract";

export interface Told<Place = null> {
  /** What was being done; several acts may fail by one cause. */
  acts: string[];
  place: Place;
  failure: Failure;
}

const says = ({ place, failure }: Told<unknown>) => JSON.stringify([place, failure.code, failure.params]);

export function keepFailures<Place = null>() {
  /** Newest first. */
  const told = shallowRef<Told<Place>[]>([]);

  /** The same words once, however often they would be said. */
  function tell(act: string, reason: unknown, place: Place): void {
    settle(act);
    const next: Told<Place> = { acts: [act], place, failure: asFailure(reason) };
    const same = told.value.filter((one) => says(one) === says(next));
    next.acts.push(...same.flatMap((one) => one.acts));
    told.value = [next, ...told.value.filter((one) => !same.includes(one))];
  }
  /** It was done. */
  function settle(act: string): void {
    const left = told.value.map((one) => ({ ...one, acts: one.acts.filter((other) => other !== act) }));
    if (told.value.some((one) => one.acts.includes(act)))
      told.value = left.filter((one) => one.acts.length > 0);
  }
  /** The clerk has read these. */
  function dismiss(read: Told<Place>[] = told.value): void {
    told.value = told.value.filter((one) => !read.includes(one));
  }
  return { told, tell, settle, dismiss };
}
export type Failures<Place = null> = ReturnType<typeof keepFailures<Place>>;
