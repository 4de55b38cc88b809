// A technician sets a computer up by keys alone: one thing to do on each step, and what came of it.
import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { realCentre } from "@/ipc/fake/centre";
import { announceChange } from "@/ipc/changed";
import CitizenApp from "@/citizen/CitizenApp.vue";
import { applyHello } from "@/session";
import SetupPage from "./SetupPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
beforeEach(() => {
  desk = installFake();
  desk.signedIn = false;
});

async function opened() {
  applyHello(desk.hello());
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/setup", "/join", "/sign-in", "/settings"].map((path) => ({ path, component: none })),
  });
  await router.push("/setup");
  const page = mount(SetupPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  const part = () => page.get("[data-test=setup]").attributes("data-part");
  const text = (mark: string) => page.get(`[data-test=${mark}]`).text();
  const has = (mark: string) => page.find(`[data-test=${mark}]`).exists();
  const outcome = (step: string) => page.get(`[data-test=setup-part-${step}]`).attributes("data-outcome");
  async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
    window.dispatchEvent(new KeyboardEvent("keydown", { key, ...more }));
    window.dispatchEvent(new KeyboardEvent("keyup", { key, ...more }));
    await flushPromises();
  }
  const goOn = () => press("Enter", { ctrlKey: true });
  const sent = (name: string) => desk.calls.filter(([called]) => called === name).map(([, given]) => given);
  const focus = () => (document.activeElement as HTMLElement).dataset.test;
  return { page, router, part, text, has, outcome, press, goOn, sent, focus };
}

it("begins with the two uses of a computer, and leads to joining", async () => {
  const { page, router, part, text, goOn, focus, has } = await opened();
  expect(part()).toBe("join");
  expect(text("setup-trial")).toContain("什么都不会发出去");
  expect(focus()).toBe("primary");
  expect(has("setup-skip")).toBe(false);
  await goOn();
  expect(router.currentRoute.value.fullPath).toBe("/join?setup=1");
  page.unmount();
});

it("leaves for the trial by one key, and keeps that it was chosen", async () => {
  const { page, router, press, sent } = await opened();
  await press("2");
  expect(sent("settle_step")).toEqual([{ step: "join", outcome: "skipped" }]);
  expect(router.currentRoute.value.path).toBe("/sign-in");
  page.unmount();
  const again = await opened();
  expect(again.part()).toBe("reader");
  expect(again.outcome("join")).toBe("skipped");
  again.page.unmount();
});

it("goes through all steps of a joined station by keys, each with its result", async () => {
  desk.centre = realCentre;
  const { page, part, text, has, outcome, press, goOn, sent, focus, router } = await opened();
  expect([part(), outcome("join")]).toEqual(["reader", "good"]);
  // A real office invents no reader: it is chosen first.
  expect(text("primary")).toContain("/dev/ttyUSB0");
  await press("1");
  expect(sent("choose_device")).toEqual([{ step: "reader", name: "/dev/ttyUSB0" }]);
  await goOn();
  expect(text("setup-result")).toContain("/dev/ttyUSB0：读出一张居民身份证");
  expect(text("setup-result")).toContain("10:42");
  expect(text("primary")).toContain("下一步");
  expect(focus()).toBe("primary");
  await goOn();
  expect(part()).toBe("scanner");
  await press("1");
  await goOn();
  expect(has("setup-picture")).toBe(true);
  await goOn();
  expect(part()).toBe("printer");
  expect(has("setup-picture"), "nothing of the page goes along").toBe(false);
  await goOn();
  expect(text("setup-result")).toContain("没有设打印机，测试页存为文件 test-page");
  await goOn();
  expect(part()).toBe("screen");
  await press("F8");
  expect([part(), outcome("screen")]).toEqual(["sample", "skipped"]);
  await press("2");
  expect(part()).toBe("summary");
  for (const [step, words] of [
    ["join", "已加入"],
    ["reader", "读出一张居民身份证"],
    ["scanner", "扫描了一页"],
    ["screen", "跳过"],
    ["sample", "办过了"],
  ] as const)
    expect(text(`setup-line-${step}`)).toContain(words);
  expect(text("setup-versions")).toContain("2026.11");
  await goOn();
  expect(has("printed")).toBe(true);
  expect(text("setup-printed-at")).toContain("10:42");
  await goOn();
  expect(router.currentRoute.value.path).toBe("/sign-in");
  page.unmount();
});

it("says what failed where it was tried, and tries again", async () => {
  desk.centre = realCentre;
  desk.settings.reader_port = "/dev/ttyUSB0";
  const { page, text, has, goOn, outcome, part } = await opened();
  const good = desk.answers.try_step;
  desk.answers.try_step = () => {
    const device = "/dev/ttyUSB0";
    desk.setup.set("reader", { outcome: "failed", at: "now", device, invented: false, detail: "no_card" });
    return refuse("no_card");
  };
  await goOn();
  expect(page.get("[data-test=failure]").attributes("data-code")).toBe("no_card");
  expect(outcome("reader")).toBe("failed");
  expect(text("setup-result")).toContain("没有成功");
  expect(text("primary")).toContain("试读一张卡");
  desk.answers.try_step = good;
  await goOn();
  expect(has("failure")).toBe(false);
  expect([part(), outcome("reader")]).toEqual(["reader", "good"]);
  page.unmount();
});

it("tries once, however often the key is pressed meanwhile", async () => {
  desk.setup.set("join", { outcome: "skipped", at: "now", device: "", invented: false, detail: null });
  const { page, goOn, press, sent, part } = await opened();
  const good = desk.answers.try_step;
  let answer = () => {};
  desk.answers.try_step = (payload) => new Promise((done) => (answer = () => done(good(payload))));
  await goOn();
  await press("F6");
  await press("ArrowDown");
  expect(sent("try_step")).toHaveLength(1);
  expect(part()).toBe("reader");
  answer();
  await flushPromises();
  await press("ArrowDown");
  expect(part()).toBe("scanner");
  page.unmount();
});

it("asks whether the other screen showed the test, and says so when it did not", async () => {
  const { page, press, goOn, part, has, text, outcome } = await opened();
  for (let down = 0; down < 4; down++) await press("ArrowDown");
  expect(part()).toBe("screen");
  await goOn();
  expect(has("setup-not-seen")).toBe(true);
  expect(text("primary")).toContain("看见了");
  await press("2");
  expect([part(), outcome("screen")]).toEqual(["screen", "failed"]);
  expect(text("setup-result")).toContain("没有看见");
  page.unmount();
});

it("leads to the door where this computer was in use, and Escape leaves", async () => {
  desk.answers.setup = () => refuse("not_signed_in");
  const { page, router, text, has, press } = await opened();
  expect(has("failure")).toBe(true);
  expect(text("primary")).toContain("去登录");
  await press("Escape");
  expect(router.currentRoute.value.path).toBe("/sign-in");
  page.unmount();
});

it("shows the test on the citizen's screen in the place of anything else", async () => {
  desk.answers.citizen = () => ({ ...desk.citizen(), test: true });
  const screen = mount(CitizenApp);
  await flushPromises();
  expect(screen.get("[data-test=citizen-test]").text()).toContain("测试");
  expect(screen.find("[data-test=citizen-idle]").exists()).toBe(false);
  desk.answers.citizen = () => desk.citizen();
  announceChange("citizen");
  await flushPromises();
  expect(screen.find("[data-test=citizen-test]").exists()).toBe(false);
  expect(screen.find("[data-test=citizen-idle]").exists()).toBe(true);
  screen.unmount();
});
