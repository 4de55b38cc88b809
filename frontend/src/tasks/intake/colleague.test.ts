// A colleague's case: nothing of it is seen before a reason is given, which a digit does.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import IntakePage from "./IntakePage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let page: VueWrapper;
let router: Router;
let id = "";

async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await flushPromises();
}
async function press(key: string): Promise<void> {
  const to = document.activeElement ?? document.body;
  const code = /^\d$/.test(key) ? `Digit${key}` : key;
  for (const type of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, key, code }));
  await settle();
}
const has = (test: string) => page.find(`[data-test=${test}]`).exists();
const opened = () =>
  desk.calls.filter(([name]) => name === "open_colleagues_case").map(([, payload]) => payload);

beforeEach(async () => {
  desk = installFake();
  desk.signedIn = true;
  id = ((await desk.call("open_case", { item: "gaoling-jintie", answers: {} })) as { id: string }).id;
  await desk.call("hold", { case: id, reason: "copying", note: "", originals: "at_window" });
  desk.colleagues.set(id, "王示例");
  desk.calls = [];
  const routes = ["/", "/case/:id"].map((path) => ({ path, component: none }));
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
});
afterEach(() => page.unmount());

it("is opened and taken up by one digit", async () => {
  expect(has("section-1")).toBe(false);
  expect(page.get("[data-test=colleague-bar]").text()).toContain("王示例 的办件");
  expect(document.activeElement).toBe(page.get("[data-test=colleague-absent]").element);
  expect(has("failure")).toBe(false);
  await press("1");
  expect(opened()).toEqual([{ case: id, reason: "同事不在，代为办理" }]);
  expect(desk.calls.map(([name]) => name)).toContain("resume");
  expect(has("colleague-bar")).toBe(false);
  expect(has("section-1")).toBe(true);
});

it("wants words for another reason", async () => {
  await press("5");
  expect(document.activeElement).toBe(page.get("[data-test=colleague-text]").element);
  await page.get("[data-test=colleague-bar]").trigger("submit");
  expect(opened()).toEqual([]);
  await page.get("[data-test=colleague-text]").setValue("核对地址 ");
  await page.get("[data-test=colleague-bar]").trigger("submit");
  await settle();
  expect(opened()).toEqual([{ case: id, reason: "核对地址" }]);
});

it("stays closed by Esc", async () => {
  await press("Escape");
  expect(opened()).toEqual([]);
  expect(router.currentRoute.value.path).toBe("/");
});
