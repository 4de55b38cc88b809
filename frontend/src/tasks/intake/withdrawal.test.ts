// 撤回申请: by one key where it can be asked for; an agent's authority is read first; the paper comes before the word.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "@/App.vue";
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
const stepOf = () => app.get("[data-test=withdrawal-bar]").attributes("data-step");
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

it("is not offered before anything was received", async () => {
  await show();
  expect(has("withdraw-case")).toBe(false);
  await open();
  expect(has("withdrawal-bar")).toBe(false);
});

it("ends a received case once the applicant has signed the paper", async () => {
  await desk.call("receive", { case: id });
  await show();
  await open();
  expect(stepOf()).toBe("who");
  await digit(1);
  expect(sent("draw_up_withdrawal")).toEqual([{ case: id, by: "applicant", covers: false }]);
  expect(sent("ask_withdrawal")).toEqual([]);
  expect(stepOf()).toBe("signed");
  await press("Escape", "Escape");
  expect(has("withdrawal-bar")).toBe(false);
  await open();
  expect(stepOf()).toBe("signed");
  await digit(2);
  expect(sent("ask_withdrawal")).toEqual([{ case: id, scan: false }]);
  expect(has("withdrawal-bar")).toBe(false);
  expect((await desk.call("case", { case: id })).status).toBe("voided");
});

it("asks what an agent's authority covers before it prints for them", async () => {
  await desk.call("receive", { case: id });
  desk.change(id, (c) => {
    c.status = "accepted";
    c.people = [...c.people, { ...c.people[0]!, id: "p9", role: "agent" }];
  });
  await show();
  await open();
  await digit(2);
  expect(stepOf()).toBe("covers");
  await digit(2);
  expect(stepOf()).toBe("who");
  await digit(2);
  await digit(1);
  expect(sent("draw_up_withdrawal")).toEqual([{ case: id, by: "agent", covers: true }]);
  await digit(1);
  expect(sent("ask_withdrawal")).toEqual([{ case: id, scan: true }]);
  const view = await desk.call("case", { case: id });
  expect([view.status, view.withdrawal, view.events.length]).toEqual(["accepted", null, 1]);
});
