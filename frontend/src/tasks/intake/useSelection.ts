// What is looked at in the open case: the section, the material, the page, the person's role, the kind of
// decision. It follows what comes in and what is next, but takes nothing from under a hand that has just picked.
import { ref, watch } from "vue";
import type { DecisionKind, Role } from "@/ipc/contract";
import type { OpenCase } from "./useCase";

export function useSelection({ view, countActs }: OpenCase) {
  const section = ref(1);
  const material = ref<string | null>(null);
  const page = ref<string | null>(null);
  const role = ref<Role>("applicant");
  const kind = ref<DecisionKind>("accept");
  /** How many acts there were when a row or page was picked by hand: until the next one the pick stands. */
  let pickedAfter: number | null = null;
  const isPicked = () => pickedAfter === countActs();

  function choosePage(id: string | null): void {
    page.value = id;
    const chosen = view.value?.pages.find((p) => p.id === id);
    if (chosen?.material) material.value = chosen.material;
  }
  function chooseMaterial(id: string | null): void {
    material.value = id;
    const pages = view.value?.pages.filter((p) => p.material === id) ?? [];
    page.value = (pages.find((p) => !p.shown) ?? pages[0])?.id ?? null;
  }

  function pickPage(id: string | null): void {
    choosePage(id);
    pickedAfter = countActs();
  }
  function pickMaterial(id: string | null): void {
    chooseMaterial(id);
    pickedAfter = countActs();
  }

  // What just came in is looked at; where a page went, the one that took its place.
  watch(
    () => view.value?.pages.map((p) => p.id) ?? null,
    (ids, idsBefore) => {
      if (!ids || !idsBefore) return;
      const added = ids.find((id) => !idsBefore.includes(id));
      if (added) {
        const row = view.value?.pages.find((p) => p.id === added)?.material;
        if (!isPicked() || row === material.value) choosePage(added);
      } else if (page.value && !ids.includes(page.value))
        choosePage(ids[Math.min(idsBefore.indexOf(page.value), ids.length - 1)] ?? null);
    },
  );
  // What the next step is about is what one looks at.
  watch(
    () => JSON.stringify(view.value?.next ?? null),
    () => {
      const next = view.value?.next;
      if (!next) return;
      if (next.code === "read_card" && next.params.role) role.value = next.params.role as Role;
      if (isPicked()) return;
      if (next.params.page) choosePage(next.params.page);
      else if (next.params.material) chooseMaterial(next.params.material);
    },
  );

  return { section, material, page, role, kind, choosePage, chooseMaterial, pickPage, pickMaterial };
}
export type Selection = ReturnType<typeof useSelection>;
