import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import type { OutboxLine } from "@/ipc/contract";
import OutboxPage from "./OutboxPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let page: VueWrapper;
let router: Router;

async function press(key: string): Promise<void> {
  const init = { bubbles: true, cancelable: true, code: key, key };
  document.body.dispatchEvent(new KeyboardEvent("keydown", init));
  document.body.dispatchEvent(new KeyboardEvent("keyup", init));
  await flushPromises();
}
const names = () => desk.calls.map(([name]) => name);
const line = (id: string) => page.get(`[data-test=outbox-${id}]`);

async function open(change: (lines: OutboxLine[]) => void = () => {}): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  desk.line = "down";
  const usual = desk.answers.outbox;
  desk.answers.outbox = async (payload) => {
    const view = await usual(payload);
    change(view.lines);
    return view;
  };
  const routes = ["/", "/case/:id", "/day-sheet"].map((path) => ({ path, component: none }));
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/");
  page = mount(OutboxPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
}

beforeEach(() => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
});
afterEach(() => page.unmount());

describe("what the office did not take", () => {
  it("offers two ways with a key each, and only on its own line", async () => {
    await open();
    expect(page.findAll("[data-test^=replace-]").length).toBe(1);
    expect(line("c3").text()).toContain("改后重报");
    expect(line("c3").text()).toContain("F6");
    expect(line("c3").text()).toContain("F7");
    expect(line("c1").attributes("data-chosen")).toBe("false");
  });

  it("is opened to be put right by F6, and stays here where the office had it after all", async () => {
    await open();
    desk.answers.replace_refused = async () => ({ ...(await opened()), status: "replacing" });
    await press("F6");
    expect(router.currentRoute.value.path).toBe("/case/c3");
    await router.push("/");
    desk.answers.replace_refused = async () => ({ ...(await opened()), status: "accepted" });
    await press("F6");
    expect(router.currentRoute.value.path).toBe("/");
  });

  it("is handed over by F7 pressed twice, and Escape leaves it", async () => {
    await open();
    await press("F7");
    expect(page.find("[data-test=hand-over-asked]").exists()).toBe(true);
    expect(names()).not.toContain("hand_over");
    await press("Escape");
    expect(page.find("[data-test=hand-over-asked]").exists()).toBe(false);
    expect(router.currentRoute.value.path).toBe("/");
    await press("F7");
    await press("F7");
    expect(desk.calls.filter(([name]) => name === "hand_over")).toEqual([["hand_over", { case: "c3" }]]);
  });

  it("says of an event what it is about, beside its case's number", async () => {
    const told = { event: "e1", event_kind: "withdrawal_asked", waits: "earlier", next_at: null } as const;
    await open((lines) => Object.assign(lines[0]!, told));
    expect(line("c1").get("[data-test=outbox-event]").text()).toBe("撤回申请");
    expect(line("c1").get("[data-test=outbox-when]").text()).toBe("等同一办件的上一件");
    expect(line("c2").find("[data-test=outbox-event]").exists()).toBe(false);
  });

  it("goes only on paper to an office that takes nothing sent anew", async () => {
    await open((lines) => (lines[2]!.ways = ["hand_over"]));
    expect(page.findAll("[data-test^=replace-]").length).toBe(0);
    await press("F6");
    expect(names()).not.toContain("replace_refused");
    expect(line("c3").get("[data-test=outbox-why]").text()).toContain("移交单");
  });

  it("says of a case of an office of before where the papers go", async () => {
    await open((lines) => Object.assign(lines[2]!, { ways: ["hand_over"], last_code: "office_left" }));
    const why = line("c3").get("[data-test=outbox-why]").text();
    expect(why).toContain("原来的后台");
    expect(why).not.toContain("不收改后的重报");
  });

  it("is chosen by the arrows where there are several", async () => {
    await open((lines) => (lines[0]!.ways = ["replace", "hand_over"]));
    expect(line("c1").attributes("data-chosen")).toBe("true");
    await press("ArrowDown");
    expect(line("c3").attributes("data-chosen")).toBe("true");
    await press("ArrowUp");
    expect(line("c1").attributes("data-chosen")).toBe("true");
  });
});

async function opened() {
  const item = { item: "chengxiang-yanglao", answers: {} };
  return await desk.call("open_case", item);
}
