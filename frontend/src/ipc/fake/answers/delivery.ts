// Answers about the outbox and the day's sheet.
import type { DocumentView, EventView, HoldView, OutboxView } from "../../contract";
import type { FakeAnswers } from "../answer";
import { newCase } from "../case";
import { viewOf } from "../caseView";
import { sheetPicture } from "../pictures";
import { NOW, refuse, type FakeState } from "../state";
import { RECEIPT_CODE } from "./decision";

const showOutbox = (desk: FakeState): OutboxView => ({
  paused: desk.paused ? { by: "李示例", at: NOW } : null,
  lines:
    desk.line === "down"
      ? [
          {
            case: "c1",
            revision: 1,
            event: null,
            event_kind: null,
            provisional: "L-2026-0001",
            number: null,
            state: "queued",
            attempts: 2,
            last_code: "office_unreachable",
            waits: desk.paused ? "paused" : "line",
            next_at: desk.paused ? null : NOW,
            sent: 0,
            total: 2_400_000,
            item: "城乡居民基本养老保险参保登记",
            limit: { date: "2026-11-24", weekday: 2, days_left: 2, provisional: false, alarm: "soon" },
            ways: [],
            in_place_of: null,
          },
          {
            case: "c2",
            revision: 1,
            event: null,
            event_kind: null,
            provisional: "L-2026-0002",
            number: "440607-2026-000122",
            state: "awaiting_materials",
            attempts: 0,
            last_code: null,
            waits: "turn",
            next_at: null,
            sent: 1_500_000,
            total: 6_000_000,
            item: "高龄津贴",
            limit: { date: "2026-11-27", weekday: 5, days_left: 5, provisional: false, alarm: "calm" },
            ways: [],
            in_place_of: null,
          },
          {
            case: "c3",
            revision: 1,
            event: null,
            event_kind: null,
            provisional: "L-2026-0003",
            number: null,
            state: "parked",
            attempts: 1,
            last_code: "beyond_office",
            waits: "person",
            next_at: null,
            sent: 0,
            total: 70_000_000,
            item: "最低生活保障",
            limit: { date: "2026-11-27", weekday: 5, days_left: 5, provisional: false, alarm: "calm" },
            ways: ["replace", "hand_over"],
            in_place_of: null,
          },
        ]
      : [],
});

const askedEvent: EventView = {
  id: "e1",
  kind: "withdrawal_asked",
  at: NOW,
  clerk: "李示例",
  standing: "waiting",
  code: null,
  marks: [],
  decision: null,
};

const decisionPaper = (granted: boolean, number: string | null): DocumentView => ({
  id: number === null ? "preview" : "d-entrusted",
  form: granted ? "entrusted_grant" : "entrusted_refusal",
  number,
  pages: 1,
  issued_at: number === null ? null : NOW,
  prints: number === null ? 0 : 1,
  saves: 0,
  missing: [],
  revision: 1,
  url: sheetPicture(granted ? "准予决定书" : "不予决定书"),
  code: null,
});

const heldForSignature = (note: string): HoldView => ({
  reason: "signature",
  note,
  originals: "with_owner",
  since: NOW,
  by: "李示例",
});

