// A trainee's act asks for a mentor on the screen, goes once more with their word, and is left without harm.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "./App.vue";
import { call } from "./ipc/call";
import { announceChange } from "./ipc/changed";
import { installFake, refuse, type FakeDesk } from "./ipc/fake";
import { lockOf } from "./ipc/fake/answers/session";
import { openGate } from "./ipc/gate";
import { setLanguage } from "./messages";
import { applyHello } from "./session";
import IntakePage from "./tasks/intake/IntakePage.vue";
import OutboxPage from "./tasks/outbox/OutboxPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let app: VueWrapper;
let id = "";

async function settle(): Promise<void> {
  for (let i = 0; i < 6; i++) await flushPromises();
}
async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  const to = document.activeElement?.isConnected ? document.activeElement : document.body;
  for (const kind of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(kind, { key, code: key, bubbles: true, cancelable: true, ...init }));
  await settle();
}
const primary = () => press("Enter", { ctrlKey: true });
const has = (test: string) => app.find(`[data-test=${test}]`).exists();
const text = (test: string) => app.get(`[data-test=${test}]`).text();
const focused = () => (document.activeElement as HTMLElement | null)?.dataset.test;
const step = () => app.get("[data-test=primary]").attributes("data-step");
const sent = (...names: string[]) => desk.calls.map(([name]) => name).filter((name) => names.includes(name));
const received = () => sent("receive", "give_consent");

async function sign(number: string, typed: string, by = "secret"): Promise<void> {
  await app.get("[data-test=consent-number]").setValue(number);
  await app.get(`[data-test=consent-${by}]`).setValue(typed);
  await app.get("[data-test=consent]").trigger("submit");
  await settle();
}

async function open(path: (id: string) => string): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  desk.clerk.role = "trainee";
  applyHello(desk.hello());
  const answers = { group: "normal", agent: "self" };
  id = (await desk.call("open_case", { item: "chengxiang-yanglao", answers })).id;
  await desk.call("read_card", { case: id, role: "applicant" });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", component: none },
      { path: "/sign-in", component: none },
      { path: "/outbox", component: OutboxPage },
      { path: "/case/:id", component: IntakePage, props: true },
    ],
  });
  await router.push(path(id));
  app = mount(App, { global: { plugins: [router] }, attachTo: document.body });
  await settle();
  desk.calls = [];
}

beforeEach(() => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
});
afterEach(async () => {
  // Whoever comes next finds nothing of this one.
  desk.signedIn = false;
  applyHello(desk.hello());
  await settle();
  app.unmount();
  openGate();
  setLanguage("zh-CN");
});

