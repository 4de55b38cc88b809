// What the pretended desk holds: who is signed in, the line, the settings, the cases.
import type {
  AuditLine,
  CaseRow,
  CaseView,
  CentreView,
  CitizenCourse,
  CitizenPapers,
  CitizenView,
  ClerkView,
  Failure,
  FailureCode,
  GiveConsent,
  Hello,
  ListQuery,
  LockView,
  RegisteredPaper,
  Settings,
  SetupStep,
  SetupTry,
  SpoiltNumber,
  StatusView,
} from "../contract";
import type { FakeCase } from "./case";
import { formOf, moveOn, viewOf } from "./caseView";
import { rowsOf } from "./catalog";
import { ownTrial } from "./centre";
import { items } from "./items";
import { exampleNews } from "./joint";
import { pagePicture } from "./pictures";
import { citizenForm } from "./signing";
import { exampleStation, exampleTrail } from "./station";

export const NOW = "2026-11-22 10:42";

export function refuse(code: FailureCode, params: Record<string, string> = {}): never {
  // Across the real bridge a failure is a plain object as well.
  const failure: Failure = { code, params, incident: "F-0001" };
  throw failure;
}

/** What the pretended desk holds, and the views made from it. */
export class FakeState {
  cases = new Map<string, FakeCase>();
  /** Whose a case is, where it is a colleague's and no reason was given. */
  colleagues = new Map<string, string>();
  signedIn = false;
  locked: LockView | null = null;
  /** A mentor's word for a trainee's next act. */
  consent: GiveConsent | null = null;
  paused = false;
  line: StatusView["line"] = "up";
  start: Hello["state"] = "ready";
  notices: StatusView["notices"] = [];
  /** A package is being installed. */
  updating: StatusView["updating"] = null;
  centre: CentreView | null = ownTrial;
  /** A real office, and no file of its centre. */
  notJoined = false;
  technicianUntil: string | null = null;
  /** What was tried while the computer was set up. */
  setup = new Map<SetupStep, SetupTry>();
  setupPrinted: string | null = null;
  lastClerk: string | null = null;
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
    warn_card_days: 30,
    closing_time: "17:00",
    citizen_screen: false,
    catalogue_key: "",
    graphics_card: "auto",
  };
  /** Items this clerk used lately. */
  recent: string[] = [];
  news = exampleNews;
  list: ListQuery | null = null;
  papers: CitizenPapers | null = null;
  course: CitizenCourse | null = null;
  /** The items want their forms signed. */
  signs = false;
  /** The form is about to go from the citizen's screen. */
  formEndsIn: number | null = null;
  /** All cases of the station, for a supervisor. */
  station = exampleStation();
  /** Who looked at what, for a supervisor: newest first. */
  trail: AuditLine[] = exampleTrail();
  /** The register of a day. */
  sealed: RegisteredPaper[] = [];
  spoilt: SpoiltNumber[] = [];
  private count = 0;

  readonly clerk: ClerkView = {
    number: "C001",
    name: "李示例",
    role: "clerk",
    station: "三水·西南街道",
    window: "3 号窗",
    held_at: "3 号窗",
    offline: false,
    offline_until: null,
  };

  fresh(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }
  private isTrial(): boolean {
    return this.centre === null ? !this.notJoined : this.centre.kind !== "real";
  }
  hello(): Hello {
    return {
      state: this.start,
      blocked: this.start === "blocked" ? "key_missing" : null,
      version: "0.1.0",
      office_name: this.isTrial() ? "综窗后台（试用）" : "示例市综窗后台",
      trial: this.isTrial(),
      line_up: this.line === "up",
      barrier: null,
      demo_accounts: this.isTrial()
        ? [
            { number: "C001", password: "demo-2026", name: "李示例", role: "clerk" },
            { number: "C002", password: "demo-2026", name: "王示例", role: "supervisor" },
          ]
        : [],
      last_clerk: this.lastClerk,
      signed_in: this.signedIn ? this.clerk : null,
      ground: { practice: false, behind: 0 },
      locked: this.locked,
      centre: this.centre,
      not_joined: this.notJoined,
      can_join: this.centre === null || this.centre.own,
    };
  }
  status(): StatusView {
    const of = (s: string) => [...this.cases.values()].filter((c) => c.status === s).length;
    return {
      signed_in: this.signedIn ? this.clerk : null,
      ground: { practice: false, behind: 0 },
      locked: this.locked,
      trial: this.isTrial(),
      line: this.line,
      line_since: null,
      barrier: null,
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
      citizen: this.citizenScreen(),
      citizen_form_ends_in: this.caseBeforeCitizen() ? this.formEndsIn : null,
      updating: this.signedIn ? null : this.updating,
    };
  }
  private citizenScreen(): StatusView["citizen"] {
    if (!this.settings.citizen_screen) return "none";
    if (this.caseBeforeCitizen()) return "form";
    return this.papers ? "papers" : this.course ? "course" : this.list ? "list" : "blank";
  }
  /** Whose form stands before the citizen. */
  caseBeforeCitizen(): FakeCase | undefined {
    return [...this.cases.values()].find((c) => c.signing?.before);
  }
  clearCitizen(): void {
    Object.assign(this, { list: null, papers: null, course: null });
    for (const { signing } of this.cases.values()) if (signing) signing.before = null;
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
      days_left: v.clock.days_left,
      pressure: c.pressure,
      updated_at: NOW,
      clerk: "C001",
      next: v.next.code,
      held: v.hold,
      slip: v.slip,
      damaged: v.damage !== null,
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
    const c = this.caseBeforeCitizen();
    const sheet = c && formOf(c);
    const isHidden = this.locked?.cause === "pressed";
    const settled = rows.filter((row) => row.need !== "not_needed" && row.why.code !== "unanswered");
    return {
      mark: null,
      window: `${this.clerk.station}　${this.clerk.window}`,
      list: item
        ? { item: item.view.name, rows: settled, asking: rows.some((row) => row.why.code === "unanswered") }
        : null,
      papers: this.papers,
      course: this.course,
      form: c?.signing && sheet && !isHidden ? citizenForm(c.signing, c.people, sheet) : null,
      form_waits: c !== undefined && isHidden,
      test: false,
      copied_here: false,
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
}
