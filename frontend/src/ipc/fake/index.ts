// A pretended desk for Vitest and for looking at the screens in a browser.
// Typed from the contract; never in the real build.
import { useWire, type CommandName, type Payload, type Reply } from "../call";
import { announceChange } from "../changed";
import type {
  CaseRow,
  CaseView,
  CitizenView,
  Failure,
  Hello,
  ListQuery,
  LockView,
  Settings,
  StatusView,
} from "../contract";
import { items, questionsOf, rowsOf, search } from "./catalog";
import { exampleNews } from "./joint";
import { moveOn, newCase, pagePicture, person, sheetPicture, viewOf, type FakeCase } from "./case";

export type Answers = { [K in CommandName]?: (payload: Payload<K>) => Reply<K> | Promise<Reply<K>> };
const NOW = "2026-11-22 10:42";

export function refuse(code: string, params: Record<string, string> = {}): never {
  // Across the real bridge a failure is a plain object as well.
  const failure: Failure = { code, params, incident: "F-0001" };
  throw failure;
}

export class FakeDesk {
  cases = new Map<string, FakeCase>();
  calls: [name: string, payload: unknown][] = [];
  signedIn = false;
  locked: LockView | null = null;
  paused = false;
  line: StatusView["line"] = "up";
  start: Hello["state"] = "ready";
  notices: StatusView["notices"] = [];
  settings: Settings = {
    office: "",
    reader_port: "",
    reader_speed: 115200,
    scanner: "",
    scan_source: "Automatic Document Feeder",
    scan_resolution: 150,
    printer: "",
    language: "zh-CN",
    text_size: "normal",
    keep_days: 365,
    warn_free_gib: 10,
    citizen_screen: false,
    catalogue_key: "",
  };
  /** Items this clerk used lately. */
  recent: string[] = [];
  news = exampleNews;
  list: ListQuery | null = null;
  private count = 0;

  readonly clerk = {
    number: "C001",
    name: "李示例",
    role: "clerk",
    station: "三水·西南街道",
    window: "3 号窗",
    offline: false,
    offline_until: null,
  };

  fresh(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }
  hello(): Hello {
    return {
      state: this.start,
      blocked: this.start === "blocked" ? "key_missing" : null,
      version: "0.1.0",
      office_name: "综窗后台（试用）",
      trial: true,
      line_up: this.line === "up",
      demo_accounts: [
        { number: "C001", password: "demo-2026", name: "李示例", role: "clerk" },
        { number: "C002", password: "demo-2026", name: "王示例", role: "supervisor" },
      ],
      last_clerk: null,
      signed_in: this.signedIn ? this.clerk : null,
      ground: { practice: false, behind: 0 },
      locked: this.locked,
    };
  }
  status(): StatusView {
    const of = (s: string) => [...this.cases.values()].filter((c) => c.status === s).length;
    return {
      signed_in: this.signedIn ? this.clerk : null,
      ground: { practice: false, behind: 0 },
      locked: this.locked,
      trial: true,
      line: this.line,
      line_since: null,
      waiting: this.line === "down" ? 1 : 0,
      parked: 0,
      paused: this.paused,
      reader: "on",
      scanner: "on",
      printer: "off",
      now: "10:42",
      today: "2026-11-22",
      weekday: 0,
      counts: {
        draft: of("draft") + of("received"),
        correction: of("correction"),
        returned: 0,
        done_today: of("accepted"),
        waiting: 0,
      },
      space: { free_mib: 120_000, whole_mib: 240_000, low: false },
      notices: this.notices,
      citizen: !this.settings.citizen_screen ? "none" : this.list ? "list" : "blank",
    };
  }
  row(c: FakeCase): CaseRow {
    const v = viewOf(c);
    return {
      id: c.id,
      status: v.status,
      delivery: v.delivery,
      number: v.number,
      provisional: v.provisional,
      item: v.item?.name ?? "",
      people: v.people.map((p) => p.name).join("、"),
      deadline: v.clock.deadline,
      updated_at: NOW,
      clerk: "C001",
      next: v.next.code,
      held: v.hold,
      slip: v.slip,
    };
  }
  get(id: string): FakeCase {
    return this.cases.get(id) ?? refuse("no_such_case");
  }
  change(id: string, work: (c: FakeCase) => void): CaseView {
    const c = this.get(id);
    const before = viewOf(c);
    c.preview = null;
    work(c);
    moveOn(before, c);
    return viewOf(c);
  }
  citizen(): CitizenView {
    const item = items.find((i) => i.view.id === this.list?.item);
    const rows = item ? rowsOf(item, this.list!.answers) : [];
    const settled = rows.filter((row) => row.need !== "not_needed" && row.why.code !== "unanswered");
    return {
      mark: null,
      window: `${this.clerk.station}　${this.clerk.window}`,
      list: item
        ? { item: item.view.name, rows: settled, asking: rows.some((row) => row.why.code === "unanswered") }
        : null,
    };
  }
  mark(id: string, material: string, mark: FakeCase["marks"][string]): CaseView {
    return this.change(id, (c) => void (c.marks[material] = { ...c.marks[material], ...mark }));
  }
  addPage(c: FakeCase, material: string | null): void {
    const id = this.fresh("g");
    const url = pagePicture(c.pages.length % 2 === 0 ? "居民户口簿" : "常住人口登记卡");
    c.pages.push({
      id,
      order: c.pages.length + 1,
      turns: 0,
      material,
      shown: false,
      source: "scan",
      sha256: id,
      url,
      thumb: url,
    });
    c.undo = "page_added";
  }

