// Screens to look at, each reached by the same commands a clerk's keys would send.
import type { FakeDesk } from ".";

const ITEM = "gaoling-jintie";
type Step = [name: string, payload: Record<string, unknown>];
const people: Step[] = [["read_card", { role: "applicant" }], ["read_card", { role: "agent" }]];
const papers: Step[] = [["receive", {}], ["scan", { material: "hukou" }], ["page_shown", { page: "g2" }]];
const rest: Step[] = [["page_shown", { page: "g3" }], ["check_original", { material: "hukou" }], ["set_custody", { material: "hukou", custody: "returned" }], ["scan", { material: "bank" }], ["page_shown", { page: "g4" }], ["page_shown", { page: "g5" }], ["check_original", { material: "bank" }], ["set_custody", { material: "bank", custody: "returned" }], ["count_object", { material: "photo", count: 1 }]];
const filled: Step[] = [["fill", { field: "phone", value: "10012345678" }], ["fill", { field: "bank", value: "6222000000000000000" }], ["fill", { field: "level", value: "360" }], ["fill", { field: "from", value: "2026-12-01" }]];

const SCENES: Record<string, Step[]> = {
  people: people.slice(0, 1), pending: [...people, ["read_card", { role: "applicant" }]], stamp: people, materials: [...people, ...papers], unplaced: [...people, ["receive", {}], ["scan", { material: null }]],
  form: [...people, ...papers, ...rest], lacks: [...people, ["receive", {}], ["open_section", { section: 5 }]], decide: [...people, ...papers, ...rest, ...filled], preview: [...people, ...papers, ...rest, ...filled, ["propose", { kind: "accept" }]],
  issued: [...people, ...papers, ...rest, ...filled, ["propose", { kind: "accept" }], ["issue", {}]],
};

export async function play(desk: FakeDesk, scene: string): Promise<void> {
  if (scene === "blocked" || scene === "passphrase") desk.start = scene === "blocked" ? "blocked" : "passphrase_new";
  if (scene === "blocked" || scene === "passphrase" || scene === "sign-in") return;
  desk.signedIn = true;
  desk.line = scene.endsWith("-down") ? "down" : "up";
  const name = scene.replace("-down", "");
  const opened = (await desk.call("open_case", { item: ITEM, answers: { agent: "agent" } })) as { id: string };
  for (const [command, payload] of SCENES[name] ?? people) await desk.call(command, { case: opened.id, ...payload });
  const address: Record<string, string> = { home: "/", outbox: "/outbox", settings: "/settings", list: "/list/chengxiang-yanglao", legacy: "/list/liudong-hunyu", firm: "/list/weisheng-xuke" };
  window.location.hash = address[name] ?? `/case/${opened.id}`;
}
