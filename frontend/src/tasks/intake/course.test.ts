// The course of a case by one key: what happened, what comes next, how often somebody came; and the number of visits
// before the citizen is sent away.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "@/App.vue";
import { overlay } from "@/frame/overlay";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { en } from "@/messages/en";
import { zhCN } from "@/messages/zh-CN";
import { applyHello } from "@/session";
import IntakePage from "./IntakePage.vue";
import { isOverPromise, nextVisit } from "./visits";

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
const open = () => press("KeyQ", "q", { altKey: true });
const part = (test: string) => document.querySelector<HTMLElement>(`[data-test=${test}]`);
const sent = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  desk.settings.citizen_screen = true;
  applyHello(desk.hello());
  ({ id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } }));
  await desk.call("read_card", { case: id, role: "applicant" });
});
afterEach(() => {
  app.unmount();
  overlay.leave();
  vi.restoreAllMocks();
});
async function show(change: Parameters<FakeDesk["change"]>[1]): Promise<void> {
  desk.change(id, change);
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

it("tells what was, what comes next and how often somebody came, by one key", async () => {
  await show((c) => Object.assign(c, { status: "received", received: "2026-11-22 10:38" }));
  await open();
  expect(part("course-next")?.textContent).toContain("窗口最迟 2026 年 11 月 27 日 告知是否需要补正");
  expect(part("course-visits")?.textContent).toBe("已到现场 1 次，承诺最多 1 次（示例）");
  expect(part("course-lines")?.textContent).toContain("收到申请材料");
  await press("KeyP", "p", { ctrlKey: true });
  expect(sent("print_course")).toEqual([{ case: id }]);
  expect(part("course")?.parentElement?.querySelector("[data-test=printed]")).not.toBeNull();
  await open();
  expect(part("course")).toBeNull();
});

it("puts it on the citizen's screen by a key, and takes it away with the panel", async () => {
  await show((c) => Object.assign(c, { status: "received", received: "2026-11-22 10:38" }));
  await open();
  await press("KeyS", "s", { altKey: true });
  expect(sent("show_course")).toEqual([{ case: id }]);
  expect(desk.citizen().course?.item).toBe("高龄老人津贴申请");
  await press("Escape", "Escape");
  expect(desk.citizen().course).toBeNull();
});

it("prints nothing before the papers were received, and says why a print failed", async () => {
  await show(() => undefined);
  await open();
  expect(part("course-print")).toBeNull();
  await press("KeyP", "p", { ctrlKey: true });
  expect(sent("print_course")).toEqual([]);
  await press("Escape", "Escape");
  desk.change(id, (c) => void (c.status = "received"));
  desk.answers.print_course = () => refuse("font_missing");
  await open();
  await press("KeyP", "p", { ctrlKey: true });
  expect(document.querySelector("[data-test=failure][data-code=font_missing]")).not.toBeNull();
});

it("says before a hold which visit the next one is, and that it is more than was promised", async () => {
  await show(() => undefined);
  await press("KeyH", "h", { ctrlKey: true });
  expect(part("visits-note")?.dataset.over).toBe("true");
  expect(part("visits-note")?.textContent).toContain("再来就是第 2 次，超过承诺");
});

it("says it before a notice too, and only tells the number where none is promised", async () => {
  await show((c) => {
    c.status = "received";
    c.received = "2026-11-22 10:38";
    c.section = 5;
    c.attendance = { days: ["2026-11-20", "2026-11-22"], today: true, promised: null, official: false };
  });
  expect(part("visits-note")).toBeNull();
  await app.get("[data-test=decide-correction]").trigger("click");
  await settle();
  expect(part("visits-note")?.dataset.over).toBe("false");
  expect(part("visits-note")?.textContent).toContain("再来就是第 3 次");
});

it("counts the next visit against the promise", () => {
  const came = (days: number, promised: number | null) => ({
    days: Array.from({ length: days }, (_, n) => `2026-11-0${n + 1}`),
    today: false,
    promised,
    official: true,
  });
  expect(nextVisit(came(0, 1))).toBe(1);
  expect([came(0, 1), came(1, 2), came(1, null)].map(isOverPromise)).toEqual([false, false, false]);
  expect([came(1, 1), came(2, 2)].map(isOverPromise)).toEqual([true, true]);
});

it("has words for each thing in both languages, with what is set into them", () => {
  const told = { until: "U", count: 3, procedure: "P", number: "N", papers: "M", office: "O" };
  for (const words of [zhCN.visiting, en.visiting]) {
    const lines = [
      ...Object.values(words.milestones).map((say) => say(told)),
      ...Object.values(words.things).map((say) => say(told)),
    ];
    expect(lines.every((line) => line !== "")).toBe(true);
    expect(new Set(lines).size).toBe(lines.length);
  }
});
