// Screens to look at, each reached by the same commands a clerk's keys would send.
import type { FakeDesk } from ".";
import type { CommandName, Payload } from "../call";
import type { Notice } from "../contract";
import { realCentre } from "./centre";
import { supervisor } from "./station";

const ITEM = "gaoling-jintie";
/** A command of a case, without the case. */
type StepOf<K extends CommandName> =
  Payload<K> extends { case: string } ? [name: K, payload: Omit<Payload<K>, "case">] : never;
type Step = { [K in CommandName]: StepOf<K> }[CommandName];
const people: Step[] = [
  ["read_card", { role: "applicant" }],
  ["read_card", { role: "agent" }],
];
const papers: Step[] = [
  ["receive", {}],
  ["scan", { material: "hukou" }],
  ["page_shown", { page: "g2" }],
];
const rest: Step[] = [
  ["page_shown", { page: "g3" }],
  ["check_original", { material: "hukou" }],
  ["scan", { material: "bank" }],
  ["page_shown", { page: "g4" }],
  ["page_shown", { page: "g5" }],
  ["check_original", { material: "bank" }],
  ["count_object", { material: "photo", count: 1 }],
];
const settled: Step[] = [["give_back_all", {}]];
const filled: Step[] = [
  ["fill", { field: "phone", value: "10012345678" }],
  ["fill", { field: "bank", value: "6200000000000000000" }],
  ["fill", { field: "level", value: "360" }],
  ["fill", { field: "from", value: "2026-12-01" }],
];

const complete: Step[] = [
  ...people,
  [
    "set_mandate",
    {
      person: "p-agent",
      ground: "letter",
      paper: "",
      extent: "高龄老人津贴申请",
      until: "case_end",
    },
  ],
  ...papers,
  ...rest,
  ...settled,
  ...filled,
  ["open_section", { section: 4 }],
];
const shown: Step[] = [["show_form", {}]];

const propose: Step = [
  "propose",
  {
    kind: "accept",
    items: [],
    reasons: [],
    right_office: null,
    deferred_until: null,
    supervisor_reason: null,
  },
];

const SCENES: Record<string, Step[]> = {
  people: people.slice(0, 1),
  pending: [...people, ["read_card", { role: "applicant" }]],
  stamp: people,
  consent: people,
  materials: [...people, ...papers],
  unplaced: [...people, ["receive", {}], ["scan", { material: null }]],
  "give-back": [...people, ...papers, ...rest],
  form: [...people, ...papers, ...rest, ...settled],
  lacks: [...people, ["receive", {}], ["open_section", { section: 5 }]],
  decide: [...people, ...papers, ...rest, ...settled, ...filled],
  "show-form": complete,
  sign: [...complete, ...shown],
  preview: [...people, ...papers, ...rest, ...settled, ...filled, propose],
  library: [
    ...people,
    ["receive", {}],
    ["look_up", { ground: "authorised", text: "", organisation: "", land_title: "" }],
  ],
  clock: [...people, ["receive", {}]],
  "off-list": [...people, ...papers, ["open_section", { section: 5 }]],
  issued: [...people, ...papers, ...rest, ...settled, ...filled, propose, ["issue", {}]],
};

const NOTICES: Notice[] = [
  { code: "centre_ended", can_be_read: false, params: { until: "2026-11-15" } },
  {
    code: "catalogue_new",
    can_be_read: true,
    params: { version: "2026.11.1", changed: "3", added: "2", removed: "1" },
  },
  { code: "catalogue_refused", can_be_read: false, params: { code: "catalog_forged" } },
  { code: "catalogue_expired", can_be_read: false, params: { until: "2026-10-31" } },
];

const BEFORE_SIGN_IN = ["blocked", "passphrase", "sign-in", "sign-in-real", "not-joined", "join"];

async function takeSteps(desk: FakeDesk, id: string, steps: Step[]): Promise<void> {
  for (const [command, payload] of steps)
    await desk.call(command, { case: id, ...payload } as Payload<typeof command>);
}

