// The daily reconciliation: printed by one key; as a table it leaves the computer with a reason alone.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import DaySheetPage from "./DaySheetPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let page: VueWrapper;
let router: Router;

beforeEach(async () => {
  desk = installFake();
  desk.signedIn = true;
  const routes = ["/outbox", "/day-sheet"].map((path) => ({ path, component: none }));
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/day-sheet");
  page = mount(DaySheetPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
});
afterEach(() => page.unmount());

async function press(key: string, code: string, mods: KeyboardEventInit = {}): Promise<void> {
  const to = document.activeElement ?? document.body;
  for (const type of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, key, code, ...mods }));
  await flushPromises();
}
const asked = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);

it("is printed without a table", async () => {
  await press("p", "KeyP", { ctrlKey: true });
  expect(asked("print_day_sheet")).toEqual([{ day: "2026-11-22" }]);
  expect(page.get("[data-test=printed]").text()).toContain("day-sheet-2026-11-22.pdf");
  expect(page.find("[data-test=csv]").exists()).toBe(false);
});

it("leaves the computer as a table with a reason only", async () => {
  await press("e", "KeyE", { altKey: true });
  expect(document.activeElement).toBe(page.get("[data-test=reason-text]").element);
  await page.get("[data-test=reason-bar]").trigger("submit");
  await flushPromises();
  expect(asked("export_day_sheet")).toEqual([]);
  await page.get("[data-test=reason-text]").setValue("交中心对账");
  await page.get("[data-test=reason-bar]").trigger("submit");
  await flushPromises();
  expect(asked("export_day_sheet")).toEqual([{ day: "2026-11-22", reason: "交中心对账" }]);
  expect(page.get("[data-test=csv]").text()).toContain("day-sheet-2026-11-22.csv");
  await press("e", "KeyE", { altKey: true });
  await press("Escape", "Escape");
  expect(router.currentRoute.value.path).toBe("/day-sheet");
  await press("Escape", "Escape");
  expect(router.currentRoute.value.path).toBe("/outbox");
});
