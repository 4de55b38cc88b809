// 逾期未补: only where the notice stated a day and what follows; told first, and ended in two presses.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "@/App.vue";
import type { CaseView } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { applyHello } from "@/session";
import IntakePage from "./IntakePage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let app: VueWrapper;
let id = "";
const settle = async () => {
  for (let i = 0; i < 6; i++) await flushPromises();
};
async function press(code: string, key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const to = document.activeElement?.isConnected ? document.activeElement : document.body;
  for (const type of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, code, key, ...mods }));
  await settle();
}
const digit = (n: number) => press(`Digit${n}`, String(n));
const open = () => press("KeyY", "y", { altKey: true });
const has = (test: string) => app.find(`[data-test=${test}]`).exists();
const stepOf = () => app.get("[data-test=lapse-bar]").attributes("data-step");
const sent = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);

async function show(): Promise<void> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", component: none },
      { path: "/sign-in", component: none },
      { path: "/case/:id", component: IntakePage, props: true },
    ],
  });
  await router.push(`/case/${id}`);
  app = mount(App, { global: { plugins: [router] }, attachTo: document.body });
  await settle();
}

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  applyHello(desk.hello());
  ({ id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } }));
  await desk.call("read_card", { case: id, role: "applicant" });
});
afterEach(() => {
  app.unmount();
  vi.restoreAllMocks();
});

const terms = {
  until: "2026-11-20",
  consequence: "视为放弃申请，终止办理",
  source: "示例办法第十条",
  warned: null,
  warned_on: null,
};
const notify = (lapse: CaseView["lapse"]) =>
  desk.change(id, (c) => {
    c.status = "correction";
    c.lapse = lapse;
  });

it("is not offered of a notice that states nothing", async () => {
  notify(null);
  await show();
  expect(has("lapse-case")).toBe(false);
  await open();
  expect(has("lapse-bar")).toBe(false);
});

it("ends the case once it is put down how the applicant was told, by two presses more", async () => {
  notify({ ...terms, obstacle: "not_warned" });
  await show();
  await open();
  expect(stepOf()).toBe("warn");
  await digit(1);
  const on = sent("warn_of_lapse") as { how: string; on: string }[];
  expect(on.map((one) => one.how)).toEqual(["telephone"]);
  expect(on[0]!.on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(stepOf()).toBe("next");
  await digit(1);
  expect(stepOf()).toBe("sure");
  expect(sent("end_lapsed")).toEqual([]);
  await digit(2);
  expect(stepOf()).toBe("next");
  await digit(1);
  await digit(1);
  expect(sent("end_lapsed")).toEqual([{ case: id }]);
  expect(has("lapse-bar")).toBe(false);
  expect((await desk.call("case", { case: id })).status).toBe("lapsed");
});

it("says why the case cannot be ended yet, and offers no key for it", async () => {
  notify({ ...terms, warned: "message", warned_on: "2026-11-18", obstacle: "not_over" });
  await show();
  await open();
  expect(stepOf()).toBe("next");
  expect(app.get("[data-test=lapse-bar]").text()).toContain("补正期限未满");
  await digit(1);
  expect(stepOf()).toBe("warn");
  expect(sent("end_lapsed")).toEqual([]);
});
