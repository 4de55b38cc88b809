// Which settings whoever is signed in may not change, and by whom they are. The desk says and refuses; the page
// only shows it beforehand.
import { computed, inject, provide, type ComputedRef, type InjectionKey, type ShallowRef } from "vue";
import type { Settings, SettingsView } from "@/ipc/contract";

export type SettingName = keyof Settings;
export type LockedBy = "centre" | "technician";
type FindLock = (name: string) => LockedBy | null;
const LOCKS: InjectionKey<ComputedRef<FindLock>> = Symbol("locks");

export function findLock(
  view: Pick<SettingsView, "locked" | "settled"> | null,
  name: string,
): LockedBy | null {
  if (!view?.locked.includes(name)) return null;
  return view.settled.includes(name) ? "centre" : "technician";
}

export function provideLocks(view: ShallowRef<SettingsView | null>): void {
  provide(
    LOCKS,
    computed<FindLock>(() => (name) => findLock(view.value, name)),
  );
}

export function useLocks(): ComputedRef<FindLock> {
  return inject(
    LOCKS,
    computed<FindLock>(() => () => null),
    false,
  );
}
