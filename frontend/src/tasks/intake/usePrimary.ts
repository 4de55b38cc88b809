// The one primary button: the next harmless thing.
// What it says and what it does come from the desk's next step. Deciding is not here.
import { computed } from "vue";
import { useRouter } from "vue-router";
import type { MaterialView, Role } from "@/ipc/contract";
import { m } from "@/messages";
import { session } from "@/session";
import { signStepWords } from "./form/signWords";
import type { Intake } from "./useIntake";
import { missingMaterials, nextWords } from "./words";

/** Where an unplaced page would go: the chosen row, else the first paper still missing. */
export function placeFor(intake: Intake): MaterialView | undefined {
  const rows =
    intake.view.value?.materials.filter((r) => r.need !== "not_needed" && r.supply !== "form") ?? [];
  const chosen = rows.find((r) => r.id === intake.material.value && r.supply === "paper");
  const missing = intake.view.value ? missingMaterials(intake.view.value) : [];
  return (
    chosen ?? missing.find((r) => r.supply === "paper") ?? rows.find((r) => r.supply === "paper") ?? rows[0]
  );
}

/** A second press of a hurried hand must not read the next card or stamp again. */
const ONCE: ReadonlySet<string> = new Set([
  "read_card",
  "receive",
  "assign_page",
  "scan",
  "count_object",
  "check_original",
  "give_back_all",
  "issue",
  "send_replacement",
  "show_form",
  "show_form_to_citizen",
  "print_form",
  "sign_on_paper",
]);
/** Steps of the form that is to be seen and signed: what they do depends on the place and on who is there. */
const SIGNING: ReadonlySet<string> = new Set(["show_form", "form_in_doubt", "sign_form"]);

export function usePrimary(intake: Intake) {
  const router = useRouter();
  const { view, section, page } = intake;
  const code = computed(() =>
    view.value?.pending_card
      ? "pending_card"
      : intake.justIssued.value
        ? "done"
        : (view.value?.next.code ?? ""),
  );
  const pageId = computed(() => view.value?.next.params.page ?? null);
  /** An unplaced page in view: the next press files it. */
  const filing = computed(
    () => code.value === "place_page" && section.value === 3 && page.value === pageId.value,
  );

  /** In practice a decided case is followed by what was right and what was missed. */
  const toResult = () => session.practice && (view.value?.documents.length ?? 0) > 0;

  const label = computed(() => {
    if (!view.value) return "";
    if (code.value === "done" && toResult()) return m.practice.toResult;
    if (code.value === "done") return m.codes.next.done!;
    if (SIGNING.has(code.value) && intake.signing.step.value !== "nothing")
      return signStepWords(intake.signing);
    if (!filing.value) return nextWords(view.value);
    const n = view.value.pages.findIndex((p) => p.id === pageId.value) + 1;
    return `${m.materials.page(n)}：${m.materials.into(placeFor(intake)?.name ?? "")}`;
  });
  /** What it does is looked at first, and nobody can have looked yet. */
  const waits = computed(() => SIGNING.has(code.value) && intake.signing.isTooSoon.value);
  /** Nothing to press while the only thing left is to decide, and the decision is open. */
  const shown = computed(() => code.value !== "decide" || section.value !== 5);

  function readCard(asked: string | undefined): void {
    if (asked) intake.role.value = asked as Role;
    if (section.value !== 1) intake.openSection(1);
    void intake.sendCommand("people", "read_card", { role: intake.role.value });
  }

  function onMaterial(go: (id: string) => void): void {
    const id = view.value?.next.params.material;
    if (!id) return;
    if (section.value !== 3) intake.openSection(3);
    if (intake.material.value !== id) intake.chooseMaterial(id);
    go(id);
  }

  const acts: Record<string, () => void> = {
    pending_card: () => intake.openSection(1),
    choose_item: () => intake.openSection(2),
    answer: () => intake.openSection(2),
    read_card: () => readCard(view.value?.next.params.role),
    // It leads to the question; the answer has a key of its own.
    confirm_card: () => intake.openSection(1),
    mandate: () => intake.openSection(1),
    mandate_ended: () => intake.openSection(1),
    card_blocks: () => intake.openSection(1),
    receive: () => void intake.sendCommand("materials", "receive", {}),
    place_page: () => {
      const target = placeFor(intake);
      if (filing.value && target)
        return void intake.sendCommand("materials", "assign_page", {
          page: pageId.value!,
          material: target.id,
        });
      intake.openSection(3);
      intake.choosePage(pageId.value);
    },
    deferred_papers: () =>
      onMaterial((material) => void intake.sendCommand("materials", "scan", { material })),
    // The form has no row of its own.
    late_papers: () =>
      view.value?.next.params.material
        ? onMaterial((material) => void intake.sendCommand("materials", "scan", { material }))
        : intake.openSection(4),
    scan: () => onMaterial((material) => void intake.sendCommand("materials", "scan", { material })),
    count_object: () =>
      onMaterial((material) => {
        const row = view.value?.materials.find((r) => r.id === material);
        void intake.sendCommand("materials", "count_object", {
          material,
          count: Math.max(1, row?.original ?? 1),
        });
      }),
    look: () => onMaterial((material) => intake.chooseMaterial(material)),
    check_original: () =>
      onMaterial((material) => void intake.sendCommand("materials", "check_original", { material })),
    give_back: () => intake.giveBack.press(),
    material_problem: () => onMaterial((material) => intake.chooseMaterial(material)),
    amend_field: () => intake.openField(view.value?.next.params.field ?? ""),
    // The first press goes to the material, the next one scans what was asked for.
    amend_material: () => {
      const there = section.value === 3 && intake.material.value === view.value?.next.params.material;
      onMaterial((material) => there && void intake.sendCommand("materials", "scan", { material }));
    },
    fill: () => intake.openSection(4),
    show_form: () => intake.signing.press(),
    form_in_doubt: () => intake.signing.press(),
    sign_form: () => intake.signing.press(),
    decide: () => intake.openSection(5),
    // What the office did not take lies in the pages or in the words: to the one, then to the other.
    put_right: () => intake.openSection(section.value === 3 ? 4 : 3),
    send_replacement: () => void intake.sendCommand("decision", "send_replacement", {}),
    finish_issue: () => {
      intake.openSection(5);
      void intake.sendCommand("decision", "issue", {});
    },
    done: () => void router.push(toResult() ? `/practice/result/${view.value!.id}` : "/"),
  };

  /**
   * What the last press was for. The next step may be on the screen
   * a moment before the last command is answered: that press counts.
   */
  let pressed = "";
  function press(): void {
    if (!view.value || intake.scanning.value) return;
    const wanted = JSON.stringify(view.value.next);
    if (pressed === wanted && ONCE.has(intake.running.value ?? "")) return;
    pressed = wanted;
    (acts[code.value] ?? (() => intake.openSection(view.value!.next.section)))();
  }
  return { label, shown, waits, press, code };
}
export type Primary = ReturnType<typeof usePrimary>;
