// One case on the screen: its view, the commands sent for it, what failed and where.
// Rust owns the truth; this only asks and shows.
import { computed, inject, onBeforeUnmount, provide, ref, shallowRef, watch, type InjectionKey } from "vue";
import { asFailure, call, importFile, type CommandName, type Payload, type Reply } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type {
  CaseView,
  DecisionKind,
  Failure,
  IssueResult,
  PrintResult,
  Role,
  ScanResult,
} from "@/ipc/contract";
import { useLibrary } from "./useLibrary";

export type Place = "page" | "people" | "item" | "materials" | "form" | "decision";
type CaseCommand = {
  [K in CommandName]: Reply<K> extends CaseView | ScanResult | IssueResult
    ? Payload<K> extends { case: string }
      ? K
      : never
    : never;
}[CommandName];
type Rest<K extends CaseCommand> = Omit<Payload<K>, "case">;

/** Only what takes longer than this says that it is at work. */
const SLOW_MS = 300;

export function makeIntake(id: () => string) {
  const view = shallowRef<CaseView | null>(null);
  const failure = shallowRef<{ place: Place; failure: Failure } | null>(null);
  const running = ref<CommandName | "import" | null>(null);
  const slow = ref<CommandName | "import" | null>(null);
  const section = ref(1);
  const material = ref<string | null>(null);
  const page = ref<string | null>(null);
  const role = ref<Role>("applicant");
  const kind = ref<DecisionKind>("accept");
  const printed = shallowRef<PrintResult | null>(null);
  const scanned = ref<number | null>(null);
  const scanning = ref(false);
  /** The section's own first place for the focus; counts up when it is wanted. */
  const wantFocus = ref(0);
  /** The field that is asked about: the form puts the focus there when it opens. */
  const wantField = ref<string | null>(null);
  /** Issued in this very moment: the next step is the next person, whatever the case still waits for. */
  const justIssued = ref(false);
  let chain: Promise<unknown> = Promise.resolve();
  /** Begun and answered so far. */
  let commands = 0;
  /** The case changed while it was being issued. */
  let missed = false;

  function show(next: CaseView): void {
    if (next.id !== id()) return;
    view.value = next;
  }
  function take(reply: CaseView | ScanResult | IssueResult): void {
    if ("case" in reply) show(reply.case);
    else show(reply);
    if ("print" in reply) printed.value = reply.print;
    if ("ended" in reply) scanned.value = reply.pages;
  }

  async function run<T>(
    place: Place,
    name: CommandName | "import",
    work: () => Promise<T>,
  ): Promise<T | null> {
    running.value = name;
    commands += 1;
    const timer = window.setTimeout(() => (slow.value = name), SLOW_MS);
    try {
      const reply = await work();
      if (failure.value?.place === place || failure.value?.place === "page") failure.value = null;
      return reply;
    } catch (reason) {
      failure.value = { place, failure: asFailure(reason) };
      if (failure.value.failure.code === "conflict") await reload();
      // Pages that came before the fault are in the case.
      if (name === "scan" || name === "import") await reload();
      return null;
    } finally {
      window.clearTimeout(timer);
      commands += 1;
      running.value = null;
      if (slow.value === name) slow.value = null;
    }
  }

  /**
   * One command at a time, in the order given, so that no older reply overtakes a newer one.
   * Scanning does not hold up the rest.
   */
  async function act<K extends CaseCommand>(place: Place, name: K, rest: Rest<K>): Promise<boolean> {
    const work = () => run(place, name, () => call(name, { case: id(), ...rest } as unknown as Payload<K>));
    const reply = await (name === "scan" ? scan(work) : name === "cancel_scan" ? work() : inOrder(work));
    if (reply === null) return false;
    justIssued.value = name === "issue";
    if (name === "issue" && missed) void reload();
    missed = false;
    take(reply as CaseView | ScanResult | IssueResult);
    return true;
  }

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = chain.then(work, work);
    chain = mine;
    return mine;
  }
  async function scan<T>(work: () => Promise<T>): Promise<T> {
    scanning.value = true;
    scanned.value = null;
    try {
      return await work();
    } finally {
      scanning.value = false;
    }
  }

  async function bring(files: Iterable<Blob>): Promise<void> {
    for (const file of files) {
      // In turn: a page noted as shown at the same moment would make
      // the case newer than the import knows, and the file was lost.
      const reply = await inOrder(() =>
        run("materials", "import", () => importFile(id(), material.value, file)),
      );
      // What came stays; what did not is told, and not talked over by the next file.
      if (!reply) break;
      show(reply);
    }
  }

  /** What a command changed meanwhile is newer than what was asked for before it: then it is asked again. */
  async function reload(): Promise<void> {
    try {
      for (let asked = -1; asked !== commands;) {
        asked = commands;
        const found = await call("case", { case: id() });
        if (asked === commands) show(found);
      }
    } catch (reason) {
      failure.value = { place: "page", failure: asFailure(reason) };
    }
  }

  function openSection(n: number): void {
    section.value = n;
    wantFocus.value += 1;
    if (view.value && view.value.section !== n) void act("page", "open_section", { section: n });
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
  // What just came in is looked at; where a page went, the one that took its place.
  watch(
    () => view.value?.pages.map((p) => p.id) ?? null,
    (now, before) => {
      if (!now || !before) return;
      const fresh = now.find((id) => !before.includes(id));
      if (fresh) choosePage(fresh);
      else if (page.value && !now.includes(page.value))
        choosePage(now[Math.min(before.indexOf(page.value), now.length - 1)] ?? null);
    },
  );
  // What the next step is about is what one looks at.
  watch(
    () => JSON.stringify(view.value?.next ?? null),
    () => {
      const next = view.value?.next;
      if (!next) return;
      if (next.params.page) choosePage(next.params.page);
      else if (next.params.material) chooseMaterial(next.params.material);
      if (next.code === "read_card" && next.params.role) role.value = next.params.role as Role;
    },
  );

  function choosePage(id: string | null): void {
    page.value = id;
    const found = view.value?.pages.find((p) => p.id === id);
    if (found?.material) material.value = found.material;
  }
  function chooseMaterial(id: string | null): void {
    material.value = id;
    const pages = view.value?.pages.filter((p) => p.material === id) ?? [];
    page.value = (pages.find((p) => !p.shown) ?? pages[0])?.id ?? null;
  }

  /** When everything sent so far is answered. */
  const settled = () =>
    chain.then(
      () => undefined,
      () => undefined,
    );

  let soon: number | undefined;
  const drop = onChanged((topic) => {
    if (topic !== `case:${id()}`) return;
    // Half an issue is nothing to show; its reply brings the whole,
    // but for what became true while it was on its way.
    if (running.value === "issue") {
      missed = true;
      return;
    }
    window.clearTimeout(soon);
    soon = window.setTimeout(() => void reload(), 30);
  });
  onBeforeUnmount(() => {
    drop();
    window.clearTimeout(soon);
  });

  const editable = computed(() => view.value?.editable ?? false);
  const intake = {
    id,
    view,
    failure,
    running,
    slow,
    section,
    material,
    page,
    role,
    kind,
    printed,
    scanned,
    scanning,
    wantFocus,
    wantField,
    justIssued,
    editable,
    openField,
    act,
    settled,
    bring,
    reload,
    openSection,
    choosePage,
    chooseMaterial,
  };
  return { ...intake, library: useLibrary(intake) };
}

export type Intake = ReturnType<typeof makeIntake>;
const KEY: InjectionKey<Intake> = Symbol("intake");

export function provideIntake(id: () => string): Intake {
  const intake = makeIntake(id);
  provide(KEY, intake);
  return intake;
}
export function useIntake(): Intake {
  const intake = inject(KEY);
  if (!intake) throw new Error("useIntake outside of the intake page");
  return intake;
}
