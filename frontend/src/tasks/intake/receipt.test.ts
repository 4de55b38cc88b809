// 接收回执: whether it came out is told, on the page and after the page was left; it is asked for while somebody is
// signed in, and not where nobody left anything.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import App from "@/App.vue";
import { openGate } from "@/ipc/gate";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
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
const has = (test: string) => app.find(`[data-test=${test}]`).exists();
const text = (test: string) => app.get(`[data-test=${test}]`).text();
const sent = (...names: string[]) => desk.calls.filter(([name]) => names.includes(name));
const leave = async () => (await router.push("/"), await settle());
const comeBack = async () => {
  await leave();
  await router.push(`/case/${id}`);
  await settle();
};
const fails = () => {
  desk.answers.print_receipt = async ({ case: of }) => ({
    case: await desk.call("case", { case: of }),
    print: {
      printed: false,
      printer: null,
      file: null,
      failure: { code: "printer_refused", params: {}, incident: "F-1" },
    },
  });
};

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  applyHello(desk.hello());
  ({ id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } }));
  await desk.call("read_card", { case: id, role: "applicant" });
  await desk.call("receive", { case: id });
  await desk.call("scan", { case: id, material: "hukou" });
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
  desk.calls = [];
});
afterEach(async () => {
  desk.signedIn = false;
  applyHello(desk.hello());
  await settle();
  app.unmount();
  openGate();
});

it("is followed by the record of what was checked, by a key of its own", async () => {
  await press("KeyR", "r", { altKey: true });
  expect(sent("print_check_record").at(-1)?.[1]).toEqual({ case: id });
  expect(has("check-record")).toBe(true);
  expect(text("printed")).toContain("已送打印机 desk");
});

it("is told wherever the clerk is, and there once", async () => {
  await desk.call("propose", {
    case: id,
    kind: "accept",
    items: [],
    reasons: [],
    right_office: null,
    deferred_until: null,
    supervisor_reason: null,
  });
  await desk.call("issue", { case: id });
  await comeBack();
  for (const section of ["Digit5", "Digit2", "Digit4"]) {
    await press(section, section.at(-1)!, { altKey: true });
    await press("KeyR", "r", { altKey: true });
    expect(app.findAll("[data-test=printed]"), section).toHaveLength(1);
  }
});

it("is none of a case that was given up", async () => {
  await desk.call("abandon", { case: id, reason: "不办了" });
  await comeBack();
  await press("KeyR", "r", { altKey: true });
  expect(has("check-record")).toBe(false);
  expect(sent("print_check_record")).toEqual([]);
});

it("is printed by its key, and says so on the page", async () => {
  expect(has("printed")).toBe(false);
  await press("KeyP", "p", { altKey: true });
  expect(sent("print_receipt").at(-1)?.[1]).toEqual({ case: id, again: true });
  expect(text("printed")).toContain("已送打印机 desk");
  fails();
  await press("KeyP", "p", { altKey: true });
  expect(app.get("[data-test=printed]").attributes("data-code")).toBe("printer_refused");
});

it("is asked for when the case is left, and tells nothing where it came out", async () => {
  await leave();
  expect(sent("print_receipt").map(([, payload]) => payload)).toEqual([{ case: id, again: false }]);
  expect(has("unprinted")).toBe(false);
});

it("is asked for of what stays after a notice too", async () => {
  desk.change(id, (c) => {
    c.status = "correction";
  });
  await comeBack();
  expect(sent("print_receipt")).toHaveLength(1);
  await press("KeyP", "p", { altKey: true });
  await leave();
  expect(sent("print_receipt").map(([, payload]) => (payload as { again: boolean }).again)).toEqual([
    false,
    true,
    false,
  ]);
});

it("says on the next screen that it did not come out, and leads back", async () => {
  fails();
  await leave();
  expect(text("unprinted")).toMatch(/接收回执.*高龄老人津贴申请.*没有打印，请补打/);
  await app.get(`[data-test=unprinted-see-${id}]`).trigger("click");
  await settle();
  expect([router.currentRoute.value.path, has("unprinted")]).toEqual([`/case/${id}`, false]);
  desk.answers.print_receipt = () => refuse("font_missing");
  await leave();
  expect(app.get("[data-test=unprinted] [data-test=printed]").attributes("data-code")).toBe("font_missing");
  await press("Escape", "Escape");
  expect(has("unprinted")).toBe(false);
});

it("is asked for before the session ends, once, and the door still says what did not come out", async () => {
  fails();
  await app.get("[data-test=sign-out]").trigger("click");
  await settle();
  expect(sent("print_receipt", "sign_out").map(([name]) => name)).toEqual(["print_receipt", "sign_out"]);
  expect(router.currentRoute.value.path).toBe("/sign-in");
  expect(has("unprinted")).toBe(true);
  expect(has(`unprinted-see-${id}`), "nobody is signed in").toBe(false);
  applyHello({ ...desk.hello(), signed_in: { ...desk.clerk, number: "C009" } });
  await settle();
  expect(has("unprinted"), "another clerk").toBe(false);
});

it("is not asked for where the owner has gone with the originals", async () => {
  for (const [digit, asked] of [
    ["1", 0],
    ["2", 1],
  ] as const) {
    await press("KeyH", "h", { ctrlKey: true });
    await press("Digit1", "1");
    await press(`Digit${digit}`, digit);
    expect(router.currentRoute.value.path).toBe("/");
    expect(sent("print_receipt"), `originals ${digit}`).toHaveLength(asked);
    await router.push(`/case/${id}`);
    await settle();
  }
});
