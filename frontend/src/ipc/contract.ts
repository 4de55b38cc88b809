// Generated from src-tauri/crates/desk/src/contract/. Do not edit: run `make types`.

export type LackCode =
  | "choose_item"
  | "answer"
  | "read_card"
  | "confirm_card"
  | "mandate"
  | "mandate_ended"
  | "receive"
  | "place_page"
  | "material_problem"
  | "count_object"
  | "scan"
  | "look"
  | "check_original"
  | "give_back"
  | "deferred_papers"
  | "late_papers"
  | "stands_accepted"
  | "fill"
  | "show_form"
  | "form_in_doubt"
  | "sign_form"
  | "card_blocks";
export type Role =
  | "applicant"
  | "spouse"
  | "guardian"
  | "agent"
  | "legal_representative"
  | "person_in_charge";
export type Reading = "card" | "typed";
export type ExpiryGround = "temporary_card" | "household_register" | "item_allows" | "other";
export type MandateGround = "letter" | "parent" | "other_guardian" | "committee";
export type ExpiredCard = "allow" | "block";
export type SignedBy = "strokes" | "pen" | "fingerprint";
export type Custody = "none" | "held" | "returned" | "moved";
export type PaperKind = "original" | "copy" | "electronic";
export type MaterialState = "missing" | "received" | "problem" | "promised" | "not_needed";
export type DecisionKind = "accept" | "correction" | "refuse" | "redirect";
export type ClockAlert = "none" | "yellow" | "red";
export type Pressure = "past" | "last_day" | "near" | "calm";
export type ClockKind =
  | "none"
  | "on_the_spot"
  | "correction_notice"
  | "promise"
  | "first_review"
  | "result"
  | "paused";
export type CaseStatus =
  | "draft"
  | "received"
  | "correction"
  | "accepted"
  | "deferred"
  | "deemed"
  | "refused"
  | "redirected"
  | "returned"
  | "replacing"
  | "completed"
  | "withdrawn"
  | "lapsed"
  | "voided";
export type DeliveryState =
  | "none"
  | "queued"
  | "sending"
  | "awaiting_materials"
  | "acknowledged"
  | "refused"
  | "parked"
  | "replaced"
  | "handed_over";
export type HoldReason = "copying" | "call" | "fetching" | "other" | "void_consent" | "signature";
export type Originals = "with_owner" | "at_window" | "no_originals";
export type Lies =
  | "at_office"
  | "open"
  | "waiting"
  | "parked"
  | "refused"
  | "withdrawn"
  | "voided"
  | "on_paper";
export type WayOut = "replace" | "hand_over";
export type EventKind = "withdrawal_asked" | "decided" | "lapsed" | "void";
export type WarnedBy = "telephone" | "message" | "in_person";
export type LapseObstacle = "not_stated" | "all_came" | "not_over" | "not_warned";
export type VoidStanding = "done" | "asked" | "with_department" | "refused";
export type FieldKind =
  | "text"
  | "long_text"
  | "number"
  | "date"
  | "choice"
  | "phone"
  | "id_number"
  | "bank_account"
  | "money";
export type Supply = "paper" | "chip" | "form" | "object";
export type AcceptAs = "original" | "see_and_copy" | "see_only" | "copy" | "both";
export type Route = "e_review_paper_transfer" | "e_approval" | "delegated";
export type CopyBy = "citizen" | "window";
export type NotThisWindow = "class" | "level";
export type ConsentedAct =
  | "receive"
  | "corrections_in"
  | "check_original"
  | "set_custody"
  | "issue"
  | "send_replacement"
  | "hand_over"
  | "print_step"
  | "ask_withdrawal"
  | "decide_for_department"
  | "end_lapsed"
  | "void_case";
export type DepartmentDecides =
  | "not_entrusted"
  | "not_accepted"
  | "withdrawal_asked"
  | "outside_term"
  | "outside_place"
  | "refusal_not_entrusted"
  | "points_open"
  | "points_met"
  | "no_number";
export type CentreKind = "real" | "trial" | "practice";
export type CentreView = {
  kind: CentreKind,
  own: boolean,
  centre: string,
  station: string,
  station_code: string,
  office: string,
  version: number,
  until: string,
  ended: boolean,
  fingerprint: string,
};
export type StaffRole = "clerk" | "trainee" | "trainer" | "supervisor" | "other";
export type NoticeKind =
  | "office_stopped"
  | "office_unconfirmed"
  | "centre_not_joined"
  | "centre_ended"
  | "centre_refused"
  | "centre_file_refused"
  | "installation_ended"
  | "clock_behind"
  | "clock_ahead"
  | "clock_back"
  | "zone_changed"
  | "old_image"
  | "data_gone"
  | "delivery_due"
  | "deadline_past"
  | "deadline_today"
  | "deadline_near"
  | "closing_soon"
  | "space_low"
  | "pages_damaged"
  | "catalogue_refused"
  | "catalogue_expired"
  | "catalogue_new"
  | "templates_refused"
  | "step_told"
  | "failed_tries"
  | "failed_passphrases"
  | "crashed"
  | "update_waits"
  | "update_forced"
  | "update_installed"
  | "update_new"
  | "update_refused";
