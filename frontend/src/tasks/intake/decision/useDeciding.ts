// Deciding: the first press shows the paper, a second and separate one issues it.
// Held for half a second after it becomes possible.
import { computed, ref, watch } from "vue";
import type { DecisionKind, NoticeItem } from "@/ipc/contract";
import { useDeadTime } from "@/kit/deadTime";
import type { Intake } from "../useIntake";
import { lacksReason, offList } from "./offList";

export function useDeciding(intake: Intake) {
  const { view, kind } = intake;
  const items = ref<NoticeItem[]>([]);
  const reasons = ref("");
  const office = ref("");
  const furtherReason = ref("");
  const extensionReason = ref("");
  const edited = ref(false);
  /** Counts up when the papers were asked for while a reason was missing. */
  const wanted = ref(0);
  const dead = useDeadTime();
  const { ready } = dead;

  const decision = computed(() => view.value?.decision ?? null);
  const options = () => decision.value?.options ?? [];
  const option = computed(() => decision.value?.options.find((o) => o.kind === kind.value) ?? null);
  const preview = computed(() =>
    decision.value?.preview && decision.value.preview_kind === kind.value ? decision.value.preview : null,
  );
  /**
   * A notice was given: it stays in sight until the case is being completed,
   * or the clerk asks to decide at once.
   */
  const again = ref(false);
  const issued = computed(() => {
    const v = view.value;
    if (!v || ["draft", "received", "voided", "returned"].includes(v.status)) return false;
    return (
      !["correction", "deferred", "deemed"].includes(v.status) ||
      v.next.code === "finish_issue" ||
      (!v.amended && !again.value && !preview.value)
    );
  });
  watch(
    () => view.value?.revision,
    () => {
      again.value = false;
      if (!options().some((o) => o.kind === kind.value)) kind.value = options()[0]?.kind ?? "accept";
    },
  );
  const listed = computed(() => decision.value?.listed ?? []);
  const unreasoned = computed(
    () => kind.value === "correction" && items.value.some((item) => lacksReason(item, listed.value)),
  );
  /** Promised papers get a later day: none of them has to be here. */
  const extending = computed(
    () =>
      kind.value === "accept" &&
      Boolean(decision.value?.deferrable?.extendable) &&
      extensionReason.value.trim() !== "" &&
      (option.value?.lacks ?? []).every((lack) => lack.code === "deferred_papers"),
  );
  const possible = computed(
    () =>
      intake.editable.value && ((option.value?.possible ?? false) || extending.value) && !unreasoned.value,
  );

  // The notice follows what is missing until the clerk has touched it.
  watch(
    () => decision.value?.suggested,
    (suggested) => {
      if (!edited.value) items.value = (suggested ?? []).map((item) => ({ ...item }));
    },
    { immediate: true },
  );
  watch(
    () => decision.value?.preview_kind,
    (shown) => {
      if (shown) kind.value = shown;
    },
    { immediate: true },
  );
  watch(
    () => preview.value?.id,
    (id) => (id ? dead.begin() : dead.stop()),
    { immediate: true },
  );

  // The day is proposed until the clerk has written another.
  const until = ref("");
  const deferrable = computed(() => (kind.value === "accept" ? (decision.value?.deferrable ?? null) : null));
  watch(
    () => decision.value?.deferrable?.until,
    (day, before) => {
      if (until.value === "" || until.value === before) until.value = day ?? "";
    },
    { immediate: true },
  );

  /** 逾期视为受理: what accepting now records. */
  const deemed = computed(() => (kind.value === "accept" ? (decision.value?.deemed ?? null) : null));

  /** A notice was given before: what came since, of which another one may speak without a supervisor. */
  const cameSince = computed(() =>
    kind.value === "correction" ? (decision.value?.came_since ?? null) : null,
  );

  const lines = () =>
    reasons.value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);

  function supervisorReason(): string | null {
    if (cameSince.value) return furtherReason.value.trim() || null;
    return deferrable.value?.extendable ? extensionReason.value.trim() || null : null;
  }

  async function propose(): Promise<void> {
    if (intake.section.value !== 5) intake.openSection(5);
    if (unreasoned.value) wanted.value += 1;
    if (!possible.value || intake.running.value === "propose") return;
    const chosen = kind.value;
    await intake.sendCommand("decision", "propose", {
      kind: chosen,
      items:
        chosen === "correction"
          ? items.value
              .filter((i) => i.name.trim() !== "" || i.problem.trim() !== "")
              .map((i) => ({ ...i, reason: offList(i, listed.value) ? i.reason : null }))
          : [],
      reasons: chosen === "refuse" || chosen === "redirect" ? lines() : [],
      right_office: chosen === "redirect" ? office.value.trim() || null : null,
      deferred_until: deferrable.value ? until.value : null,
      supervisor_reason: supervisorReason(),
    });
  }
  async function issue(): Promise<void> {
    if (!preview.value || !ready.value || intake.running.value === "issue") return;
    ready.value = false;
    const done = await intake.sendCommand("decision", "issue", {});
    if (!done) ready.value = preview.value !== null;
  }
  const withdraw = () => void intake.sendCommand("decision", "withdraw_proposal", {});
  /** F9 and Ctrl+Shift+Enter. */
  const press = () => void (preview.value ? issue() : propose());
  function choose(next: DecisionKind): void {
    if (preview.value) withdraw();
    kind.value = next;
  }
  return {
    items,
    listed,
    wanted,
    reasons,
    office,
    furtherReason,
    extensionReason,
    cameSince,
    edited,
    ready,
    again,
    decision,
    option,
    preview,
    issued,
    possible,
    until,
    deferrable,
    deemed,
    propose,
    issue,
    withdraw,
    press,
    choose,
  };
}

export type Deciding = ReturnType<typeof useDeciding>;
