// The pretended station's cases, as a supervisor sees them: one of them marked by the office.
import type { AuditLine, QueueRow, ReviewView } from "../contract";
import { pagePicture } from "./pictures";

export const supervisor = { number: "C002", name: "王示例", role: "supervisor", window: "1 号窗" } as const;

const usual: QueueRow = {
  case: "q1",
  item: "城乡居民基本养老保险参保登记",
  number: "440607-2026-000122",
  provisional: null,
  clerk: "C003",
  window: "4 号窗",
  status: "accepted",
  delivery: "acknowledged",
  received_at: "2026-11-21 09:12",
  age_minutes: 1530,
  deadline: "2026-11-27",
  deadline_provisional: false,
  days_left: 5,
  pressure: "calm",
  slip: null,
  working: true,
  revision: 2,
  in_place_of: null,
  is_replacement_unread: false,
  marks: [],
  late: [],
  here: false,
};

export const exampleTrail = (): AuditLine[] => {
  const line: Omit<AuditLine, "action" | "number"> = {
    at: "2026-11-22 10:31",
    by: "C003",
    case: "q1",
    outcome: "ok",
    why: "case",
    reason: null,
    elsewhere: null,
  };
  return [
    { ...line, action: "page 06e2fc77", number: "440607-2026-000122" },
    { ...line, action: "case", number: "440607-2026-000122" },
    {
      ...line,
      at: "2026-11-22 10:20",
      action: "case",
      case: "q2",
      number: null,
      outcome: "role_not_allowed",
    },
    {
      ...line,
      at: "2026-11-22 10:05",
      by: "2001",
      action: "revision",
      number: "440607-2026-000122",
      why: "unrecorded",
      elsewhere: "4 号窗",
    },
  ];
};

export const exampleStation = (): QueueRow[] => [
  {
    ...usual,
    case: "q2",
    number: "440607-2026-000119",
    in_place_of: 1,
    is_replacement_unread: true,
    here: true,
  },
  {
    ...usual,
    marks: ["account_ended", "date_out_of_bounds"],
    late: [{ kind: "correction_notice", due: "2026-11-19", provisional: false, on: "2026-11-21" }],
  },
  {
    ...usual,
    case: "q3",
    item: "高龄津贴",
    number: null,
    provisional: "L-2026-0004",
    clerk: "C001",
    window: "3 号窗",
    status: "received",
    delivery: "none",
    revision: 1,
    here: true,
  },
];

/** One of those cases to read; decided where the office has it. */
export function reviewOf(row: QueueRow, revision: number | null, masked: boolean): ReviewView {
  const isFiled = row.delivery === "acknowledged";
  const n = revision ?? row.revision;
  const isNewest = n === row.revision;
  const picture = masked ? null : pagePicture("居民户口簿");
  const page = { id: "p1", material: "hukou", paper: null, n: 1, sha256: "0", url: picture, thumb: picture };
  return {
    case: row.case,
    number: row.number,
    provisional: row.provisional,
    revision: n,
    of: row.revision,
    source: row.here ? "station" : "office",
    masked,
    item: row.item,
    status: row.status,
    delivery: row.delivery,
    clerk: row.clerk,
    window: row.window,
    received_at: row.received_at,
    slip: row.slip,
    clock: null,
    people: [
      {
        role: "applicant",
        name: masked ? "陈＊＊" : "陈示例",
        id_kind: "id_card",
        number: masked ? "4406＊＊＊＊＊＊＊＊＊＊001X" : "44060719500101001X",
        phone: masked ? "100＊＊＊＊5678" : "10012345678",
        address: masked ? "" : "示例市示例路 1 号",
        by_card: true,
        present: true,
        signs: true,
        warnings: [],
        mandate: null,
      },
    ],
    answers: [{ question: "由谁来办？", answer: "本人" }],
    form: [{ title: "联系方式", fields: [{ id: "phone", label: "联系电话", value: "10012345678" }] }],
    materials: [
      {
        id: "hukou",
        name: "居民户口簿",
        need: "required",
        state: "received",
        pages: 1,
        originals: 1,
        copies: 1,
        electronic: 0,
        objects: 0,
        wanted: null,
        checked_by: "C003",
        checked_at: "2026-11-21 09:20",
        custody: "held",
        place: masked ? "3＊＊" : "3 号柜",
        copies_custody: "held",
        copies_place: masked ? "3＊＊" : "3 号柜",
        problem: null,
        certificate: null,
      },
    ],
    pages: [page],
    decision: isFiled
      ? {
          kind: "accept",
          at: "2026-11-21 09:40",
          faults: [],
          reasons: [],
          remedies: [],
          right_office: null,
          corrections: [],
          promise: { text: "承诺办结：2026年11月27日前", day: "2026-11-27", provisional: false },
          deemed: null,
          deferred: null,
          further: null,
        }
      : null,
    documents: [],
    returns: [],
    events: [],
    revisions: Array.from({ length: row.revision }, (_, i) => ({
      n: i + 1,
      kind: "accept",
      at: null,
      marked: i + 1 === row.revision && row.marks.length > 0,
    })),
    can_return: isFiled && isNewest,
    blocked: isFiled ? (isNewest ? null : "older_revision") : "not_decided",
    author: isFiled ? { clerk: row.clerk, name: "赵示例", role: "clerk", consented_by: null } : null,
    marks: isNewest ? row.marks : [],
    late: row.late,
    signatures: isFiled
      ? [
          {
            role: "applicant",
            name: masked ? "陈＊＊" : "陈示例",
            signs_for: false,
            by: "strokes",
            at: "2026-11-21 09:35",
            code_read: false,
            read_aloud: false,
            witness: null,
          },
        ]
      : [],
    refusals: [],
    signed_slip: null,
    no_words: null,
  };
}