export type StartState = "ready" | "passphrase_new" | "passphrase_needed" | "blocked";
export type Hello = {
  state: StartState,
  blocked: FailureCode | null,
  version: string,
  office_name: string | null,
  trial: boolean,
  line_up: boolean,
  /**
   * Who answers in the office's place, while the line is down.
   */
  barrier: FailureCode | null,
  demo_accounts: Array<DemoAccount>,
  ground: GroundView,
  centre: CentreView | null,
  /**
   * A real office, and no file of its centre here.
   */
  not_joined: boolean,
  can_join: boolean,
  last_clerk: string | null,
  signed_in: ClerkView | null,
  locked: LockView | null,
};
export type GroundView = { practice: boolean, behind: number, };
export type DemoAccount = { number: string, password: string, name: string, role: string, };
export type ClerkView = {
  number: string,
  name: string,
  role: StaffRole,
  station: string,
  window: string,
  held_at: string,
  offline: boolean,
  offline_until: string | null,
};
export type LockCause = "pressed" | "idle" | "desktop" | "sleep" | "session_over";
export type LockView = {
  number: string,
  name: string,
  since: string,
  cause: LockCause,
  secret: boolean,
  left: number,
  pause_seconds: number,
};
export type Line = "unknown" | "up" | "down";
export type Lamp = "off" | "on" | "busy" | "fault";
export type StatusView = {
  signed_in: ClerkView | null,
  ground: GroundView,
  locked: LockView | null,
  trial: boolean,
  line: Line,
  line_since: string | null,
  barrier: FailureCode | null,
  waiting: number,
  parked: number,
  paused: boolean,
  reader: Lamp,
  scanner: Lamp,
  printer: Lamp,
  now: string,
  today: string,
  weekday: number,
  counts: Counts,
  space: SpaceView | null,
  notices: Array<Notice>,
  citizen: CitizenScreen,
  /**
   * Seconds until the form on the citizen's screen goes, where one stands there.
   */
  citizen_form_ends_in: number | null,
  updating: UpdatingView | null,
  /**
   * The office lets a case go on at any window of its station.
   */
  any_window?: boolean,
};
export type CitizenScreen = "none" | "blank" | "list" | "papers" | "form";
export type UpdateStage = "at_work" | "installed" | "late";
export type UpdatingView = { stage: UpdateStage, seconds: number, can_skip: boolean, };
export type SpaceView = { free_mib: number, whole_mib: number, low: boolean, };
export type Notice = { code: NoticeKind, can_be_read: boolean, params: { [key in string]: string }, };
export type Counts = {
  draft: number,
  correction: number,
  returned: number,
  done_today: number,
  waiting: number,
};
export type ItemHit = {
  id: string,
  name: string,
  department: string,
  why: string,
  why_word: string | null,
  on_the_spot: boolean,
  for_firms: boolean,
  legacy: boolean,
  instead: string | null,
  not_this_window: NotThisWindow | null,
};
export type ItemHits = { hits: Array<ItemHit>, more: number, };
export type ItemView = {
  id: string,
  name: string,
  department: string,
  on_the_spot: boolean,
  for_firms: boolean,
  legacy_note: string | null,
  instead: ItemHit | null,
  conditions: Array<string>,
  requires: Array<RequirementView>,
  fee: string | null,
  limit_text: string | null,
  limit_official: boolean,
  note: string | null,
  points: Array<string>,
  pack_version: string,
  law: Array<LawView>,
  route: Route | null,
  joint: JointView | null,
  effective: EffectiveView | null,
  not_this_window: NotThisWindow | null,
  /**
   * What a card that is not valid is worth here, where the item says it.
   */
  expired_card: ExpiredCard | null,
};
export type RequirementView = { text: string, official: boolean, met: boolean | null, };
export type LawView = { name: string, article: string | null, official: boolean, };
export type JointView = { lead: string, parts: Array<PartView>, };
export type PartView = { id: string, department: string, name: string, };
export type EffectiveView = { from: string | null, until: string | null, in_force: boolean, };
export type QuestionView = {
  id: string,
  text: string,
  options: Array<OptionView>,
  answer: string | null,
  known: boolean,
  from: KnownFrom | null,
};
export type KnownFrom = "card" | "people" | "library";
export type OptionView = { id: string, label: string, };
export type WhyCode = "always" | "because" | "not_needed_because" | "unanswered" | "one_of";
export type WhyView = { code: WhyCode, parts: Array<string>, };
export type Need = "required" | "optional" | "later" | "one_of" | "not_needed";
export type ChecklistRow = {
  material: string,
  name: string,
  original: number,
  copy: number,
  copy_by: CopyBy | null,
  need: Need,
  group: string | null,
  why: WhyView,
  supply: Supply,
  accept: AcceptAs,
  official: boolean,
  note: string | null,
  points: Array<string>,
  parts: Array<string>,
  sample: string | null,
  blank: BlankView | null,
};
export type BlankView = { title: string, sample: boolean, };
export type ChecklistView = { item: ItemView, questions: Array<QuestionView>, rows: Array<ChecklistRow>, };
export type CatalogueNews = {
  version: string,
  title: string,
  note: string,
  items: number,
  known_until: number | null,
  until: string | null,
  added: Array<string>,
  removed: Array<string>,
  changed: Array<ItemNews>,
};
export type ItemNews = { id: string, name: string, lists: Array<ListNews>, also: Array<string>, };
export type ListNews = {
  when: Array<string>,
  bring: Array<PaperNews>,
  no_longer: Array<PaperNews>,
  otherwise: Array<PaperNews>,
};
export type PaperNews = {
  name: string,
  original: number,
  copy: number,
  copy_by: CopyBy | null,
  optional: boolean,
};
export type CitizenRow = {
  name: string,
  original: number,
  copy: number,
  copy_by: CopyBy | null,
  need: Need,
  supply: Supply,
};
export type CitizenList = { item: string, rows: Array<CitizenRow>, asking: boolean, };
export type CitizenPapers = {
  returned: Array<string>,
  held: Array<string>,
  copies: Array<string>,
  place: string,
};
export type CitizenView = {
  mark: string | null,
  window: string | null,
  list: CitizenList | null,
  papers: CitizenPapers | null,
  form: CitizenForm | null,
  /**
   * A form stands behind a lock and comes back: the page keeps what was drawn.
   */
  form_waits: boolean,
  test: boolean,
  /**
   * The scanner is out: the window makes the copies that its scan stands for.
   */
  copied_here: boolean,
};
export type SecondPaperView = { number_masked: string, until: string | null, row: string, };
export type CardConfirmation = {
  by: string,
  at: string,
  ground: ExpiryGround | null,
  text: string,
  /**
   * None where the ground speaks of one: the clerk told it, and it is not on record.
   */
  paper: SecondPaperView | null,
};
export type CardWarning = {
  code: string,
  params: { [key in string]: string },
  asks: boolean,
  confirmation: CardConfirmation | null,
};
export type MandateView = {
  /**
   * None in cases of before 0.7.0.
   */
  ground: MandateGround | null,
  /**
   * That shows the ground, where it names one.
   */
  paper: string,
  extent: string,
  /**
   * The last day, or `case_end`; none where it is not on record.
   */
  until: string | null,
};
export type MandateChoice = {
  ground: MandateGround,
  /**
   * The list's own paper for it, which is offered, or an empty text; none where none is named.
   */
  paper: string | null,
  /**
   * The end that the law says.
   */
  until: string | null,
};
export type PersonView = {
  id: string,
  role: Role,
  name: string,
  name_latin: string | null,
  sex: string,
  age: number | null,
  /**
   * The day on which the item's rule takes the age; without a rule it is today's.
   */
  age_day: string | null,
  birth: string | null,
  id_kind: string,
  number_masked: string,
  address: string,
  reading: Reading,
  present: boolean,
  signs: boolean,
  warnings: Array<CardWarning>,
  phone: string,
  relation: string,
  /**
   * The last day of the document as it says it: `YYYY-MM-DD`, or 长期.
   */
  valid_to: string | null,
  mandate: MandateView | null,
  /**
   * Nothing is accepted before it is said by what, how far and until when this person may act.
   */
  asks_mandate: boolean,
  /**
   * The commonest first; empty where none is asked for.
   */
  mandate_choices: Array<MandateChoice>,
};
export type PersonFull = {
  id: string,
  name: string,
  name_latin: string | null,
  sex: string,
  ethnic: string,
  birth: string,
  id_kind: string,
  number: string,
  address: string,
  valid_to: string | null,
  phone: string,
  relation: string,
};
export type PendingCard = {
  reading: string,
  name: string,
  number_masked: string,
  asked_role: Role,
  differs_from: string | null,
  same_person_as: Role | null,
  warnings: Array<CardWarning>,
};
export type MaterialView = {
  id: string,
  name: string,
  original: number,
  copy: number,
  copy_by: CopyBy | null,
  need: Need,
  group: string | null,
  why: WhyView,
  supply: Supply,
  accept: AcceptAs,
  official: boolean,
  note: string | null,
  points: Array<string>,
  parts: Array<string>,
  sample: string | null,
  blank: BlankView | null,
  state: MaterialState,
  pages: Array<string>,
  pages_shown: boolean,
  checked_by: string | null,
  checked_at: string | null,
  /**
   * Number of the case in which it was, where that was another one.
   */
  checked_in: string | null,
  custody: Custody,
  place: string | null,
  copies_custody: Custody,
  copies_place: string | null,
  due_custody: Custody | null,
  due_copies: Custody | null,
  originals: number,
  copies: number,
  electronic: number,
  problem: string | null,
  in_hand: number,
  cert: CertView | null,
  certificate: CertificateView | null,
};
export type CertView = { kind: string, by: CertKey, };
export type CertKey = "person" | "organisation" | "title";
export type LookUpGround = "authorised" | "statutory" | "declined" | "again";
export type CertificateView = {
  reason: string | null,
  name: string,
  identifier: string,
  issuer: string,
  valid_to: string | null,
  at: string,
  identifier_off: boolean,
};
export type PageView = {
  id: string,
  order: number,
  turns: number,
  material: string | null,
  shown: boolean,
  source: string,
  sha256: string,
  url: string,
  thumb: string,
};
export type FormView = {
  id: string,
  title: string,
  sections: Array<FormSectionView>,
  filled: number,
  left: number,
  findings: Array<FindingView>,
};
export type FormSectionView = { title: string, fields: Array<FieldView>, };
export type FieldView = {
  id: string,
  label: string,
  kind: FieldKind,
  required: boolean,
  options: Array<OptionView>,
  hint: string | null,
  value: string,
  source: string | null,
};
export type FindingView = {
  field: string,
  error: boolean,
  code: string,
  params: { [key in string]: string },
};
export type BoxKind = "date" | "time" | "phone" | "id_number";
export type ShapedText = { text: string, };
export type SigningView = {
  form: DocumentView | null,
  shown: boolean,
  printed: boolean,
  material: string | null,
  strokes: boolean,
  witness_enough: boolean,
  terms: Array<string>,
  signers: Array<SignerView>,
  before: BeforeCitizen | null,
  doubt: DoubtView | null,
};
export type SignerView = {
  person: string,
  name: string,
  role: Role,
  signs_for: boolean,
  by: SignedBy | null,
  at: string | null,
  page: string | null,
  confirmed: boolean,
  read_aloud: boolean,
  refused: boolean,
  refusal_note: string | null,
  witness: string | null,
};
export type BeforeCitizen = { person: string, step: CitizenStep, };
export type DoubtView = { point: string, label: string, };
export type CitizenStep = "read_back" | "terms" | "sign" | "done";
export type ReadBackLine = { point: string, label: string, value: string, };
export type CitizenForm = {
  id: string,
  step: CitizenStep,
  lines: Array<ReadBackLine>,
  terms: Array<string>,
  signer: string,
  signs_for: boolean,
  witness: string | null,
  takes_strokes: boolean,
};
export type CaseClock = {
  kind: ClockKind,
  received_at: string | null,
  deadline: string | null,
  weekday: number | null,
  days_left: number | null,
  period_days: number | null,
  provisional: boolean,
  rolled_from: string | null,
  on_day_off: boolean,
  promise_days: number | null,
  promise_working: boolean,
  promised: boolean,
  extended: number | null,
  alert: ClockAlert,
  unanswered: boolean,
  deferral: DeferralView | null,
  /**
   * 在部门，当天办结: accepted here, and a department's to decide on the same day.
   */
  with_department?: boolean,
};
export type DeferralView = {
  until: string,
  weekday: number,
  days_left: number,
  alert: ClockAlert,
  materials: Array<string>,
};
export type StepKind =
  | "special"
  | "extended"
  | "granted"
  | "not_granted"
  | "withdrawn"
  | "voided"
  | "delivered"
  | "unknown";