export const deliveryAnswers = (desk: FakeState) =>
  ({
    outbox: () => showOutbox(desk),
    retry: () => showOutbox(desk),

    replace_refused: () => refuse("not_allowed"),
    send_replacement: () => refuse("not_allowed"),
    hand_over: () => refuse("not_allowed"),
    draw_up_withdrawal: ({ case: id, by, covers }) => {
      if (by === "agent" && !covers) refuse("authority_not_covering");
      const view = desk.change(id, (c) => void (c.withdrawal = by));
      return { case: view, print: { printed: true, printer: "desk", file: null, failure: null } };
    },
    ask_withdrawal: ({ case: id }) =>
      desk.change(id, (c) => {
        if (c.withdrawal === null) refuse("not_allowed");
        c.withdrawal = null;
        if (c.status === "received") c.status = "voided";
        else c.events = [...c.events, askedEvent];
      }),
    examine_point: ({ case: id, point, met }) =>
      desk.change(id, (c) => {
        if (!c.entrusted) return refuse("not_allowed");
        const points = c.entrusted.points.map((one) => (one.id === point ? { ...one, met } : one));
        const is_open = points.some((one) => !one.met);
        c.entrusted = {
          ...c.entrusted,
          points,
          grant: is_open ? "points_open" : null,
          refusal: is_open ? null : "points_met",
          preview: null,
          preview_granted: null,
        };
      }),
    propose_for_department: ({ case: id, granted }) =>
      desk.change(id, (c) => {
        if (!c.entrusted) return refuse("not_allowed");
        if ((granted ? c.entrusted.grant : c.entrusted.refusal) !== null) refuse("department_decides");
        c.entrusted = { ...c.entrusted, preview: decisionPaper(granted, null), preview_granted: granted };
      }),
    decide_for_department: ({ case: id }) => {
      const view = desk.change(id, (c) => {
        const granted = c.entrusted?.preview_granted ?? refuse("no_preview");
        const number = "示卫准〔2026〕1号";
        const points = c.entrusted!.points.filter((one) => one.met).map((one) => one.text);
        const decision = { granted, number, entrusted_by: c.entrusted!.document, points, reasons: [] };
        c.events = [...c.events, { ...askedEvent, id: "e2", kind: "decided", decision }];
        c.documents = [...c.documents, decisionPaper(granted, number)];
        c.status = "completed";
        c.entrusted = null;
      });
      return { case: view, print: { printed: true, printer: "desk", file: null, failure: null } };
    },
    warn_of_lapse: ({ case: id, how, on }) =>
      desk.change(id, (c) => {
        if (c.lapse === null) return refuse("lapse_not_possible");
        const obstacle = c.lapse.obstacle === "not_warned" ? null : c.lapse.obstacle;
        c.lapse = { ...c.lapse, warned: how, warned_on: on, obstacle };
      }),
    end_lapsed: ({ case: id }) => {
      const view = desk.change(id, (c) => {
        if (c.lapse === null || c.lapse.obstacle !== null) return refuse("lapse_not_possible");
        c.status = "lapsed";
        c.events = [...c.events, { ...askedEvent, id: "e2", kind: "lapsed" }];
      });
      return { case: view, print: { printed: true, printer: "desk", file: null, failure: null } };
    },
    void_case: ({ case: id, item, reason, telephoned }) => {
      if (reason.trim() === "") refuse("reason_missing");
      const first = desk.get(id);
      const hold = telephoned === null ? null : heldForSignature(telephoned);
      const c = {
        ...newCase(desk.fresh("c")),
        item,
        people: first.people,
        section: 3,
        hold,
        refiledFrom: id,
      };
      c.status = "received";
      desk.cases.set(c.id, c);
      desk.change(id, (voided) => {
        voided.refiledAs = c.id;
        voided.events = [...voided.events, { ...askedEvent, id: "e2", kind: "void" }];
      });
      return viewOf(c);
    },
    print_refiling_notice: ({ case: id }) => ({
      case: viewOf(desk.get(id)),
      print: { printed: true, printer: "desk", file: null, failure: null },
    }),
    pause_delivery: () => ((desk.paused = true), showOutbox(desk)),
    resume_delivery: () => ((desk.paused = false), showOutbox(desk)),
    day_sheet: ({ day }) => ({
      day: day ?? "2026-11-22",
      weekday: 0,
      as_of: NOW,
      taken: 0,
      at_office: 0,
      here: 0,
      sums: { open: 0, waiting: 0, parked: 0, refused: 0, withdrawn: 0, voided: 0, on_paper: 0 },
      drafts: 0,
      given_up: 0,
      rows: [],
    }),
    check_receipt: ({ code }) => {
      const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
      if (letters.length !== 17) refuse("receipt_code_bad");
      const is_own = letters === RECEIPT_CODE.replaceAll("-", "");
      const elsewhere = desk.line === "down" ? "line_down" : "unknown";
      const shown = letters.replace(/^(.{4})(.{4})(.{4})/, "$1-$2-$3-");
      return { code: shown, result: is_own ? "unchanged" : elsewhere, is_own };
    },
    print_day_sheet: () => ({
      printed: false,
      printer: null,
      file: "/example/prints/day-sheet-2026-11-22.pdf",
      failure: null,
    }),
    export_day_sheet: ({ reason }) => {
      if (reason.trim() === "") refuse("look_reason_missing");
      return { file: "/example/prints/day-sheet-2026-11-22.csv" };
    },
  }) satisfies Partial<FakeAnswers>;
