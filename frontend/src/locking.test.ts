// The desk locks by itself: what is typed stays, and another clerk finds nothing of it.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "./App.vue";
import { announceChange } from "./ipc/changed";
import type { LockCause } from "./ipc/contract";
import { installFake, type FakeDesk } from "./ipc/fake";
import { lockOf } from "./ipc/fake/answers/session";
import { openGate } from "./ipc/gate";
import { applyHello } from "./session";
import IntakePage from "./tasks/intake/IntakePage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let app: VueWrapper;
let id = "";

async function settle(): Promise<void> {
  for (let i = 0; i < 6; i++) await flushPromises();
}
async function openForm(): Promise<HTMLInputElement> {
  desk = installFake();
  desk.signedIn = true;
  applyHello(desk.hello());
  const answers = { group: "normal", agent: "self" };
  id = (await desk.call("open_case", { item: "chengxiang-yanglao", answers })).id;
  await desk.call("read_card", { case: id, role: "applicant" });
  await desk.call("open_section", { case: id, section: 4 });
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
  return app.get<HTMLInputElement>("[data-test=field-phone]").element;
}
async function lockByItself(cause: LockCause): Promise<void> {
  desk.locked = lockOf(cause);
  announceChange("session");
  await settle();
}
const under = () => app.get(".under");
afterEach(() => {
  app.unmount();
  openGate();
});

it("keeps what is being typed, and the field, when the desk locks by itself", async () => {
  const phone = await openForm();
  phone.focus();
  phone.value = "100123";
  phone.dispatchEvent(new Event("input", { bubbles: true }));
  await lockByItself("idle");
  expect(app.get("[data-test=lock-cause]").attributes("data-cause")).toBe("idle");
  expect(under().classes()).toContain("covered");
  expect(under().attributes()).toHaveProperty("inert");
  expect(app.get("[data-test=field-phone]").element).toBe(phone);
  await app.get("[data-test=unlock-secret]").setValue("2468");
  await app.get("[data-test=lock-screen] form").trigger("submit");
  await settle();
  expect(app.find("[data-test=lock-screen]").exists()).toBe(false);
  expect(phone.value).toBe("100123");
  expect(desk.get(id).fields.phone).toBe("100123");
  expect(document.activeElement).toBe(phone);
});

it("asks for the password where the session is over, and the same clerk is where they were", async () => {
  const phone = await openForm();
  phone.focus();
  await lockByItself("session_over");
  expect(app.find("[data-test=unlock-secret]").exists()).toBe(false);
  await app.get("[data-test=unlock-password]").setValue("demo-2026");
  await app.get("[data-test=lock-screen] form").trigger("submit");
  await settle();
  expect(app.find("[data-test=lock-screen]").exists()).toBe(false);
  expect(document.activeElement).toBe(phone);
});

it("begins anew for another clerk who signs in after the end of a session", async () => {
  await openForm();
  const reload = vi.spyOn(window.location, "reload").mockImplementation(() => undefined);
  await lockByItself("session_over");
  const other = { ...desk.clerk, number: "C002", name: "王示例" };
  desk.answers.sign_in = () => ({ ...desk.hello(), signed_in: other, locked: null });
  await app.get("[data-test=use-relief]").trigger("click");
  await settle();
  await app.get("[data-test=relief-number]").setValue("C002");
  await app.get("[data-test=relief-password]").setValue("demo-2026");
  const before = desk.calls.length;
  await app.get("[data-test=lock-screen] form").trigger("submit");
  await settle();
  expect(desk.calls.slice(before).map(([name]) => name)).toEqual(["sign_in"]);
  expect(reload).toHaveBeenCalledOnce();
  expect(window.location.hash).toBe("#/");
  expect(under().classes(), "covered until the window begins anew").toContain("covered");
});

it("tells the desk of keys, and not while it is locked", async () => {
  await openForm();
  const told = () => desk.calls.filter(([name]) => name === "note_activity").length;
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  await settle();
  expect(told()).toBe(1);
  app.unmount();
  await openForm();
  await lockByItself("desktop");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  await settle();
  expect(told()).toBe(0);
});

it("tells the desk that a case is on the screen, also behind the lock, until it is left", async () => {
  await openForm();
  const told = () => desk.calls.filter(([name]) => name === "note_case_shown").map(([, payload]) => payload);
  const here = { shown: true, case: desk.cases.keys().next().value };
  expect(told()).toEqual([here]);
  await lockByItself("idle");
  expect(told()).toEqual([here]);
  desk.locked = null;
  announceChange("session");
  await app.vm.$router.push("/");
  await settle();
  expect(told()).toEqual([here, { shown: false }]);
});