export type StepView = {
  id: string,
  kind: StepKind,
  procedure: string | null,
  on: string | null,
  until: string | null,
  days: number | null,
  working: boolean,
  reason: string | null,
  by_name: string,
  at: string,
  paper: boolean,
  prints: number,
};
export type DecisionOption = {
  kind: DecisionKind,
  possible: boolean,
  lacks: Array<Lack>,
  /**
   * Only with a supervisor's word.
   */
  supervised: boolean,
};
export type Lack = { code: LackCode, params: { [key in string]: string }, section: number, };
export type DeferrableView = {
  materials: Array<string>,
  until: string,
  latest: string | null,
  extendable: string | null,
};
export type DeemedView = { since: string, papers: Array<NoticeItem>, };
export type NoticeItem = {
  material: string | null,
  name: string,
  problem: string,
  fix: string,
  reason: string | null,
};
export type DecisionView = {
  options: Array<DecisionOption>,
  suggested: Array<NoticeItem>,
  listed: Array<string>,
  offices: Array<string>,
  deferrable: DeferrableView | null,
  deemed: DeemedView | null,
  /**
   * A notice was given before: of `listed`, what came since, which another one may name without a
   * supervisor.
   */
  came_since: Array<string> | null,
  remedies: string,
  preview: DocumentView | null,
  preview_kind: DecisionKind | null,
};
export type DocumentView = {
  id: string,
  form: string,
  number: string | null,
  pages: number,
  issued_at: string | null,
  prints: number,
  missing: Array<string>,
  revision: number,
  url: string,
  /**
   * 核验码 in groups, where the paper bears one.
   */
  code: string | null,
};
export type PrintResult = {
  printed: boolean,
  printer: string | null,
  file: string | null,
  /**
   * Why the paper did not come out, where what it belongs to stands all the same.
   */
  failure: Failure | null,
};
export type HoldView = {
  reason: HoldReason,
  note: string | null,
  originals: Originals,
  since: string,
  by: string,
};
export type Hand = { number: string, name: string, };
export type SlipView = { slip: string, received_at: string, };
export type NextStep = { code: NextStepCode, params: { [key in string]: string }, section: number, };
export type SectionBrief = { n: number, done: boolean, left: number, };
export type CommentView = { target: string, name: string, text: string, done: boolean, };
export type ReturnView = {
  id: string,
  revision: number,
  by: string,
  by_name: string,
  at: string,
  open: boolean,
  comments: Array<CommentView>,
};
export type ReplacementView = { revision: number, code: string, };
export type DamageView = { pages: Array<number>, others: number, };
export type CorrectionView = { came: boolean, by_word: boolean, };
export type EventStanding = "waiting" | "taken" | "refused" | "handed_over";
export type EventView = {
  id: string,
  kind: EventKind,
  at: string,
  /**
   * Who took it down.
   */
  clerk: string,
  standing: EventStanding,
  /**
   * Why the office did not take it.
   */
  code: string | null,
  /**
   * What the office found odd of it, by name.
   */
  marks: Array<string>,
  /**
   * Of a decision of the counter.
   */
  decision: EventDecision | null,
};
export type EventDecision = {
  granted: boolean,
  /**
   * 文号.
   */
  number: string,
  entrusted_by: string,
  /**
   * The points that were found to be met, in their own words.
   */
  points: Array<string>,
  reasons: Array<string>,
};
export type PointView = { id: string, text: string, met: boolean, };
export type EntrustedView = {
  department: string,
  document: string,
  /**
   * The last day of its term.
   */
  until: string,
  /**
   * Read in a source; else an example.
   */
  official: boolean,
  points: Array<PointView>,
  /**
   * Why the department decides; none where the window may grant.
   */
  grant: DepartmentDecides | null,
  /**
   * The same of a refusal.
   */
  refusal: DepartmentDecides | null,
  /**
   * How many 文号 are left.
   */
  numbers: number,
  preview: DocumentView | null,
  preview_granted: boolean | null,
};
export type WithdrawalView = {
  /**
   * Who may sign for it.
   */
  by: Array<Role>,
  /**
   * For whom the paper was drawn up that is not signed yet.
   */
  drawn_up: Role | null,
  /**
   * Before acceptance the window ends the case itself.
   */
  ends_here: boolean,
};
export type LapseView = {
  until: string,
  consequence: string,
  source: string,
  /**
   * How the applicant was told, and on which day.
   */
  warned: WarnedBy | null,
  warned_on: string | null,
  /**
   * Why the case cannot be ended now; null where it can.
   */
  obstacle: LapseObstacle | null,
};
export type RefilingView = {
  /**
   * It can be made void now, with a supervisor's consent.
   */
  can_void: boolean,
  /**
   * It would be only a request: the department has begun, as far as it was heard here.
   */
  is_request: boolean,
  /**
   * None where nobody asked.
   */
  standing: VoidStanding | null,
  /**
   * The case that goes on from this one.
   */
  refiled_as: string | null,
  /**
   * The case of the wrong item from which this one goes on, and its number.
   */
  first: string | null,
  first_number: string | null,
  /**
   * 更正告知书 can be printed.
   */
  has_notice: boolean,
};
export type CaseView = {
  id: string,
  revision: number,
  amended: boolean,
  asked: Array<NoticeItem>,
  returns: Array<ReturnView>,
  corrections_in: string | null,
  /**
   * Of the open notice, in the order of `asked`.
   */
  corrections: Array<CorrectionView>,
  /**
   * What the open notice asked for and is not here yet.
   */
  corrections_missing: Array<string>,
  steps: Array<StepView>,
  events: Array<EventView>,
  withdrawal: WithdrawalView | null,
  entrusted: EntrustedView | null,
  /**
   * None where no notice is open that states a day and what follows.
   */
  lapse: LapseView | null,
  refiling: RefilingView,
  status: CaseStatus,
  delivery: DeliveryState,
  delivery_code: string | null,
  number: string | null,
  provisional: string | null,
  editable: boolean,
  section: number,
  sections: Array<SectionBrief>,
  next: NextStep,
  item: ItemView | null,
  questions: Array<QuestionView>,
  people: Array<PersonView>,
  pending_card: PendingCard | null,
  materials: Array<MaterialView>,
  pages: Array<PageView>,
  undo: string | null,
  form: FormView | null,
  /**
   * None where nothing is to be signed.
   */
  signing: SigningView | null,
  clock: CaseClock,
  decision: DecisionView,
  documents: Array<DocumentView>,
  opened_at: string,
  clerk: string,
  hold: HoldView | null,
  can_hold: boolean,
  hands: Array<Hand>,
  slip: SlipView | null,
  carried: boolean,
  /**
   * Pages that stayed in the case before, since nobody can say that they are the same person's.
   */
  left_pages: number,
  replacement: ReplacementView | null,
  damage: DamageView | null,
  /**
   * Of a case that another window began.
   */
  continued?: ContinuedView,
  /**
   * The newest revision that another window filed of it, where that is not before this journal.
   */
  elsewhere?: ElsewhereView,
};
export type CaseRow = {
  id: string,
  status: CaseStatus,
  delivery: DeliveryState,
  number: string | null,
  provisional: string | null,
  item: string,
  people: string,
  deadline: string | null,
  deadline_provisional?: boolean,
  days_left: number | null,
  pressure: Pressure,
  /**
   * 在部门，当天办结: accepted here, and a department's to decide on the same day.
   */
  with_department?: boolean,
  updated_at: string,
  clerk: string,
  next: NextStepCode | null,
  held: HoldView | null,
  slip: SlipView | null,
  damaged: boolean,
};
export type ScanResult = { case: CaseView, pages: number, ended: string, };
export type IssueResult = { case: CaseView, print: PrintResult, };
export type ScenarioRow = { id: string, title: string, times: number, last: RunRow | null, };
export type ScenarioView = {
  id: string,
  title: string,
  says: Array<string>,
  laid: Array<LaidView>,
  cards: number,
};
export type LaidView = { name: string, brought: boolean, said: string, };
export type ScenarioNow = { scenario: ScenarioView | null, };
export type RunRow = {
  scenario: string,
  title: string,
  clerk: string,
  name: string,
  case: string | null,
  started_at: string,
  seconds: number,
  right: number,
  missed: number,
  extra: number,
};
export type Verdict = "right" | "missed" | "extra";
export type ResultLine = {
  point: string,
  verdict: Verdict,
  subject: string,
  expected: string,
  found: string,
  rule: string,
  source: string,
  advice: boolean,
};
export type ResultView = { run: RunRow, says: Array<string>, lines: Array<ResultLine>, };
export type DeviceView = { name: string, kind: string, state: string, };
export type WallsView = { no_new_privileges: boolean, system_calls: boolean, landlock: number | null, };
export type CardUse = "auto" | "on" | "off";
export type PaintingCause =
  | "set"
  | "variable"
  | "card_found"
  | "no_card"
  | "card_closed"
  | "unsure_driver"
  | "plain_screen";