  readonly answers: Answers = {
    hello: () => this.hello(),
    unlock: () => ((this.start = "ready"), this.hello()),
    open_again: () => ((this.start = "ready"), this.hello()),
    sign_in: ({ password }) =>
      password === "wrong" ? refuse("wrong_password") : ((this.signedIn = true), this.hello()),
    sign_out: () => ((this.signedIn = false), this.hello()),
    status: () => this.status(),
    notice_read: ({ code }) => ((this.notices = this.notices.filter((n) => n.code !== code)), this.status()),
    settings: () => ({
      settings: { ...this.settings },
      embedded: this.settings.office === "",
      fixed: false,
      devices: [
        { name: "/dev/ttyUSB0", kind: "id_reader", state: "ready" },
        { name: "test:0", kind: "scanner", state: "ready" },
      ],
    }),
    save_settings: ({ settings }) => (
      (this.settings = settings),
      this.answers.settings!({}) as Reply<"settings">
    ),
    search_items: ({ query }) => search(query, this.recent),
    checklist: ({ item, answers }) => {
      const found = items.find((i) => i.view.id === item) ?? refuse("unknown_item");
      return { item: found.view, questions: questionsOf(found, answers), rows: rowsOf(found, answers) };
    },
    catalogue_news: () => this.news,
    show_list: (list) => ((this.list = list), this.status()),
    clear_citizen: () => ((this.list = null), this.status()),
    citizen: () => this.citizen(),
    print_list: () => ({
      id: "s1",
      form: "one_time_list",
      number: null,
      pages: 1,
      issued_at: NOW,
      prints: 0,
      revision: 1,
      url: sheetPicture("一次性告知书"),
    }),
    print_blank: ({ item, material, sample }) => {
      const row = items.find((i) => i.view.id === item)?.materials.find((one) => one.id === material);
      const title = row?.blank?.title ?? refuse("no_blank");
      return {
        id: this.fresh("s"),
        form: "blank_form",
        number: null,
        pages: 1,
        issued_at: NOW,
        prints: 0,
        revision: 0,
        url: sheetPicture(sample ? `${title} · 样表` : title),
      };
    },
    print_sheet: () => ({ printed: false, printer: null, file: "/example/prints/one-time-list.pdf" }),
    open_case: ({ item, answers }) => {
      const c = newCase(this.fresh("c"));
      Object.assign(c, { item, answers });
      this.cases.set(c.id, c);
      c.section = item === null ? 1 : viewOf(c).next.section;
      return viewOf(c);
    },
    case: ({ case: id }) => viewOf(this.get(id)),
    my_cases: ({ statuses, text }) =>
      [...this.cases.values()]
        .map((c) => this.row(c))
        .filter(
          (r) =>
            (statuses.length === 0 || statuses.includes(r.status)) &&
            (text === "" || r.people.includes(text) || r.item.includes(text)),
        ),
    open_section: ({ case: id, section }) => {
      this.get(id).section = section;
      return viewOf(this.get(id));
    },
    choose_item: ({ case: id, item }) => this.change(id, (c) => void (c.item = item)),
    answer: ({ case: id, question, option }) => this.change(id, (c) => void (c.answers[question] = option)),
    read_card: ({ case: id, role }) =>
      this.change(id, (c) => {
        if (c.people.some((p) => p.role === role))
          c.pending = {
            reading: "r1",
            name: "陈甲示例",
            number_masked: "4406…0022",
            asked_role: role,
            differs_from: "陈示例",
            same_person_as: null,
          };
        else c.people.push(person(role, role !== "applicant"));
      }),
    take_card: ({ case: id, role }) =>
      this.change(id, (c) => {
        c.pending = null;
        c.people = [...c.people.filter((p) => p.role !== role), person(role, true)];
      }),
    leave_card: ({ case: id }) => this.change(id, (c) => void (c.pending = null)),
    put_person: ({ case: id, role, name, number }) =>
      name.trim() === ""
        ? refuse("name_missing")
        : number.length < 8
          ? refuse("id_number_refused", { why: "wrong_length" })
          : this.change(id, (c) => {
              c.people = [
                ...c.people.filter((p) => p.role !== role),
                { ...person(role), name, reading: "typed", warnings: ["check_digit"] },
              ];
            }),
    person: ({ case: id, person: who }) => {
      const p = this.get(id).people.find((x) => x.id === who)!;
      return {
        id: p.id,
        name: p.name,
        sex: p.sex,
        ethnic: "汉",
        birth: "1990-01-01",
        id_kind: "resident",
        number: "440699199001010014",
        address: p.address,
        valid_to: "长期",
        phone: "10012345678",
        relation: "",
      };
    },
    flag_person: ({ case: id, person: who, present, signs }) =>
      this.change(id, (c) => {
        c.people = c.people.map((p) => (p.id === who ? { ...p, present, signs } : p));
      }),
    remove_person: ({ case: id, person: who }) =>
      this.change(id, (c) => {
        c.people = c.people.filter((p) => p.id !== who);
      }),
    receive: ({ case: id }) =>
      this.change(id, (c) => {
        c.received = NOW;
        c.status = "received";
      }),
    scan: ({ case: id, material }) => {
      const view = this.change(id, (c) => {
        this.addPage(c, material);
        this.addPage(c, material);
      });
      return { case: view, pages: 2, ended: "feeder_empty" };
    },
    cancel_scan: ({ case: id }) => viewOf(this.get(id)),
    page_shown: ({ case: id, page }) =>
      this.change(id, (c) => {
        c.pages = c.pages.map((p) => (p.id === page ? { ...p, shown: true } : p));
      }),
    assign_page: ({ case: id, page, material }) =>
      this.change(id, (c) => {
        c.pages = c.pages.map((p) => (p.id === page ? { ...p, material } : p));
        c.undo = "page_assigned";
      }),
    turn_page: ({ case: id, page }) =>
      this.change(id, (c) => {
        c.pages = c.pages.map((p) => (p.id === page ? { ...p, turns: (p.turns + 1) % 4 } : p));
      }),
    move_page: ({ case: id }) => viewOf(this.get(id)),
    delete_page: ({ case: id, page }) =>
      this.change(id, (c) => {
        c.pages = c.pages.filter((p) => p.id !== page);
        c.undo = "page_deleted";
      }),
    undo: ({ case: id }) => this.change(id, (c) => void (c.undo = null)),
    look_up: ({ case: id, ground }) =>
      this.change(id, (c) => {
        for (const row of viewOf(c).materials.filter(
          (r) => r.cert && r.need !== "not_needed" && r.state !== "received",
        )) {
          const reason =
            ground === "declined"
              ? "refused_by_holder"
              : this.line === "down"
                ? "library_away"
                : row.id === "bank"
                  ? "not_found"
                  : null;
          if (reason === null) {
            this.addPage(c, row.id);
            c.pages.at(-1)!.source = "certificate";
          }
          c.marks[row.id] = {
            ...c.marks[row.id],
            certificate: {
              reason,
              name: reason ? "" : `${row.cert!.kind}（示例）`,
              identifier: reason ? "" : "5444…0016",
              issuer: reason ? "" : "示例市公安局示例分局",
              valid_to: row.id === "special" ? "2034-02-28" : null,
              at: NOW,
              identifier_off: false,
            },
          };
        }
      }),
    check_original: ({ case: id, material }) =>
      this.mark(id, material, { checked_by: "李示例", checked_at: NOW }),
    set_custody: ({ case: id, material, custody }) => this.mark(id, material, { custody }),
    set_problem: ({ case: id, material, problem }) => this.mark(id, material, { problem }),
    count_object: ({ case: id, material, count }) => this.mark(id, material, { in_hand: count }),
    fill: ({ case: id, field, value }) => this.change(id, (c) => void (c.fields[field] = value)),
    propose: ({ case: id, kind }) => {
      const c = this.get(id);
      c.preview = {
        kind,
        document: {
          id: this.fresh("d"),
          form:
            kind === "accept"
              ? "acceptance_receipt"
              : kind === "correction"
                ? "correction_notice"
                : "refusal",
          number: null,
          pages: 1,
          issued_at: null,
          prints: 0,
          revision: 1,
          url: sheetPicture(kind === "accept" ? "受理回执" : "申请材料补正告知书"),
        },
      };
      return viewOf(c);
    },
    withdraw_proposal: ({ case: id }) => this.change(id, () => undefined),
    issue: ({ case: id }) => this.issue(this.get(id)),
    print: ({ case: id, document }) => {
      const c = this.get(id);
      c.documents = c.documents.map((d) => (d.id === document ? { ...d, prints: d.prints + 1 } : d));
      return { case: viewOf(c), print: { printed: true, printer: "desk", file: null } };
    },
    abandon: ({ case: id }) => this.change(id, (c) => void (c.status = "voided")),
    hold: ({ case: id, reason, note, originals }) =>
      this.change(
        id,
        (c) => void (c.hold = { reason, note: note || null, originals, since: NOW, by: "1001" }),
      ),
    resume: ({ case: id }) => this.change(id, (c) => void (c.hold = null)),
    another_item: ({ case: id, item }) => {
      const c = { ...newCase(this.fresh("c")), item, people: this.get(id).people, section: 3 };
      this.cases.set(c.id, c);
      return viewOf(c);
    },
    open_slip: ({ slip, date, time }) => {
      const c = { ...newCase(this.fresh("c")), slip: { slip, received_at: `${date} ${time}` }, section: 2 };
      this.cases.set(c.id, c);
      return viewOf(c);
    },
    lock: () => (
      (this.locked = { number: "C001", name: "李示例", since: NOW, secret: true, left: 5 }),
      this.hello()
    ),
    unlock_screen: ({ secret, password }) =>
      (secret ?? password) === "wrong" ? refuse("wrong_secret") : ((this.locked = null), this.hello()),
    relieve: () => ((this.locked = null), this.hello()),
    held_cases: () => [...this.cases.values()].map((c) => this.row(c)).filter((r) => r.held !== null),
    outbox: () => ({
      paused: this.paused ? { by: "李示例", at: NOW } : null,
      lines:
        this.line === "down"
          ? [
              {
                case: "c1",
                revision: 1,
                provisional: "L-2026-0001",
                number: null,
                state: "queued",
                attempts: 2,
                last_code: "office_unreachable",
                waits: this.paused ? "paused" : "line",
                next_at: this.paused ? null : NOW,
                sent: 0,
                total: 2_400_000,
                item: "城乡居民基本养老保险参保登记",
                limit: { date: "2026-11-24", weekday: 2, days_left: 2, provisional: false, alarm: "soon" },
              },
              {
                case: "c2",
                revision: 1,
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
              },
            ]
          : [],
    }),
    day_sheet: ({ day }) => ({
      day: day ?? "2026-11-22",
      weekday: 0,
      as_of: NOW,
      taken: 0,
      at_office: 0,
      here: 0,
      sums: { open: 0, waiting: 0, parked: 0, refused: 0, withdrawn: 0 },
      drafts: 0,
      given_up: 0,
      rows: [],
    }),
    print_day_sheet: () => ({
      print: { printed: false, printer: null, file: "/example/prints/day-sheet-2026-11-22.pdf" },
      csv: "/example/prints/day-sheet-2026-11-22.csv",
    }),
    pause_delivery: () => ((this.paused = true), this.answers.outbox!({}) as Reply<"outbox">),
    resume_delivery: () => ((this.paused = false), this.answers.outbox!({}) as Reply<"outbox">),
    queue: () => ({ rows: [], all: 0, as_of: NOW, old: null, line: this.line, clerks: [], windows: [] }),
    review: () => refuse("no_such_case"),
    reveal: () => refuse("no_such_case"),
    send_back: () => refuse("no_such_case"),
    retry: () => this.answers.outbox!({}) as Reply<"outbox">,
  };

