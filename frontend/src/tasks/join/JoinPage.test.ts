import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "@/App.vue";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { realCentre } from "@/ipc/fake/centre";
import { applyHello, session } from "@/session";
import JoinPage from "./JoinPage.vue";

const none = { render: () => null };
const CODE = "J".padEnd(36, "2");
let desk: FakeDesk;
beforeEach(() => {
  desk = installFake();
  // Whoever was here before is gone, with what they typed.
  for (const signedIn of [true, false]) {
    desk.signedIn = signedIn;
    applyHello(desk.hello());
  }
});

async function opened(root: typeof JoinPage | typeof App = JoinPage, address = "/join") {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      ...["/", "/sign-in", "/settings", "/setup"].map((path) => ({ path, component: none })),
      { path: "/join", component: JoinPage, meta: { open: true } },
    ],
  });
  await router.push(address);
  const page = mount(root, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  const value = (mark: string) => page.get<HTMLInputElement>(`[data-test=${mark}]`).element.value;
  const fill = (mark: string, text: string) => page.get(`[data-test=${mark}]`).setValue(text);
  async function submit(): Promise<void> {
    await page.get("form").trigger("submit");
    await flushPromises();
  }
  const focus = () => (document.activeElement as HTMLElement).dataset.test;
  return { page, router, value, fill, submit, focus };
}

it("begins with the office that is known, and with none while it is the trial's own", async () => {
  const first = await opened();
  expect(first.value("join-office")).toBe("");
  expect(first.focus()).toBe("join-office");
  first.page.unmount();
  desk.settings.office = "https://set.example";
  const second = await opened();
  expect(second.value("join-office")).toBe("https://set.example");
  expect(second.focus()).toBe("join-code");
  second.page.unmount();
  desk.centre = realCentre;
  applyHello(desk.hello());
  const third = await opened();
  expect(third.value("join-office")).toBe(realCentre.office);
  third.page.unmount();
  desk.centre = null;
  desk.answers.settings = () => refuse("settings_unreadable");
  applyHello(desk.hello());
  const fourth = await opened();
  expect(fourth.value("join-office")).toBe("");
  expect(fourth.page.find("[data-test=failure]").exists()).toBe(false);
  fourth.page.unmount();
});

it("goes to what is missing, and keeps what was typed when it is refused", async () => {
  const { page, value, fill, submit, focus } = await opened();
  await fill("join-office", "https://office.example");
  await submit();
  expect(focus()).toBe("join-code");
  expect(desk.calls.filter(([name]) => name === "join_centre")).toEqual([]);
  await fill("join-code", "abcd efgh");
  await submit();
  expect(page.get("[data-test=failure]").attributes("data-code")).toBe("not_a_code");
  expect([value("join-office"), value("join-code")]).toEqual(["https://office.example", "ABCD-EFGH"]);
  desk.answers.join_centre = () => refuse("office_address_wrong");
  await submit();
  expect(page.find("[data-test=failure]").exists()).toBe(false);
  expect(page.get("[data-test=office-wrong]").text()).toContain("https://");
  expect(focus()).toBe("join-office");
  expect(value("join-code")).toBe("ABCD-EFGH");
  page.unmount();
});

it("says that it is busy, and sends once", async () => {
  const { page, fill, submit } = await opened();
  let answer = () => {};
  desk.answers.join_centre = () => new Promise((done) => (answer = () => done(desk.hello())));
  await fill("join-office", "https://office.example");
  await fill("join-code", CODE);
  await submit();
  await submit();
  expect(page.find("[data-test=joining]").exists()).toBe(true);
  expect(page.get<HTMLButtonElement>("[data-test=join-submit]").element.disabled).toBe(true);
  expect(desk.calls.filter(([name]) => name === "join_centre")).toHaveLength(1);
  answer();
  await flushPromises();
  expect(page.find("[data-test=joining]").exists()).toBe(false);
  page.unmount();
});

it("shows what was joined, to compare, though joining another office ends the session", async () => {
  desk.signedIn = true;
  applyHello(desk.hello());
  const { page, router, fill, submit, focus } = await opened(App);
  await fill("join-office", " https://office.example ");
  await fill("join-code", CODE);
  await submit();
  expect(session.clerk).toBeNull();
  const sent = desk.calls.find(([name]) => name === "join_centre")?.[1];
  expect(sent).toEqual({
    office: "https://office.example",
    code: "J222-2222-2222-2222-2222-2222-2222-2222-2222",
  });
  expect(router.currentRoute.value.path).toBe("/join");
  const result = page.get("[data-test=join-result]").text();
  for (const part of [realCentre.centre, realCentre.station, "SL0301", "2027 年 6 月 30 日"])
    expect(result).toContain(part);
  expect(page.get("[data-test=join-fingerprint]").text()).toBe("7QZM-4D0V-KX2N-8RTB-5");
  expect(focus()).toBe("join-done");
  expect(page.get("[data-test=join-done]").text()).toContain("去登录");
  await page.get("[data-test=join-done]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/sign-in");
  page.unmount();
});

it("leads back to where one came from", async () => {
  const { page, router } = await opened();
  await page.get("[data-test=back]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/sign-in");
  await router.push("/join");
  desk.signedIn = true;
  applyHello(desk.hello());
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/settings");
  page.unmount();
});

it("keeps what was typed over Escape, and forgets it with the next sign-in", async () => {
  const left = await opened();
  await left.fill("join-office", "https://office.example");
  await left.fill("join-code", "abcd efgh");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  await flushPromises();
  expect(left.router.currentRoute.value.path).toBe("/sign-in");
  left.page.unmount();
  const back = await opened();
  expect([back.value("join-office"), back.value("join-code")]).toEqual([
    "https://office.example",
    "ABCD-EFGH",
  ]);
  expect(back.focus()).toBe("join-code");
  back.page.unmount();
  desk.signedIn = true;
  applyHello(desk.hello());
  const later = await opened();
  expect([later.value("join-office"), later.value("join-code")]).toEqual(["", ""]);
  later.page.unmount();
});

it("hides the code until a key shows it", async () => {
  const { page, fill, focus } = await opened();
  await fill("join-office", "https://office.example");
  await fill("join-code", "abcd");
  const box = page.get<HTMLInputElement>("[data-test=join-code]").element;
  box.focus();
  expect(box.type).toBe("password");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "v", code: "KeyV", altKey: true }));
  await flushPromises();
  expect([box.type, focus()]).toEqual(["text", "join-code"]);
  page.unmount();
});

it("goes on with setting the computer up where it is a step of that", async () => {
  const { page, router, fill, submit } = await opened(JoinPage, "/join?setup=1");
  await fill("join-office", "https://office.example");
  await fill("join-code", CODE);
  await submit();
  expect(page.get("[data-test=join-done]").text()).toContain("继续设置");
  await page.get("[data-test=join-done]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/setup");
  page.unmount();
});