export type PaintingView = { by_card: boolean, cause: PaintingCause, driver: string | null, };
export type LockSource = "own_windows" | "logind_lock" | "logind_sleep" | "screen_saver";
export type LockSourceView = { source: LockSource, live: boolean, };
export type LockingView = {
  idle_minutes: number,
  session_hours: number,
  ends_with_day: boolean,
  sources: Array<LockSourceView>,
};
export type Settings = {
  office: string,
  reader_port: string,
  reader_speed: number,
  scanner: string,
  scan_source: string,
  scan_resolution: number,
  printer: string,
  language: string,
  text_size: string,
  keep_days: number,
  warn_free_gib: number,
  warn_card_days: number,
  closing_time: string,
  citizen_screen: boolean,
  catalogue_key: string,
  graphics_card: CardUse,
};
export type VersionsView = {
  program: string,
  catalogue: string,
  catalogue_version: string,
  webview: string | null,
  schema: number | null,
};
export type BundleView = { file: string, };
export type SettingsView = {
  settings: Settings,
  embedded: boolean,
  fixed: boolean,
  devices: Array<DeviceView>,
  /**
   * None where nobody is signed in, or the document worker gives no answer.
   */
  walls: WallsView | null,
  /**
   * None where there is no window, or where nothing can be chosen.
   */
  painting: PaintingView | null,
  locking: LockingView,
  versions: VersionsView,
  centre: CentreView | null,
  /**
   * Names of settings that whoever is signed in may not change here.
   */
  locked: Array<string>,
  /**
   * Of those, what the centre's file says.
   */
  settled: Array<string>,
  /**
   * Until when a technician's code opens the others; none while none was shown.
   */
  technician_until: string | null,
};
export type SetupStep = "join" | "reader" | "scanner" | "printer" | "screen" | "sample";
export type SetupOutcome = "good" | "failed" | "skipped";
export type SetupTry = {
  outcome: SetupOutcome,
  at: string | null,
  device: string,
  invented: boolean,
  detail: string | null,
};
export type SetupRow = { step: SetupStep, device: string, invented: boolean, last: SetupTry | null, };
export type SetupView = {
  rows: Array<SetupRow>,
  centre: CentreView | null,
  version: string,
  catalogue: string,
  printed_at: string | null,
};
export type SetupTried = { view: SetupView, picture: string | null, };
export type SetupPrint = { view: SetupView, print: PrintResult, };
export type OutboxWait = "turn" | "time" | "line" | "paused" | "unconfirmed" | "earlier" | "person";
export type Alarm = "calm" | "soon" | "over";
export type OutboxLimit = {
  date: string,
  weekday: number,
  days_left: number,
  provisional: boolean,
  alarm: Alarm,
};
export type OutboxLine = {
  case: string,
  revision: number,
  /**
   * Id of what happened after that revision, where the line is about such an event.
   */
  event: string | null,
  event_kind: EventKind | null,
  provisional: string | null,
  number: string | null,
  state: DeliveryState,
  attempts: number,
  last_code: string | null,
  waits: OutboxWait,
  next_at: string | null,
  sent: number,
  total: number,
  item: string,
  limit: OutboxLimit | null,
  /**
   * What else can be done about it than trying again.
   */
  ways: Array<WayOut>,
  /**
   * It goes in the place of this revision, which the office did not take.
   */
  in_place_of: number | null,
};
export type OutboxPause = { by: string, at: string, };
export type OutboxView = { paused: OutboxPause | null, lines: Array<OutboxLine>, };
export type DayRow = {
  case: string,
  number: string | null,
  provisional: string | null,
  item: string,
  clerk: string,
  received_at: string | null,
  decided_at: string | null,
  status: CaseStatus,
  delivery: DeliveryState,
  lies: Lies,
  code: string | null,
  in_place_of: number | null,
  held_originals: number,
  held_copies: number,
  held_objects: number,
};
export type DaySums = {
  open: number,
  waiting: number,
  parked: number,
  refused: number,
  withdrawn: number,
  voided: number,
  on_paper: number,
};
export type DaySheetView = {
  day: string,
  weekday: number,
  as_of: string,
  taken: number,
  at_office: number,
  here: number,
  sums: DaySums,
  drafts: number,
  given_up: number,
  rows: Array<DayRow>,
};
export type DaySheetExported = { file: string, };
export type RegisteredPaper = {
  case: string,
  case_number: string | null,
  item: string,
  issued_at: string,
  form: string,
  /**
   * 文号 of a decision; of other papers the number that the case had.
   */
  number: string | null,
  prints: number,
};
export type SpoiltNumber = { department: string, number: string, case: string, };
export type PaperRegisterView = {
  day: string,
  as_of: string,
  rows: Array<RegisteredPaper>,
  /**
   * Of every day.
   */
  spoilt: Array<SpoiltNumber>,
};
export type QueueOnly = "all" | "open" | "correction" | "returned" | "undelivered" | "overdue";
export type QueueSort = "deadline" | "age" | "clerk";
export type QueueEnd = "whole" | "older" | "untold";
export type QueueRow = {
  case: string,
  item: string,
  number: string | null,
  provisional: string | null,
  clerk: string,
  window: string,
  status: CaseStatus,
  delivery: DeliveryState,
  received_at: string | null,
  age_minutes: number,
  deadline: string | null,
  deadline_provisional: boolean,
  days_left: number | null,
  pressure: Pressure,
  /**
   * 在部门，当天办结: accepted here, and a department's to decide on the same day.
   */
  with_department?: boolean,
  /**
   * Number of the paper slip that it was taken in on (补录).
   */
  slip: string | null,
  working: boolean,
  revision: number,
  /**
   * The newest revision went in the place of this one, which the office had not taken.
   */
  in_place_of: number | null,
  /**
   * And no supervisor of this station has opened it yet.
   */
  is_replacement_unread: boolean,
  /**
   * What the office found odd, by name, and nobody has cleared yet, of whichever revision.
   */
  marks: Array<string>,
  /**
   * What of the case came after its day.
   */
  late: Array<LateView>,
  here: boolean,
};
export type QueueView = {
  rows: Array<QueueRow>,
  all: number,
  end: QueueEnd,
  /**
   * Of all the rows, whatever the filter: they stand first.
   */
  unread_replacements: number,
  /**
   * Of all the rows: those that the office marked.
   */
  marked: number,
  as_of: string | null,
  old: string | null,
  line: Line,
  clerks: Array<string>,
  windows: Array<string>,
};
export type CommentInput = { target: string, text: string, };
export type CustomerView = {
  role: string,
  name: string,
  id_kind: string,
  number: string,
  phone: string,
  address: string,
  by_card: boolean,
  present: boolean,
  signs: boolean,
  /**
   * What was noted of the card when it was read.
   */
  warnings: Array<CardWarning>,
  mandate: MandateView | null,
};
export type AnswerView = { question: string, answer: string, };
export type ReviewField = { id: string, label: string, value: string, };
export type ReviewSection = { title: string, fields: Array<ReviewField>, };
export type ReviewMaterial = {
  id: string,
  name: string,
  need: string,
  state: string,
  pages: number,
  /**
   * What came, never what was wanted.
   */
  originals: number,
  copies: number,
  electronic: number,
  objects: number,
  checked_by: string | null,
  checked_at: string | null,
  custody: Custody | null,
  /**
   * Where what is held lies.
   */
  place: string | null,
  copies_custody: Custody | null,
  copies_place: string | null,
  problem: string | null,
  certificate: string | null,
};
export type ReviewPage = {
  id: string,
  material: string | null,
  paper: string | null,
  n: number,
  sha256: string,
  /**
   * None while what is a person's is hidden.
   */
  url: string | null,
  thumb: string | null,
};
export type ReviewDocument = {
  form: string,
  number: string | null,
  issued_at: string | null,
  pages: number,
  revision: number,
  page: string,
};
export type ReviewFault = {
  target: string | null,
  name: string,
  problem: string,
  fix: string,
  reason: string | null,
};
export type PromiseView = { text: string, day: string | null, provisional: boolean, };
export type LateView = { kind: string, due: string, provisional: boolean, on: string, };
export type ReviewSignature = {
  role: string,
  name: string,
  signs_for: boolean,
  by: string,
  at: string,
  code_read: boolean,
  read_aloud: boolean,
  witness: string | null,
};
export type ReviewRefusal = { role: string, name: string, at: string, note: string | null, };
export type ReviewCorrection = { name: string, by: string, at: string, };
export type ReviewFurther = { seen: Array<string>, reason: string | null, };
export type ReviewSlip = { clerk: string, at: string, };
export type ReviewDeferred = {
  until: string,
  papers: Array<string>,
  from: string | null,
  reason: string | null,
};
export type ReviewDecision = {
  kind: DecisionKind,
  at: string,
  faults: Array<ReviewFault>,
  reasons: Array<string>,
  /**
   * As printed.
   */
  remedies: Array<string>,
  right_office: string | null,
  promise: PromiseView | null,
  /**
   * Of the notices before it.
   */
  corrections: Array<ReviewCorrection>,
  /**
   * 逾期视为受理: what its acceptance still asked for.
   */
  deemed: Array<NoticeItem> | null,
  deferred: ReviewDeferred | null,
  /**
   * Of a notice after one that was given.
   */
  further: ReviewFurther | null,
};
export type RevisionBrief = {
  n: number,
  kind: DecisionKind | null,
  at: string | null,
  /**
   * The office found something odd of it that nobody has cleared yet.
   */
  marked: boolean,
};
export type ReviewView = {
  case: string,
  number: string | null,
  provisional: string | null,
  revision: number,
  of: number,
  source: string,
  masked: boolean,
  item: string,
  status: CaseStatus,
  delivery: DeliveryState,
  clerk: string,
  window: string,
  received_at: string | null,
  /**
   * Number of the paper slip that it was taken in on (补录).
   */
  slip: string | null,
  clock: CaseClock | null,
  people: Array<CustomerView>,
  answers: Array<AnswerView>,
  form: Array<ReviewSection>,
  materials: Array<ReviewMaterial>,
  pages: Array<ReviewPage>,
  decision: ReviewDecision | null,
  documents: Array<ReviewDocument>,
  returns: Array<ReturnView>,
  /**
   * What happened after acceptance, whichever revision it follows.
   */
  events: Array<EventView>,
  revisions: Array<RevisionBrief>,
  can_return: boolean,
  blocked: string | null,
  /**
   * Who decided, where the office could prove it.
   */
  author: AuthorView | null,
  /**
   * What the office found odd of this revision, by name, and nobody has cleared yet.
   */
  marks: Array<string>,
  /**
   * What of the case came after its day.
   */
  late: Array<LateView>,
  /**
   * Of the application form, in the order in which they were given.
   */
  signatures: Array<ReviewSignature>,
  refusals: Array<ReviewRefusal>,
  /**
   * The paper slip bears the signatures: who said so, and when.
   */
  signed_slip: ReviewSlip | null,
  /**
   * Why nothing is known here of the decision but its kind: the `office` keeps no more, or the
   * `station` sent no more.
   */
  no_words: string | null,
};
export type AuthorView = { clerk: string, name: string | null, role: string, consented_by: string | null, };
export type ToldBy = "office" | "here";
export type ClaimView = {
  by: string,
  by_name: string,
  window: string,
  here: boolean,
  at: string,
  until: string,
};
export type StationCaseRow = {
  case: string,
  number: string | null,
  provisional: string | null,
  item: string,
  status: CaseStatus,
  revision: number,
  /**
   * The office has all of it: before that nobody else can go on with it.
   */
  acknowledged: boolean,
  received_at: string | null,
  filed_at: string,
  /**
   * Who decided it last, and where.
   */
  clerk: string,
  window: string,
  /**
   * It is among this computer's own cases: `case` opens it.
   */
  here: boolean,
  claim: ClaimView | null,
};
export type StationCasesView = { rows: Array<StationCaseRow>, told_by: ToldBy, card: string | null, };
export type OpenPointKind = "correction" | "promised" | "comment" | "signature" | "withdrawal";
export type OpenPoint = { kind: OpenPointKind, name: string, detail: string, until: string | null, };
export type StationPart = {
  sha256: string,
  material: string | null,
  paper: string | null,
  name: string,
  media: string,
};
export type StationCaseView = {
  case: string,
  number: string,
  provisional: string | null,
  revision: number,
  item: string,
  status: CaseStatus,
  clerk: string,
  window: string,
  received_at: string | null,
  /**
   * What is a person's is hidden until the card of one of them is read.
   */
  masked: boolean,
  people: Array<CustomerView>,
  answers: Array<AnswerView>,
  form: Array<ReviewSection>,
  materials: Array<ReviewMaterial>,
  parts: Array<StationPart>,
  decision: ReviewDecision,
  returns: Array<ReturnView>,
  events: Array<EventView>,
  steps: Array<StepView>,
  open: Array<OpenPoint>,
  here: boolean,
  claim: ClaimView | null,
  /**
   * Why this window cannot go on with it now.
   */
  blocked: FailureCode | null,
  /**
   * When the office told it.
   */
  as_of: string,
};
export type ContinuedView = {
  revision: number,
  /**
   * What that revision decided, who, and where.
   */
  kind: DecisionKind | null,
  clerk: string,
  window: string,
  /**
   * Nothing was decided here yet: it can be given back.
   */
  can_release: boolean,
};
export type ElsewhereView = { revision: number, clerk: string, window: string, at: string, };
export type ReceiptResult = "unchanged" | "differs" | "unknown" | "line_down" | "not_asked";
export type ReceiptCheckView = { code: string, result: ReceiptResult, is_own: boolean, };
export type AuditOnly = "all" | "looks" | "reasons" | "refused";
export type AuditWhy = "typed" | "case" | "command" | "unrecorded";
export type AuditLine = {
  at: string,
  by: string,
  /**
   * Name of a command, or what was looked at: `page <id>`.
   */
  action: string,
  case: string | null,
  /**
   * The case's number, as far as it is known here.
   */
  number: string | null,
  outcome: string,
  why: AuditWhy,
  /**
   * What was typed, or the name of the command.
   */
  reason: string | null,
  /**
   * None: of this computer's own. Else the window as the office has it, empty where it has none.
   */
  elsewhere: string | null,
};
export type AuditView = {
  lines: Array<AuditLine>,
  all: number,
  clerks: Array<string>,
  with_office: boolean,
  goes_on: boolean,
};
export type AuditExported = { file: string, count: number, };
export type Nothing = Record<symbol, never>;
export type NoticeCode = { code: NoticeKind, };
export type Activity = { seconds_ago: number, };
export type CaseShown = {
  shown: boolean,
  /**
   * Which one. What stands before the citizen of another one goes.
   */
  case?: string,
};
export type SignIn = { number: string, password: string, };
export type JoinCentre = { office: string, code: string, };
export type TechnicianCode = { code: string, };
export type Passphrase = { passphrase: string, };
export type Query = { query: string, };
export type ItemId = { item: string, };
export type ListQuery = { item: string, answers: { [key in string]: string }, };
export type OpenCase = { item: string | null, answers: { [key in string]: string }, };
export type CaseId = { case: string, };
export type ColleaguesCase = { case: string, reason: string, };
export type ChooseItem = { case: string, item: string, };
export type Answer = { case: string, question: string, option: string, };
export type ReadCard = { case: string, role: Role, };
export type TakeCard = { case: string, reading: string, role: Role, replace: boolean, };
export type TypedPerson = {
  case: string,
  person: string | null,
  role: Role,
  name: string,
  id_kind: string,
  number: string,
  sex: string,
  address: string,
  phone: string,
  relation: string,
  birth?: string,
  valid_to?: string,
};
export type ConfirmCard = {
  case: string,
  person: string,
  ground: ExpiryGround,
  text: string,
  /**
   * Of the second paper; empty of a temporary card: the same as the card's.
   */
  number?: string,
  /**
   * The last day of a temporary card.
   */
  until?: string,
  /**
   * Under which the page of the second paper lies.
   */
  row?: string,
};
export type SetMandate = {
  case: string,
  person: string,
  ground: MandateGround,
  /**
   * Where the ground names one.
   */
  paper: string,
  extent: string,
  /**
   * A day, or `case_end`; a parent's is computed.
   */
  until: string,
};
export type PersonRef = { case: string, person: string, };
export type PersonFlags = { case: string, person: string, present: boolean, signs: boolean, };
export type ScanInto = { case: string, material: string | null, };
export type PageRef = { case: string, page: string, };
export type AssignPage = { case: string, page: string, material: string | null, };
export type MovePage = { case: string, page: string, to: number, };
export type MaterialRef = { case: string, material: string, };
export type MaterialCustody = {
  case: string,
  material: string,
  copies: boolean,
  custody: Custody,
  place: string | null,
};
export type MaterialProblem = { case: string, material: string, problem: string | null, };
export type LookUp = {
  case: string,
  ground: LookUpGround,
  text: string,
  organisation: string,
  land_title: string,
};
export type MaterialCount = { case: string, material: string, count: number, };
export type MaterialPapers = { case: string, material: string, kind: PaperKind, count: number, };
export type CorrectionOf = { case: string, fault: number, came: boolean, };
export type Fill = { case: string, field: string, value: string, };
export type ShowFormTo = { case: string, person: string, };
export type FormOf = { case: string, person: string, };
export type RefuseSignature = { case: string, person: string, note: string | null, };
export type WitnessInput = {
  name: string,
  id_kind: string,
  number: string,
  /**
   * The clerk's word that whoever bears the name of one of the staff is not of them.
   */
  namesake: boolean,
};
export type NameWitness = { case: string, person: string, witness: WitnessInput | null, };
export type WitnessCard = { case: string, person: string, namesake: boolean, };
export type SignOnPaper = {
  case: string,
  person: string,
  page: string,
  by: SignedBy,
  /**
   * The code in its foot cannot be read, and the clerk says that it is this form.
   */
  unread: boolean,
};
export type Point = { form: string, point: string, };
export type Confirm = { form: string, step: CitizenStep, };
export type StrokePoint = { x: number, y: number, t: number, p: number, };
export type Strokes = { width: number, height: number, strokes: Array<Array<StrokePoint>>, };
export type SignedStrokes = { form: string, strokes: Strokes, };
export type ShapeText = { kind: BoxKind, text: string, };
export type Propose = {
  case: string,
  kind: DecisionKind,
  items: Array<NoticeItem>,
  reasons: Array<string>,
  right_office: string | null,
  deferred_until: string | null,
  supervisor_reason: string | null,
};
export type DocumentRef = { case: string, document: string, };
export type ReceiptOf = { case: string, again: boolean, };
export type BlankOf = { case: string | null, item: string, material: string, sample: boolean, };
export type SheetRef = { document: string, };
export type KeyCardRow = { keys: Array<string>, says: string, also: string, };
export type KeyCardGroup = { title: string, also: string, rows: Array<KeyCardRow>, };
export type KeyCardOf = { groups: Array<KeyCardGroup>, };
export type StepRef = { case: string, step: string, };
export type Abandon = { case: string, reason: string, };
export type WithdrawalBy = { case: string, by: Role, covers: boolean, };
export type AskWithdrawal = { case: string, scan: boolean, };
export type ExaminePoint = { case: string, point: string, met: boolean, };
export type PointReason = { point: string, text: string, };
export type ProposeForDepartment = { case: string, granted: boolean, reasons: Array<PointReason>, };
export type WarnOfLapse = { case: string, how: WarnedBy, on: string, };
export type VoidCase = {
  case: string,
  /**
   * The right one.
   */
  item: string,
  reason: string,
  receipt_back: boolean,
  /**
   * The citizen is gone: whom somebody telephoned, and what was said.
   */
  telephoned: string | null,
};
export type SearchStationCases = { number: string | null, reason: string, };
export type ShowStationCase = { case: string, card: boolean, reason: string, };
export type ContinueCase = { case: string, revision: number, reason: string, };
export type OpenSection = { case: string, section: number, };
export type Hold = { case: string, reason: HoldReason, note: string, originals: Originals, };
export type AnotherItem = { case: string, item: string, other_applicant?: boolean, };
export type OpenSlip = { slip: string, date: string, time: string, };
export type UnlockScreen = { secret: string | null, password: string | null, new_secret: string | null, };
export type Relieve = { number: string, password: string, case: string | null, };
export type GiveConsent = {
  case: string,
  act: ConsentedAct,
  of: string,
  number: string,
  password: string | null,
  secret: string | null,
};
export type DayOf = { day: string | null, };
export type DaySheetExport = { day: string | null, reason: string, };
export type ReceiptQuery = { code: string, };
export type CaseFilter = {
  statuses: Array<CaseStatus>,
  text: string,
  today: boolean,
  waiting: boolean,
  /**
   * Only what is near its deadline or past it.
   */
  due: boolean,
};
export type ScenarioRef = { scenario: string, };
export type SaveSettings = { settings: Settings, };
export type DeviceChoice = { step: SetupStep, name: string, };
export type SetupStepRef = { step: SetupStep, };
export type SettleStep = { step: SetupStep, outcome: SetupOutcome, };
export type QueueFilter = {
  clerk: string | null,
  window: string | null,
  only: QueueOnly,
  sort: QueueSort,
  /**
   * Part of a case's number; without it any.
   */
  number?: string,
  /**
   * How many pages, the newest first; without it one.
   */
  pages?: number,
};
export type ReviewOf = { case: string, revision: number | null, };
export type Reveal = { case: string, revision: number | null, reason: string, };
export type AuditFilter = { clerk: string | null, day: string | null, number: string, only: AuditOnly, };
export type AuditExport = {
  clerk: string | null,
  day: string | null,
  number: string,
  only: AuditOnly,
  reason: string,
  words: AuditWords,
};
export type AuditWords = {
  in_case: string,
  in_unnumbered: string,
  by_command: string,
  unrecorded: string,
  actions: { [key in string]: string },
};
export type ClearMarks = { case: string, revision: number, marks: Array<string>, };
export type SendBack = { case: string, revision: number, comments: Array<CommentInput>, };
export type Failure = {
  code: FailureCode,
  params: { [key in string]: string },
  /**
   * Written beside the cause in the log, so that a technician finds it.
   */
  incident: string,
};
export type NextStepCode =
  | "amend_field"
  | "amend_material"
  | "decide"
  | "put_right"
  | "send_replacement"
  | "finish_issue"
  | "done"
  | LackCode;