  private issue(c: FakeCase): Reply<"issue"> {
    const preview = c.preview ?? refuse("no_preview");
    c.status = (
      { accept: "accepted", correction: "correction", refuse: "refused", redirect: "redirected" } as const
    )[preview.kind];
    if (this.line === "up") c.number = "440607-2026-000123";
    else c.provisional = "L-2026-0001";
    c.documents = [{ ...preview.document, number: c.number ?? c.provisional, issued_at: NOW, prints: 0 }];
    c.preview = null;
    return { case: viewOf(c), print: { printed: false, printer: null, file: "/example/prints/receipt.pdf" } };
  }

  async call(name: string, payload: unknown): Promise<unknown> {
    this.calls.push([name, payload]);
    const answer = this.answers[name as CommandName] as ((p: unknown) => unknown) | undefined;
    if (!answer) refuse("unknown_command");
    return structuredClone(await answer(payload));
  }
}

export function installFake(desk = new FakeDesk()): FakeDesk {
  useWire(
    (name, payload) => desk.call(name, payload),
    async (id, material) => desk.change(id, (c) => desk.addPage(c, material)),
  );
  return desk;
}

/** "Alt-/" and the like, as if pressed; several by commas. */
function pressed(keys: string): void {
  const parts = keys.split("-");
  const key = parts.at(-1)!;
  const init = {
    key,
    code:
      key === "/"
        ? "Slash"
        : /^\d$/.test(key)
          ? `Digit${key}`
          : key.length === 1
            ? `Key${key.toUpperCase()}`
            : key,
    ctrlKey: parts.includes("Ctrl"),
    altKey: parts.includes("Alt"),
    bubbles: true,
    cancelable: true,
  };
  for (const type of ["keydown", "keyup"])
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, init));
}

/** In the browser: `?fake`, and `&scene=…` to begin at a screen that is to be looked at. */
export async function pretendIfAsked(): Promise<boolean> {
  const asked = new URLSearchParams(window.location.search);
  if (!asked.has("fake") && "__TAURI_INTERNALS__" in window) return false;
  const desk = installFake();
  const theme = asked.get("theme");
  if (theme) Object.assign(document.documentElement.dataset, { theme, fixedTheme: "" });
  const scene = asked.get("scene");
  if (scene) await (await import("./scenes")).play(desk, scene);
  Object.assign(window, { fakeDesk: desk, announceChange });
  const keys = asked.get("press");
  keys?.split(",").forEach((one, i) => window.setTimeout(() => pressed(one), 900 + i * 250));
  if (asked.has("english")) desk.settings.language = "en";
  if (asked.has("axe")) (await import("./axe")).reportLater();
  return true;
}
