// 委托决定: points ticked by digit, the paper shown by F9 and issued by the second press; a refusal by its own key.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "@/App.vue";
import type { EntrustedView } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { applyHello } from "@/session";
import IntakePage from "../IntakePage.vue";

const none = { render: () => null };
const entrusted: EntrustedView = {
  department: "卫生健康局",
  document: "示例委托书",
  until: "2027-12-31",
  official: false,
  points: [
    { id: "identity", text: "登记人与证件为同一人", met: false },
    { id: "place", text: "户籍地在本镇街", met: false },
  ],
  grant: "points_open",
  refusal: null,
  numbers: 9,
  preview: null,
  preview_granted: null,
};
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
const look = () => press("F9", "F9");
const has = (test: string) => app.find(`[data-test=${test}]`).exists();
const sent = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);
const decides = () => app.get("[data-test=department-decides]").attributes("data-why");

async function show(change: Partial<EntrustedView> = {}): Promise<void> {
  desk.change(id, (c) => {
    c.status = "accepted";
    c.section = 5;
    c.entrusted = { ...entrusted, ...change };
  });
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
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  applyHello(desk.hello());
  ({ id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } }));
});
afterEach(() => {
  app.unmount();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("grants once each point is ticked, by two separate presses", async () => {
  await show();
  expect(decides()).toBe("points_open");
  await look();
  expect(sent("propose_for_department")).toEqual([]);
  await digit(1);
  await digit(2);
  expect(sent("examine_point")).toEqual([
    { case: id, point: "identity", met: true },
    { case: id, point: "place", met: true },
  ]);
  expect(has("department-decides")).toBe(false);
  await look();
  expect(sent("propose_for_department")).toEqual([{ case: id, granted: true, reasons: [] }]);
  expect(has("entrusted-preview")).toBe(true);
  await look();
  expect(sent("decide_for_department")).toEqual([]);
  vi.advanceTimersByTime(600);
  await look();
  expect(sent("decide_for_department")).toEqual([{ case: id }]);
  expect(has("entrusted")).toBe(false);
  expect(app.get("[data-test=event-decided]").text()).toContain("示卫准〔2026〕1号");
  expect((await desk.call("case", { case: id })).status).toBe("completed");
});

it("refuses with a reason for a point that is not met", async () => {
  await show();
  await digit(1);
  await press("KeyI", "i", { altKey: true });
  expect(has("reason-identity")).toBe(false);
  expect(app.get("[data-test=entrusted-look]").attributes("disabled")).toBeDefined();
  await app.get("[data-test=reason-place]").setValue(" 不在本镇街 ");
  await settle();
  await look();
  const reasons = [{ point: "place", text: "不在本镇街" }];
  expect(sent("propose_for_department")).toEqual([{ case: id, granted: false, reasons }]);
  await press("Escape", "Escape");
  expect(sent("withdraw_proposal")).toEqual([{ case: id }]);
  expect(has("entrusted-preview")).toBe(false);
});

it("says why the department decides, and offers no refusal that is not entrusted", async () => {
  await show({ grant: "outside_term", refusal: "outside_term" });
  expect(decides()).toBe("outside_term");
  expect(has("entrusted-refuse")).toBe(false);
  await look();
  expect(sent("propose_for_department")).toEqual([]);
});