export interface Commands {
  hello: [Nothing, Hello];
  unlock: [Passphrase, Hello];
  open_again: [Nothing, Hello];
  sign_in: [SignIn, Hello];
  sign_out: [Nothing, Hello];
  status: [Nothing, StatusView];
  notice_read: [NoticeCode, StatusView];
  skip_update: [Nothing, StatusView];
  close_window: [Nothing, Nothing];
  settings: [Nothing, SettingsView];
  save_settings: [SaveSettings, SettingsView];
  join_centre: [JoinCentre, Hello];
  open_technician: [TechnicianCode, SettingsView];
  save_bundle: [Nothing, BundleView];
  setup: [Nothing, SetupView];
  setup_devices: [Nothing, Array<DeviceView>];
  choose_device: [DeviceChoice, SetupView];
  try_step: [SetupStepRef, SetupTried];
  settle_step: [SettleStep, SetupView];
  print_setup: [Nothing, SetupPrint];
  enter_practice: [Nothing, Hello];
  leave_practice: [Nothing, Hello];
  reset_practice: [Nothing, Hello];
  scenarios: [Nothing, Array<ScenarioRow>];
  begin_scenario: [ScenarioRef, ScenarioView];
  scenario_now: [Nothing, ScenarioNow];
  practice_result: [CaseId, ResultView];
  practice_results: [Nothing, Array<RunRow>];
  search_items: [Query, ItemHits];
  catalogue_news: [Nothing, CatalogueNews];
  checklist: [ListQuery, ChecklistView];
  print_list: [ListQuery, DocumentView];
  print_blank: [BlankOf, DocumentView];
  print_sheet: [SheetRef, PrintResult];
  print_key_card: [KeyCardOf, PrintResult];
  show_list: [ListQuery, StatusView];
  clear_citizen: [Nothing, StatusView];
  citizen: [Nothing, CitizenView];
  citizen_doubt: [Point, CitizenView];
  citizen_confirm: [Confirm, CitizenView];
  citizen_sign: [SignedStrokes, CitizenView];
  open_case: [OpenCase, CaseView];
  case: [CaseId, CaseView];
  open_colleagues_case: [ColleaguesCase, CaseView];
  my_cases: [CaseFilter, Array<CaseRow>];
  open_section: [OpenSection, CaseView];
  choose_item: [ChooseItem, CaseView];
  answer: [Answer, CaseView];
  read_card: [ReadCard, CaseView];
  take_card: [TakeCard, CaseView];
  leave_card: [CaseId, CaseView];
  confirm_card: [ConfirmCard, CaseView];
  set_mandate: [SetMandate, CaseView];
  print_mandate: [CaseId, PrintResult];
  put_person: [TypedPerson, CaseView];
  person: [PersonRef, PersonFull];
  flag_person: [PersonFlags, CaseView];
  remove_person: [PersonRef, CaseView];
  receive: [CaseId, CaseView];
  corrections_in: [CaseId, CaseView];
  note_correction: [CorrectionOf, CaseView];
  print_step: [StepRef, IssueResult];
  scan: [ScanInto, ScanResult];
  cancel_scan: [CaseId, CaseView];
  page_shown: [PageRef, CaseView];
  assign_page: [AssignPage, CaseView];
  turn_page: [PageRef, CaseView];
  move_page: [MovePage, CaseView];
  delete_page: [PageRef, CaseView];
  undo: [CaseId, CaseView];
  look_up: [LookUp, CaseView];
  check_original: [MaterialRef, CaseView];
  set_custody: [MaterialCustody, CaseView];
  show_give_back: [CaseId, StatusView];
  give_back_all: [CaseId, CaseView];
  set_problem: [MaterialProblem, CaseView];
  count_object: [MaterialCount, CaseView];
  count_papers: [MaterialPapers, CaseView];
  fill: [Fill, CaseView];
  show_form: [CaseId, CaseView];
  show_form_to_citizen: [ShowFormTo, CaseView];
  prolong_form: [CaseId, CaseView];
  print_form: [CaseId, IssueResult];
  sign_on_paper: [SignOnPaper, CaseView];
  read_form_aloud: [FormOf, CaseView];
  refuse_signature: [RefuseSignature, CaseView];
  name_witness: [NameWitness, CaseView];
  read_witness_card: [WitnessCard, CaseView];
  shape_text: [ShapeText, ShapedText];
  propose: [Propose, CaseView];
  withdraw_proposal: [CaseId, CaseView];
  issue: [CaseId, IssueResult];
  print: [DocumentRef, IssueResult];
  print_receipt: [ReceiptOf, IssueResult];
  print_check_record: [CaseId, IssueResult];
  abandon: [Abandon, CaseView];
  draw_up_withdrawal: [WithdrawalBy, IssueResult];
  ask_withdrawal: [AskWithdrawal, CaseView];
  examine_point: [ExaminePoint, CaseView];
  propose_for_department: [ProposeForDepartment, CaseView];
  decide_for_department: [CaseId, IssueResult];
  warn_of_lapse: [WarnOfLapse, CaseView];
  end_lapsed: [CaseId, IssueResult];
  void_case: [VoidCase, CaseView];
  print_refiling_notice: [CaseId, IssueResult];
  search_station_cases: [SearchStationCases, StationCasesView];
  show_station_case: [ShowStationCase, StationCaseView];
  continue_case: [ContinueCase, CaseView];
  release_case: [CaseId, Nothing];
  hold: [Hold, CaseView];
  resume: [CaseId, CaseView];
  held_cases: [Nothing, Array<CaseRow>];
  another_item: [AnotherItem, CaseView];
  open_slip: [OpenSlip, CaseView];
  lock: [Nothing, Hello];
  unlock_screen: [UnlockScreen, Hello];
  relieve: [Relieve, Hello];
  give_consent: [GiveConsent, Nothing];
  drop_consent: [Nothing, Nothing];
  note_activity: [Activity, Nothing];
  citizen_activity: [Activity, Nothing];
  note_case_shown: [CaseShown, Nothing];
  outbox: [Nothing, OutboxView];
  retry: [CaseId, OutboxView];
  replace_refused: [CaseId, CaseView];
  send_replacement: [CaseId, IssueResult];
  hand_over: [CaseId, IssueResult];
  pause_delivery: [Nothing, OutboxView];
  resume_delivery: [Nothing, OutboxView];
  day_sheet: [DayOf, DaySheetView];
  print_day_sheet: [DayOf, PrintResult];
  export_day_sheet: [DaySheetExport, DaySheetExported];
  check_receipt: [ReceiptQuery, ReceiptCheckView];
  queue: [QueueFilter, QueueView];
  review: [ReviewOf, ReviewView];
  reveal: [Reveal, ReviewView];
  clear_marks: [ClearMarks, ReviewView];
  send_back: [SendBack, ReviewView];
  paper_register: [DayOf, PaperRegisterView];
  export_paper_register: [DaySheetExport, DaySheetExported];
  audit_trail: [AuditFilter, AuditView];
  export_audit: [AuditExport, AuditExported];
}

