// One case on the screen: its view and the commands sent for it.
// Rust owns the truth; this only asks and shows.
import { computed, onBeforeUnmount, ref, shallowRef } from "vue";
import {
  asFailure,
  call,
  CallRefused,
  importFile,
  type CommandName,
  type Payload,
  type Reply,
} from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { CaseView, Failure, IssueResult, OtherKind, PrintResult, ScanResult } from "@/ipc/contract";
import { makeCommandQueue } from "./commandQueue";
import { failuresOf, type Place } from "./unread";

type CaseReply = CaseView | ScanResult | IssueResult;
type CaseCommand = {
  [K in CommandName]: Reply<K> extends CaseReply ? (Payload<K> extends { case: string } ? K : never) : never;
}[CommandName];
type WithoutCase<K extends CaseCommand> = Omit<Payload<K>, "case">;

const RELOAD_AFTER_MS = 30;
/** What a command is about, whatever it says of it. */
const SUBJECTS = ["role", "person", "question", "field", "material", "page", "document", "section"];

/** The same thing tried again is the same act, with other words too. */
function actOf(name: CommandName, payload: object): string {
  const said = payload as Record<string, unknown>;
  return [name, ...SUBJECTS.map((subject) => said[subject] ?? "")].join(" ");
}
const SIDE_FILE: OtherKind = "side_file";
interface SideFiles {
  act: string;
  names: string[];
}
/** Each file is an act of its own: one that comes in says nothing of another, be it called the same. */
let files = 0;

export function useCase(id: () => string) {
  const view = shallowRef<CaseView | null>(null);
  const printed = shallowRef<PrintResult | null>(null);
  const scanned = ref<number | null>(null);
  const scanning = ref(false);
  /** Whose case it is, where it waits for a reason. */
  const colleague = ref<string | null>(null);
  /** Issued in this very moment: the next step is the next person, whatever the case still waits for. */
  const justIssued = ref(false);
  /** What the clerk did so far; a page that was looked at is noted without them. */
  let acts = 0;
  /** The case changed while it was being issued. */
  let changedMeanwhile = false;
  const failures = failuresOf(id());
  const queue = makeCommandQueue(failures, reload);
  const { running, slow, run, runInOrder, waitForCommands, countCommands } = queue;

  function showView(next: CaseView): void {
    if (next.id !== id()) return;
    view.value = next;
    colleague.value = null;
  }
  function showReply(reply: CaseReply, printsAlways: boolean): void {
    showView("case" in reply ? reply.case : reply);
    // A replacement has a paper only where the receipt's list is another one.
    if ("print" in reply && (printsAlways || reply.print.printed || reply.print.file || reply.print.failure))
      printed.value = reply.print;
    if ("ended" in reply) scanned.value = reply.pages;
  }

  /** Whether it was done. Scanning does not hold up the rest. */
  async function sendCommand<K extends CaseCommand>(
    place: Place,
    name: K,
    payload: WithoutCase<K>,
  ): Promise<boolean> {
    if (name !== "page_shown") acts += 1;
    const work = () =>
      run(place, name, actOf(name, payload), () =>
        call(name, { case: id(), ...payload } as unknown as Payload<K>),
      );
    const reply = await (name === "scan" ? scan(work) : name === "cancel_scan" ? work() : runInOrder(work));
    if (reply === null) return false;
    justIssued.value = name === "issue";
    if (name === "issue" && changedMeanwhile) void reload();
    changedMeanwhile = false;
    showReply(reply as CaseReply, name !== "send_replacement");
    return true;
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

  /** Each by itself: one that is refused is told by its name, and the others come in. */
  async function importFiles(chosen: Iterable<File>, material: () => string | null): Promise<void> {
    const sideFiles = { act: `import ${++files}`, names: [] as string[] };
    for (const file of chosen) {
      const act = `import ${++files}`;
      acts += 1;
      // In turn: a page noted as shown at the same moment would make
      // the case newer than the import knows, and the file was lost.
      const reply = await runInOrder(() =>
        run("materials", "import", act, () => importNamed(material(), file, sideFiles)),
      );
      if (reply) showView(reply);
    }
  }
  /**
   * What a system leaves beside each file of a folder is told once for the batch, with all its names: else
   * nobody would see the one file that matters among them.
   */
  function tellSideFile(failure: Failure, file: string, sideFiles: SideFiles): void {
    sideFiles.names.push(file);
    const params = { ...failure.params, file: sideFiles.names.join("、") };
    failures.tell(sideFiles.act, { ...failure, params }, "materials");
  }
  async function importNamed(
    material: string | null,
    file: File,
    sideFiles: SideFiles,
  ): Promise<CaseView | null> {
    try {
      return await importFile(id(), material, file);
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code === "file_not_taken" && failure.params.kind === SIDE_FILE) {
        tellSideFile(failure, file.name, sideFiles);
        return null;
      }
      throw new CallRefused({ ...failure, params: { ...failure.params, file: file.name } });
    }
  }

  /** What a command changed meanwhile is newer than what was asked for before it: then it is asked again. */
  async function reload(): Promise<void> {
    try {
      for (let count = -1; count !== countCommands();) {
        count = countCommands();
        const reply = await call("case", { case: id() });
        if (count === countCommands()) showView(reply);
      }
      failures.settle("case");
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code !== "colleagues_case") return failures.tell("case", reason, "page");
      view.value = null;
      colleague.value = failure.params.name ?? "";
    }
  }

  let timer: number | undefined;
  const stopListening = onChanged((topic) => {
    if (topic !== `case:${id()}`) return;
    // Half an issue is nothing to show; its reply brings the whole,
    // but for what became true while it was on its way.
    if (running.value === "issue") {
      changedMeanwhile = true;
      return;
    }
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void reload(), RELOAD_AFTER_MS);
  });
  onBeforeUnmount(() => {
    stopListening();
    window.clearTimeout(timer);
  });

  const editable = computed(() => view.value?.editable ?? false);
  const state = {
    view,
    failures,
    running,
    slow,
    printed,
    scanned,
    scanning,
    colleague,
    justIssued,
    editable,
  };
  return { id, ...state, sendCommand, waitForCommands, importFiles, reload, countActs: () => acts };
}
export type OpenCase = ReturnType<typeof useCase>;
