// The certificate library of the open case: which rows it could serve,
// when its bar is open, and asking again.
import { computed, ref } from "vue";
import type { LookUp, MaterialView } from "@/ipc/contract";
import { session } from "@/session";
import type { OpenCase } from "./useCase";

/** One that counts stands in for the paper. */
export const fromLibrary = (row: MaterialView) => row.certificate !== null && row.certificate.reason === null;

export function useLibrary(intake: OpenCase) {
  const asking = ref(false);
  const rows = computed(
    () =>
      intake.view.value?.materials.filter(
        (r) => r.cert !== null && r.need !== "not_needed" && r.state !== "received" && r.pages.length === 0,
      ) ?? [],
  );
  const waiting = computed(() => rows.value.filter((r) => r.certificate?.reason === "library_away"));
  const possible = computed(() => intake.editable.value && rows.value.length > 0);
  /** Who agreed once need not be asked again only because the line was down. */
  const again = computed(() => waiting.value.length > 0 && session.status?.line === "up");

  function press(): void {
    if (!possible.value) return;
    if (again.value) void ask("again");
    else asking.value = true;
  }
  const ask = (ground: LookUp["ground"], text = "", organisation = "", land_title = "") =>
    intake.sendCommand("materials", "look_up", { ground, text, organisation, land_title });
  return { asking, rows, waiting, possible, again, press, ask };
}
export type Library = ReturnType<typeof useLibrary>;