export const failureCodes = [
  "not_signed_in",
  "not_in_practice",
  "no_scenario",
  "settings_fixed",
  "wrong_password",
  "tries_paused",
  "sign_in_locked",
  "offline_sign_in_expired",
  "offline_no_verifier",
  "settings_unreadable",
  "setting_locked",
  "setting_out_of_range",
  "office_address_wrong",
  "office_not_settled",
  "office_settings_gone",
  "office_has_unsent",
  "office_is_another",
  "office_left",
  "role_not_at_window",
  "clock_implausible",
  "installation_ended",
  "not_a_code",
  "code_mistyped",
  "code_other_centre",
  "code_other_station",
  "code_other_purpose",
  "code_unknown",
  "code_used",
  "code_ended",
  "centre_unreadable",
  "centre_needs_newer",
  "centre_other",
  "centre_not_newer",
  "centre_ended",
  "centre_file_unbelieved",
  "no_centre_file",
  "office_unreachable",
  "office_timed_out",
  "office_not_ours",
  "office_fault",
  "office_overloaded",
  "office_unauthorized",
  "office_refused",
  "office_garbage",
  "office_forbids",
  "office_quota",
  "office_without_event",
  "department_decides",
  "lapse_not_possible",
  "warning_day_impossible",
  "gateway_too_large",
  "gateway_method",
  "gateway_length",
  "gateway_forbids",
  "gateway_page",
  "gateway_busy",
  "gateway_no_answer",
  "gateway_headers",
  "gateway_refused",
  "passphrase_needed",
  "wrong_passphrase",
  "passphrase_paused",
  "key_missing",
  "keyring_unavailable",
  "newer_database",
  "foreign_database",
  "already_open",
  "database_damaged",
  "wrong_key",
  "disk_full",
  "page_damaged",
  "pages_purged",
  "store_io",
  "conflict",
  "no_such_case",
  "colleagues_case",
  "locked",
  "session_over",
  "wrong_secret",
  "secret_spent",
  "secret_bad",
  "relief_same",
  "consent_needed",
  "consent_not_mentor",
  "consent_not_supervisor",
  "case_held",
  "slip_missing",
  "slip_time_bad",
  "day_unreadable",
  "time_unreadable",
  "slip_in_future",
  "slip_too_old",
  "slip_taken",
  "scan_running",
  "not_allowed",
  "no_item",
  "unknown_item",
  "unknown_question",
  "unknown_option",
  "unknown_material",
  "nothing_to_look_up",
  "ground_missing",
  "no_blank",
  "unknown_page",
  "unknown_person",
  "unknown_field",
  "nothing_to_undo",
  "firm_item_later",
  "legacy_item",
  "page_not_shown",
  "not_received",
  "already_filed",
  "paper_only",
  "beyond_office",
  "decision_lacks",
  "stands_accepted",
  "corrections_missing",
  "text_too_long",
  "case_too_large",
  "off_list_reason_missing",
  "further_reason_missing",
  "deferral_day_wrong",
  "item_not_in_force",
  "item_not_this_window",
  "nothing_brought",
  "characters_without_font",
  "nothing_to_correct",
  "reason_missing",
  "mandate_extent_missing",
  "mandate_end_missing",
  "mandate_paper_missing",
  "birth_missing",
  "applicant_of_age",
  "second_paper_missing",
  "second_paper_expired",
  "second_paper_differs",
  "right_office_missing",
  "no_preview",
  "form_incomplete",
  "form_not_shown",
  "form_not_printed",
  "no_form_before",
  "form_in_doubt",
  "form_not_confirmed",
  "strokes_not_taken",
  "strokes_too_few",
  "strokes_too_large",
  "not_a_signer",
  "already_signed",
  "mandate_missing",
  "mandate_ended",
  "authority_missing",
  "authority_no_row",
  "authority_not_covering",
  "originals_unsettled",
  "form_code_differs",
  "form_code_unread",
  "read_aloud_missing",
  "witness_not_enough",
  "witness_is_party",
  "witness_is_staff",
  "id_number_refused",
  "name_missing",
  "no_document",
  "receipt_code_bad",
  "office_without_any_window",
  "any_window_line_down",
  "case_claimed",
  "case_is_here",
  "card_of_nobody",
  "record_not_whole",
  "record_outdated",
  "record_over",
  "record_not_read",
  "record_pack_unknown",
  "release_decided",
  "not_continued",
  "line_down",
  "sign_in_again",
  "comment_missing",
  "look_reason_missing",
  "too_many_comments",
  "not_acknowledged",
  "already_decided",
  "already_returned",
  "newer_revision",
  "device_not_configured",
  "reader_not_connected",
  "reader_access_denied",
  "reader_busy",
  "reader_timed_out",
  "reader_interrupted",
  "reader_garbled",
  "reader_refused",
  "no_card",
  "card_moved",
  "card_must_be_lifted",
  "card_unreadable",
  "host_died",
  "host_missing",
  "program_replaced",
  "feeder_empty",
  "scanner_jammed",
  "cover_open",
  "scanner_busy",
  "scanner_not_found",
  "scanner_access_denied",
  "scanner_program_missing",
  "scan_setting_refused",
  "no_scan_place",
  "page_too_large",
  "scanner_failed",
  "scan_timed_out",
  "scan_cancelled",
  "no_pages",
  "pages_not_drawn",
  "no_printer",
  "printing_unavailable",
  "printer_refused",
  "form_not_saved",
  "device_failed",
  "file_empty",
  "file_unreadable",
  "no_file",
  "file_damaged",
  "file_encrypted",
  "file_unknown_kind",
  "file_not_taken",
  "file_too_large",
  "file_over_limit",
  "too_many_files",
  "file_too_heavy",
  "file_stops_worker",
  "file_font_missing",
  "worker_died",
  "worker_timed_out",
  "font_missing",
  "pdf_unavailable",
  "typeset_failed",
  "bad_request",
  "unknown_command",
  "role_not_allowed",
  "internal",
] as const;
export type FailureCode = (typeof failureCodes)[number];

