// The facts of one pretended case.
import type {
  AttendanceView,
  CaseClock,
  CaseView,
  DecisionKind,
  DeemedView,
  DeferrableView,
  DocumentView,
  EntrustedView,
  EventView,
  HoldView,
  LapseView,
  MandateChoice,
  MaterialView,
  NoticeItem,
  PageView,
  PendingCard,
  PersonView,
  Pressure,
  Role,
  SlipView,
  StepView,
} from "../contract";
import type { FakeSigning } from "./signing";

export interface FakeCase {
  id: string;
  item: string | null;
  answers: Record<string, string>;
  people: PersonView[];
  pending: PendingCard | null;
  received: string | null;
  pages: PageView[];
  marks: Record<string, Partial<MaterialView>>;
  fields: Record<string, string>;
  section: number;
  status: CaseView["status"];
  number: string | null;
  provisional: string | null;
  preview: { kind: DecisionKind; document: DocumentView } | null;
  documents: DocumentView[];
  undo: string | null;
  hold: HoldView | null;
  slip: SlipView | null;
  /** As another item's or another day's clock would be. */
  clock: Partial<CaseClock>;
  asks: NoticeItem[];
  steps: StepView[];
  events: EventView[];
  /** For whom a request to withdraw was drawn up. */
  withdrawal: Role | null;
  /** What the department entrusted to the window. */
  entrusted: EntrustedView | null;
  /** What its notice states of corrections that never come. */
  lapse: LapseView | null;
  /** 作废重开: the case that goes on from this one, and the one from which this one does. */
  refiledAs: string | null;
  refiledFrom: string | null;
  /** How often somebody came. */
  attendance: AttendanceView;
  deferrable: DeferrableView | null;
  /** As the list judges it today. */
  pressure: Pressure;
  /** 逾期视为受理. */
  deemed: DeemedView | null;
  /** Of the list and the form, what came after the notice before; none where none was given. */
  cameSince: string[] | null;
  /** What a notice asked for, and what of it is not here yet. */
  noticed: NoticeItem[];
  missing: string[];
  /** Places on the notice of what only the clerk's word says is here, and of what it said. */
  byWord: number[];
  noted: number[];
  /** The item wants its form signed. */
  signing: FakeSigning | null;
}

export const newCase = (id: string): FakeCase => ({
  id,
  item: null,
  answers: {},
  people: [],
  pending: null,
  received: null,
  pages: [],
  marks: {},
  fields: {},
  section: 1,
  status: "draft",
  number: null,
  provisional: null,
  preview: null,
  documents: [],
  undo: null,
  hold: null,
  slip: null,
  clock: {},
  asks: [],
  steps: [],
  events: [],
  withdrawal: null,
  entrusted: null,
  lapse: null,
  refiledAs: null,
  refiledFrom: null,
  attendance: { days: ["2026-11-22"], today: true, promised: 1, official: false },
  deferrable: null,
  pressure: "calm",
  deemed: null,
  cameSince: null,
  noticed: [],
  missing: [],
  byWord: [],
  noted: [],
  signing: null,
});

/** The applicant of the pretended desk is of age. */
const choicesOf = (role: PersonView["role"]): MandateChoice[] => {
  const committee: MandateChoice = { ground: "committee", paper: "", until: null };
  if (role === "agent") return [{ ground: "letter", paper: null, until: null }, committee];
  if (role === "guardian")
    return [{ ground: "other_guardian", paper: "监护关系证明", until: null }, committee];
  return [];
};

export const person = (role: PersonView["role"], second = false): PersonView => ({
  id: `p-${role}`,
  role,
  name: second ? "陈甲示例" : "陈示例",
  name_latin: null,
  sex: second ? "女" : "男",
  age: 36,
  age_day: null,
  birth: "1990-01-01",
  id_kind: "resident",
  number_masked: second ? "4406…0022" : "4406…0014",
  address: "示例市示例区示例路 1 号",
  reading: "card",
  present: true,
  signs: true,
  warnings: [],
  phone: "",
  relation: second ? "子" : "",
  valid_to: "2040-01-01",
  mandate: null,
  asks_mandate: role === "agent" || role === "guardian",
  mandate_choices: choicesOf(role),
});