describe("a trainee's stamp", () => {
  beforeEach(() => open((of) => `/case/${of}`));

  it("waits for a mentor, goes once more with their word, and its result is shown", async () => {
    expect(step()).toBe("receive");
    await primary();
    expect(app.get("[role=dialog]").attributes("aria-label")).toBe("需要带教人同意：盖收件章");
    expect(text("consent-stays")).toContain("本件仍由您办理，您和带教人都记名");
    expect(focused()).toBe("consent-number");
    await sign("1001", "2468");
    expect(received()).toEqual(["receive", "give_consent", "receive"]);
    const given = { case: id, act: "receive", of: "", number: "1001", password: null, secret: "2468" };
    expect(desk.calls.find(([name]) => name === "give_consent")?.[1]).toEqual(given);
    expect(has("consent")).toBe(false);
    expect(has("failure")).toBe(false);
    expect(step()).toBe("scan");
  });

  it("is left by Escape with nothing done, and the focus is where it was", async () => {
    app.get<HTMLElement>("[data-test=primary]").element.focus();
    await primary();
    await app.get("[data-test=consent-number]").setValue("1001");
    await press("Escape");
    await new Promise((done) => setTimeout(done, 5));
    await settle();
    expect(has("consent")).toBe(false);
    expect(received()).toEqual(["receive"]);
    expect(app.get("[data-test=failure]").attributes("data-code")).toBe("consent_needed");
    expect([step(), focused()]).toEqual(["receive", "primary"]);
    await primary();
    expect(has("consent"), "it can be asked for anew").toBe(true);
  });

  it("takes back a word that is being given when it is left", async () => {
    await primary();
    const usual = desk.answers.give_consent;
    let answer = () => {};
    desk.answers.give_consent = async (given) => {
      await new Promise<void>((done) => (answer = done));
      return usual(given);
    };
    await sign("1001", "2468");
    await press("Escape");
    expect(sent("give_consent", "drop_consent")).toEqual(["give_consent", "drop_consent"]);
    answer();
    await settle();
    expect(desk.consent, "it came after all, and is dropped again").toBeNull();
    expect(has("consent")).toBe(false);
    await primary();
    expect(has("consent"), "asked anew").toBe(true);
    expect(received()).toEqual(["receive", "give_consent", "receive"]);
  });

  it("asks about what the desk named", async () => {
    void call("set_custody", {
      case: id,
      material: "hukou",
      copies: false,
      custody: "held",
      place: null,
    }).catch(() => undefined);
    await settle();
    await sign("1001", "2468");
    const given = desk.calls.find(([name]) => name === "give_consent")?.[1];
    expect(given).toMatchObject({ act: "set_custody", of: "held/hukou" });
    expect(sent("set_custody")).toEqual(["set_custody", "set_custody"]);
    expect(has("consent")).toBe(false);
  });

  it("says what is wrong, and keeps the number", async () => {
    await primary();
    await app.get("[data-test=consent]").trigger("submit");
    await settle();
    expect(received(), "nothing to send").toEqual(["receive"]);
    await sign("1001", "wrong");
    expect(text("failure")).toContain("解锁码不对");
    expect(focused()).toBe("consent-secret");
    const value = (test: string) => app.get<HTMLInputElement>(`[data-test=${test}]`).element.value;
    expect([value("consent-number"), value("consent-secret")]).toEqual(["1001", ""]);
    const usual = desk.answers.give_consent;
    desk.answers.give_consent = () => refuse("consent_not_mentor");
    await sign("3102", "2468");
    expect(app.get("[data-test=failure]").attributes("data-code")).toBe("consent_not_mentor");
    expect(focused()).toBe("consent-number");
    desk.answers.give_consent = () => refuse("secret_spent");
    await sign("1001", "2468");
    expect(has("consent-spent")).toBe(true);
    expect(focused()).toBe("consent-password");
    desk.answers.give_consent = usual;
    await sign("1001", "demo-1001", "password");
    expect(desk.calls.filter(([name]) => name === "give_consent").at(-1)?.[1]).toMatchObject({
      password: "demo-1001",
      secret: null,
    });
    expect(step()).toBe("scan");
  });

  it("is signed by a password too, chosen by a key; the mentor of before is there already", async () => {
    await primary();
    await press("p", { code: "KeyP", altKey: true });
    expect(focused()).toBe("consent-number");
    await sign("1001", "demo-1001", "password");
    void call("set_custody", {
      case: id,
      material: "hukou",
      copies: false,
      custody: "held",
      place: null,
    }).catch(() => undefined);
    await settle();
    expect(app.get("[role=dialog]").attributes("aria-label")).toContain("退还或留存原件");
    expect(app.get<HTMLInputElement>("[data-test=consent-number]").element.value).toBe("1001");
    expect(focused()).toBe("consent-secret");
  });

  it("is a no when the screen locks, and nothing that was typed stays", async () => {
    await primary();
    await app.get("[data-test=consent-number]").setValue("1001");
    await app.get("[data-test=consent-secret]").setValue("2468");
    desk.locked = lockOf("idle");
    announceChange("session");
    await settle();
    expect(has("consent")).toBe(false);
    expect(received()).toEqual(["receive"]);
    await app.get("[data-test=unlock-secret]").setValue("1357");
    await app.get("[data-test=lock-screen] form").trigger("submit");
    await settle();
    expect([has("consent"), step()]).toEqual([false, "receive"]);
    await primary();
    expect(app.get<HTMLInputElement>("[data-test=consent-secret]").element.value).toBe("");
  });

  it("speaks English too", async () => {
    setLanguage("en");
    await primary();
    expect(app.get("[role=dialog]").attributes("aria-label")).toBe(
      "A mentor's consent: the stamp of receipt",
    );
  });
});

it("asks on the page of what waits to be sent as well", async () => {
  await open(() => "/outbox");
  desk.line = "down";
  announceChange("outbox");
  await settle();
  const usual = desk.answers.hand_over;
  const handed = vi.fn(usual);
  desk.answers.hand_over = handed;
  await press("F7");
  await press("F7");
  expect(app.get("[role=dialog]").attributes("aria-label")).toContain("纸质移交");
  expect(handed).not.toHaveBeenCalled();
  await sign("1001", "2468");
  expect(sent("hand_over", "give_consent")).toEqual(["hand_over", "give_consent", "hand_over"]);
  expect(handed).toHaveBeenCalledOnce();
});
