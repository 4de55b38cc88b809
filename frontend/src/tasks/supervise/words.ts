// How old, how late, what is odd; and what the list remembers while a case is read.
import { reactive, watch } from "vue";
import type {
  LateView,
  QueueFilter,
  QueueOnly,
  QueueRow,
  ReviewMaterial,
  ReviewSignature,
} from "@/ipc/contract";
import { m, word } from "@/messages";
import { session } from "@/session";

/** In the order of their digits. */
export const QUEUE_FILTERS: QueueOnly[] = ["all", "open", "correction", "returned", "undelivered", "overdue"];

export const queueMemory = reactive<{
  filter: QueueFilter;
  row: string;
  comments: Record<string, Record<string, string>>;
}>({
  filter: { clerk: null, window: null, only: "all", sort: "deadline", number: "", pages: 1 },
  row: "",
  /** Comments not sent yet, by case and target: leaving the case does not lose them, signing out does. */
  comments: {},
});

function forget(): void {
  Object.assign(queueMemory.filter, {
    clerk: null,
    window: null,
    only: "all",
    sort: "deadline",
    number: "",
    pages: 1,
  });
  queueMemory.row = "";
  queueMemory.comments = {};
}

export function age(minutes: number): string {
  if (minutes < 60) return m.supervise.minutes(minutes);
  if (minutes < 24 * 60) return m.supervise.hours(Math.floor(minutes / 60));
  return m.supervise.days(Math.floor(minutes / (24 * 60)));
}

export function lateness(row: QueueRow): "late" | "soon" | "" {
  return row.pressure === "past" ? "late" : row.pressure === "calm" ? "" : "soon";
}

/** What the office found odd; one of a later office by its bare name. */
export const explainMark = (name: string) => word(m.supervise.marks, name, {}, m.supervise.unknownMark(name));

/**
 * What came for a row, who checked it when, and where it is; what was wanted only where that is something else. A thing
 * is no original.
 */
export function tellIntake(row: ReviewMaterial): string[] {
  const says = m.supervise;
  const counts = [
    row.originals > 0 ? says.originals(row.originals) : "",
    row.copies > 0 ? says.copies(row.copies) : "",
    row.electronic > 0 ? says.electronic(row.electronic) : "",
    row.objects > 0 ? says.objects(row.objects) : "",
    row.pages > 0 ? m.common.pages(row.pages) : "",
  ];
  const check = row.checked_by === null ? "" : says.checked(row.checked_by, row.checked_at);
  const isObject = row.objects > 0;
  const custody =
    row.custody === "returned"
      ? says.returned(isObject)
      : row.custody === "held"
        ? says.held(row.place, isObject)
        : "";
  const copies =
    row.copies_custody === "returned"
      ? m.materials.copiesReturned
      : row.copies_custody === "held"
        ? m.materials.copiesHeldAt(row.copies_place)
        : "";
  const wanted = row.wanted === null ? "" : m.materials.wanted(row.wanted);
  return [...counts, check, custody, row.copies > 0 ? copies : "", wanted].filter((words) => words !== "");
}

/** How somebody signed; only paper has a code to be read. A later office may know of other ways. */
export function tellSignature({ by, code_read, read_aloud, witness }: ReviewSignature): string[] {
  const says = m.supervise;
  const isPaper = by === "pen" || by === "fingerprint";
  return [
    word(m.signing.by, by, {}, says.otherWay(by)),
    isPaper ? (code_read ? says.codeRead : says.codeUnread) : "",
    read_aloud ? says.readAloud : "",
    witness === null
      ? ""
      : by === "strokes" || by === "pen"
        ? says.byWitness(witness)
        : says.witness(witness),
  ].filter((words) => words !== "");
}

/** A step after its day, of a limit that a later office may name otherwise. */
export const tellLate = (late: LateView) =>
  m.supervise.lateStep(
    word(m.supervise.limits, late.kind, {}, m.supervise.otherLimit),
    late.due,
    late.on,
    late.provisional,
  );

// What was written down stays with the one who wrote it.
watch(() => session.clerk?.number, forget);