/** At the second section of a case in which something else answered a question: a card, or a certificate. */
async function openAnswered(desk: FakeDesk, steps: Step[]): Promise<void> {
  const { id } = await desk.call("open_case", { item: "chengxiang-yanglao", answers: {} });
  await takeSteps(desk, id, [...steps, ["open_section", { section: 2 }]]);
  window.location.hash = `/case/${id}`;
}

/** The citizen's window at one of its steps. */
async function showSigning(desk: FakeDesk, step: string): Promise<void> {
  Object.assign(desk, { signs: true });
  const { id } = await desk.call("open_case", { item: ITEM, answers: { agent: "agent" } });
  await takeSteps(desk, id, SCENES.sign!);
  await desk.call("show_form_to_citizen", { case: id, person: "p-agent" });
  const { form } = await desk.call("citizen", {});
  for (const until of ["read_back", "terms", "sign"] as const) {
    if (step === until.replace("_", "-")) return;
    await desk.call("citizen_confirm", { form: form!.id, step: until });
  }
}

export async function playScene(desk: FakeDesk, scene: string): Promise<void> {
  if (scene === "blocked" || scene === "passphrase")
    desk.start = scene === "blocked" ? "blocked" : "passphrase_new";
  if (scene.endsWith("-real")) {
    desk.centre = realCentre;
    desk.settings.office = realCentre.office;
  }
  if (scene === "not-joined") Object.assign(desk, { centre: null, notJoined: true });
  if (scene === "join") window.location.hash = "/join";
  if (BEFORE_SIGN_IN.includes(scene)) return;
  desk.signedIn = true;
  desk.line = scene.endsWith("-down") ? "down" : "up";
  const name = scene.replace(/-(down|real)$/, "");
  desk.recent = ["gaoling-jintie", "chengxiang-yanglao", "shengyu-dengji", "lianhe-yanshou"];
  if (name === "citizen") {
    desk.settings.citizen_screen = true;
    desk.list = {
      item: "lianhe-yanshou",
      answers: { kind: "residence", phase: "phased", fire: "filing", basement: "yes", agent: "agent" },
    };
    return;
  }
  if (name.startsWith("sign") || name === "show-form") Object.assign(desk, { signs: true });
  if (name.startsWith("citizen-")) return showSigning(desk, name.replace("citizen-", ""));
  if (name === "sign") desk.settings.citizen_screen = true;
  if (name === "queue") {
    Object.assign(desk.clerk, supervisor);
    window.location.hash = "/queue";
    return;
  }
  if (name === "notices") desk.notices = NOTICES;
  if (name === "consent") desk.clerk.role = "trainee";
  if (name === "library-answer")
    return openAnswered(desk, [...people.slice(0, 1), ...SCENES.library!.slice(3)]);
  if (name === "known") return openAnswered(desk, people);
  const opened = await desk.call("open_case", { item: ITEM, answers: { agent: "agent" } });
  const begun = desk.get(opened.id);
  if (name === "clock")
    begun.clock = {
      kind: "promise",
      deadline: "2026-11-24",
      weekday: 2,
      days_left: 2,
      promised: false,
      alert: "yellow",
    };
  if (name === "off-list")
    begun.asks = [
      {
        material: null,
        name: "居住证明",
        problem: "未提交",
        fix: "请村（居）委会出具，交原件 1 份。",
        reason: null,
      },
    ];
  await takeSteps(desk, opened.id, SCENES[name] ?? people);
  const address: Record<string, string> = {
    home: "/",
    outbox: "/outbox",
    settings: "/settings",
    notices: "/",
    list: "/list/chengxiang-yanglao",
    joint: "/list/lianhe-yanshou",
    future: "/list/jifen-ruxue",
    news: "/catalogue",
    legacy: "/list/liudong-hunyu",
    firm: "/list/weisheng-xuke",
  };
  window.location.hash = address[name] ?? `/case/${opened.id}`;
}
