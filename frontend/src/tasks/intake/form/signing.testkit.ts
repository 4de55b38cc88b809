// For the tests of signing: a case in which only the form's signature is missing, its page, and hands for it.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { announceChange } from "@/ipc/changed";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { person } from "@/ipc/fake/case";
import { DEAD_MS } from "@/kit/deadTime";
import { session } from "@/session";
import IntakePage from "../IntakePage.vue";

export let desk: FakeDesk;
export let page: VueWrapper;
export let id = "";
const none = { render: () => null };

export const settle = async () => {
  for (let i = 0; i < 6; i++) await flushPromises();
};
export async function press(code: string, key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const init = { bubbles: true, cancelable: true, code, key, ...mods };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keyup", init));
  await settle();
}
export const alt = (key: string) => press(`Key${key}`, key.toLowerCase(), { altKey: true });
export const toSection = (n: number) => press(`Digit${n}`, String(n), { altKey: true });
export const primary = () => press("Enter", "Enter", { ctrlKey: true });
/** As a hand that has looked first. */
export async function next(): Promise<void> {
  vi.advanceTimersByTime(DEAD_MS);
  await primary();
}

export const at = (test: string) => page.find(`[data-test="${test}"]`);
export const step = () => at("primary").attributes("data-step");
export const label = () => at("primary").text();
/** Nothing stands against accepting any more. */
export const mayAccept = () => at("decide").attributes("disabled") === undefined;
export const sent = (name: string) =>
  desk.calls.filter(([command]) => command === name).map(([, payload]) => payload);
export const focused = () => document.activeElement?.getAttribute("data-test");
export const signing = () => desk.get(id).signing!;

/** The scanned page is on the glass: what a browser tells by `load`. */
export async function look(): Promise<void> {
  const image = at("signed-page");
  Object.defineProperty(image.element, "naturalWidth", { value: 600 });
  await image.trigger("load");
  await settle();
}

/** What the citizen did is told by the desk. */
export async function hear(): Promise<void> {
  session.status = desk.status();
  announceChange(`case:${id}`);
  vi.advanceTimersByTime(100);
  await settle();
}
const stands = () => signing().before!;
export async function confirm(): Promise<void> {
  await desk.call("citizen_confirm", { form: stands().id, step: stands().step });
  await hear();
}
export async function doubt(point: string): Promise<void> {
  await desk.call("citizen_doubt", { form: stands().id, point });
  await hear();
}
/** All that the citizen does, from the first line to 完成. */
export async function signByStrokes(): Promise<void> {
  while (stands().step !== "sign") await confirm();
  const point = (x: number) => ({ x, y: 1, t: x, p: 0.5 });
  const strokes = { width: 1000, height: 320, strokes: [[point(1), point(9)], [point(20)]] };
  await desk.call("citizen_sign", { form: stands().id, strokes });
  await hear();
}

export async function mountPage(): Promise<void> {
  desk.calls = [];
  const routes = ["/", "/case/:id"].map((path) => ({ path, component: none }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}
const FIELDS = { phone: "10012345678", bank: "6200000000006688", level: "360", from: "2026-12-01" };
/** Everything but the form's signature is there. */
export async function open({ screen = true, strokes = true, spouse = false } = {}): Promise<void> {
  desk = installFake();
  Object.assign(desk, { signedIn: true, signs: true });
  desk.settings.citizen_screen = screen;
  id = (await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } })).id;
  await desk.call("read_card", { case: id, role: "applicant" });
  await desk.call("receive", { case: id });
  for (const material of ["hukou", "bank"]) await desk.call("scan", { case: id, material });
  for (const { id: one } of desk.get(id).pages) await desk.call("page_shown", { case: id, page: one });
  for (const material of ["hukou", "bank"]) await desk.call("check_original", { case: id, material });
  await desk.call("count_object", { case: id, material: "photo", count: 1 });
  await desk.call("give_back_all", { case: id });
  for (const [field, value] of Object.entries(FIELDS)) await desk.call("fill", { case: id, field, value });
  if (spouse) desk.get(id).people.push(person("spouse", true));
  signing().strokes = strokes;
  await desk.call("open_section", { case: id, section: 4 });
  session.status = desk.status();
  await mountPage();
}

export function begin(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
}
export function end(): void {
  page.unmount();
  vi.useRealTimers();
  session.status = null;
}
