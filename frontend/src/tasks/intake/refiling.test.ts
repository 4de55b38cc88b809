// 作废重开: by one key of an accepted case; reason, receipt, whether the applicant is here, and then the right item.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import App from "@/App.vue";
import { overlay } from "@/frame/overlay";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { applyHello } from "@/session";
import IntakePage from "./IntakePage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let app: VueWrapper;
let router: Router;
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
const open = () => press("KeyV", "v", { altKey: true });
const has = (test: string) => app.find(`[data-test=${test}]`).exists();
const stepOf = () => app.get("[data-test=void-bar]").attributes("data-step");
const sent = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);
async function write(words: string): Promise<void> {
  await app.get("[data-test=void-bar] input").setValue(words);
  await app.get("[data-test=void-bar]").trigger("submit");
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
  overlay.leave();
  vi.restoreAllMocks();
});
async function show(status: "received" | "accepted"): Promise<void> {
  desk.change(id, (c) => void (c.status = status));
  router = createRouter({
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

it("is not offered before a case was accepted", async () => {
  await show("received");
  expect(has("void-case")).toBe(false);
  await open();
  expect(has("void-bar")).toBe(false);
});

it("asks why, for the receipt and for the applicant, and nothing is sent before the right item is chosen", async () => {
  await show("accepted");
  await open();
  expect(stepOf()).toBe("reason");
  await write("   ");
  expect(stepOf()).toBe("reason");
  await write("选错事项");
  expect(stepOf()).toBe("receipt");
  await digit(1);
  expect(stepOf()).toBe("citizen");
  await digit(1);
  expect(stepOf()).toBe("item");
  expect(document.querySelector("[data-test=refile]")).not.toBeNull();
  expect(sent("void_case")).toEqual([]);
  await press("Escape", "Escape");
  expect(stepOf()).toBe("citizen");
});

it("asks what was said on the telephone where the applicant is gone", async () => {
  await show("accepted");
  await open();
  await write("选错事项");
  await digit(2);
  await digit(2);
  expect(stepOf()).toBe("telephoned");
  await write("14:20 已电话告知");
  expect(stepOf()).toBe("item");
});

it("puts the case aside with the reason where no supervisor is here", async () => {
  await show("accepted");
  await open();
  await write("选错事项");
  await digit(2);
  await digit(3);
  expect(sent("hold")).toEqual([
    { case: id, reason: "void_consent", note: "选错事项", originals: "at_window" },
  ]);
  expect(sent("void_case")).toEqual([]);
});

it("says of a case whose end was asked for that its receipt still stands, and leads to the one that goes on", async () => {
  const payload = { item: "gaoling-jintie", reason: "选错事项", receipt_back: true, telephoned: null };
  desk.change(id, (c) => void (c.status = "accepted"));
  const next = await desk.call("void_case", { case: id, ...payload });
  await show("accepted");
  expect(app.get("[data-test=void-standing]").text()).toContain("原回执仍然有效");
  expect(has("void-case")).toBe(false);
  await app.get("[data-test=goes-on]").trigger("click");
  await settle();
  expect(router.currentRoute.value.path).toBe(`/case/${next.id}`);
});