export const determinedCodes = [
  "file_empty",
  "file_damaged",
  "file_encrypted",
  "file_unknown_kind",
  "file_not_taken",
  "file_too_large",
  "file_too_heavy",
  "file_stops_worker",
  "unknown_page",
  "page_too_large",
  "typeset_failed",
  "file_over_limit",
  "too_many_files",
  "text_too_long",
  "case_too_large",
  "beyond_office",
  "too_many_comments",
  "strokes_too_large",
  "setting_out_of_range",
] as const;

export const answersWhileLocked = [
  "hello",
  "sign_in",
  "status",
  "citizen",
  "lock",
  "unlock_screen",
  "relieve",
  "note_activity",
  "citizen_activity",
  "note_case_shown",
] as const;

export type Topic =
  | `case:${string}`
  | "status"
  | "outbox"
  | "session"
  | "citizen"
  | "catalogue"
  | "practice"
  | "close";

export const numberCodes = [
  "missing",
  "wrong_length",
  "wrong_alphabet",
  "check_digit",
  "fifteen_digits",
  "bad_date",
  "age_implausible",
  "birth_in_future",
  "hmt_residence_prefix",
  "foreign_pr_prefix",
  "passport_pattern",
  "organisation_check",
] as const;

export const cardCodes = [
  "card_expired",
  "card_not_yet_valid",
  "card_expires_soon",
  "chip_birth_differs",
  "chip_sex_differs",
  "private_use_character",
  "damaged_character",
  "date_unreadable",
  "unknown_ethnic",
  "unknown_sex",
  "newest_address_unread",
  "reader_not_allowed",
  "typed_birth_differs",
  "typed_sex_differs",
] as const;

