import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { session } from "@/session";
import { DEAD_MS } from "@/kit/deadTime";
import IntakePage from "./IntakePage.vue";

let desk: FakeDesk;
let page: VueWrapper;
let id = "";
const none = { render: () => null };
const settle = async () => {
  for (let i = 0; i < 5; i++) await flushPromises();
};
async function press(code: string, key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const init = { bubbles: true, cancelable: true, code, key, ...mods };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keyup", init));
  await settle();
}
const allBack = () => press("KeyG", "g", { altKey: true });
const primary = () => press("Enter", "Enter", { ctrlKey: true });
async function mountPage(): Promise<void> {
  desk.calls = [];
  const routes = ["/", "/case/:id"].map((path) => ({ path, component: none }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}
const list = () => page.find("[data-test=give-back-list]");
const sent = (name: string) => desk.calls.filter(([command]) => command === name);

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  desk.settings.citizen_screen = true;
  session.status = desk.status();
  const opened = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } });
  id = opened.id;
  await desk.call("read_card", { case: id, role: "applicant" });
  await desk.call("receive", { case: id });
  await desk.call("open_section", { case: id, section: 3 });
  await desk.call("scan", { case: id, material: "hukou" });
  await desk.call("count_object", { case: id, material: "photo", count: 1 });
  await mountPage();
});
afterEach(() => {
  vi.useRealTimers();
  page.unmount();
});

it("shows what goes back and what stays on both screens before the one key does it", async () => {
  expect(list().exists()).toBe(false);
  vi.useFakeTimers();
  await allBack();
  expect(list().text()).toContain("户口簿");
  expect(list().text()).toMatch(/留存在.+照/);
  expect(desk.citizen().papers?.returned.join()).toContain("户口簿");
  await allBack();
  expect(sent("give_back_all"), "nobody has read the rows").toHaveLength(0);
  expect(page.get("[data-test=give-back-all]").attributes("disabled")).toBeDefined();
  vi.advanceTimersByTime(DEAD_MS);
  vi.useRealTimers();
  await settle();
  expect(page.get("[data-test=give-back-all]").attributes("disabled")).toBeUndefined();
  await allBack();
  expect(sent("give_back_all")).toHaveLength(1);
  expect(list().exists()).toBe(false);
  expect(desk.citizen().papers).toBeNull();
  expect(page.get("[data-test=material-photo]").text()).toMatch(/实物 1 \/ 1.*留存于/);
  expect(page.get("[data-test=material-hukou]").text()).toMatch(/原件 1.*2 页.*已退还/);
});

it("takes the rows away again without a word about them", async () => {
  await allBack();
  await press("Escape", "Escape");
  expect(list().exists()).toBe(false);
  expect(desk.citizen().papers).toBeNull();
  expect(sent("give_back_all")).toHaveLength(0);
});

it("opens by itself after the last original, and the same hurried hand gives nothing back", async () => {
  page.unmount();
  await desk.call("scan", { case: id, material: "bank" });
  for (const { id: one } of desk.get(id).pages) await desk.call("page_shown", { case: id, page: one });
  await desk.call("check_original", { case: id, material: "hukou" });
  await mountPage();
  vi.useFakeTimers();
  expect(page.get("[data-test=primary]").attributes("data-step")).toBe("check_original");
  await primary();
  expect(sent("check_original")).toHaveLength(1);
  expect(list().exists()).toBe(true);
  await primary();
  expect(sent("give_back_all"), "nobody has read the rows").toHaveLength(0);
  vi.advanceTimersByTime(DEAD_MS);
  await settle();
  await primary();
  expect(sent("give_back_all")).toHaveLength(1);
});