export const findingCodes = [
  "required",
  "too_long",
  "not_a_number",
  "not_a_date",
  "not_an_option",
  "phone",
  "phone_without_area",
  "phone_service",
  "phone_unusual",
  "bank_account",
  "bank_account_unusual",
  "bank_check_digit",
  "money",
  "private_use_character",
  "unknown_field",
  "typed_birth_differs",
  "typed_sex_differs",
  "missing",
  "wrong_length",
  "wrong_alphabet",
  "check_digit",
  "fifteen_digits",
  "bad_date",
  "age_implausible",
  "birth_in_future",
  "hmt_residence_prefix",
  "foreign_pr_prefix",
  "passport_pattern",
  "organisation_check",
] as const;

export const takenFiles = [
  { name: "PDF", media: "application/pdf", endings: [".pdf"] },
  { name: "JPEG", media: "image/jpeg", endings: [".jpg", ".jpeg", ".jpe", ".jfif"] },
  { name: "PNG", media: "image/png", endings: [".png"] },
  { name: "TIFF", media: "image/tiff", endings: [".tif", ".tiff"] },
  { name: "BMP", media: "image/bmp", endings: [".bmp", ".dib"] },
  { name: "GIF", media: "image/gif", endings: [".gif"] },
  { name: "WebP", media: "image/webp", endings: [".webp"] },
  { name: "PNM", media: "image/x-portable-anymap", endings: [".pnm", ".pbm", ".pgm", ".ppm"] },
] as const;

export const otherKinds = [
  "heic",
  "avif",
  "jpeg_xl",
  "jpeg_2000",
  "wechat_cache",
  "dicom",
  "ofd",
  "word",
  "sheet",
  "slides",
  "office",
  "office_locked",
  "firm_locked",
  "open_document",
  "rich_text",
  "xps",
  "postscript",
  "djvu",
  "ceb",
  "caj",
  "ebook",
  "photoshop",
  "drawing",
  "vector",
  "icon",
  "archive",
  "email",
  "video",
  "audio",
  "animation",
  "web_page",
  "xml",
  "text",
  "program",
  "shortcut",
  "placeholder",
  "side_file",
  "big_tiff",
  "tiff_variant",
  "image_variant",
  "pdf_form",
  "pdf_portfolio",
] as const;
export type OtherKind = (typeof otherKinds)[number];

export const mostPapers = 999;
export const mostCases = 200;
export const settingRanges = {
  keep_days: { min: 0, max: 36500 },
  warn_free_gib: { min: 0, max: 10000 },
  warn_card_days: { min: 0, max: 3650 },
} as const;
