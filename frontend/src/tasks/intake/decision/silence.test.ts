// 逾期视为受理: what is shut says why, what is left says what it asks for; and a notice's corrections all in.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import IntakePage from "../IntakePage.vue";

let page: VueWrapper;
const has = (test: string) => page.find(`[data-test=${test}]`).exists();
const text = (test: string) => page.get(`[data-test=${test}]`).text();
const settle = async () => {
  for (let i = 0; i < 4; i++) await flushPromises();
};

async function open(change: (desk: FakeDesk, id: string) => void): Promise<void> {
  const desk = installFake();
  desk.signedIn = true;
  const answers = { group: "normal", agent: "self" };
  const { id } = await desk.call("open_case", { item: "chengxiang-yanglao", answers });
  await desk.call("receive", { case: id });
  await desk.call("open_section", { case: id, section: 5 });
  change(desk, id);
  const routes = [{ path: "/:rest(.*)*", component: { render: () => null } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}

afterEach(() => {
  page.unmount();
  setLanguage("zh-CN");
});

const paper = { material: "hukou", name: "居民户口簿", problem: "未提交", fix: "请提交。", reason: null };

it("shuts notice and refusal with the rule, and lists what the acceptance asks for", async () => {
  await open((desk, id) => {
    desk.get(id).deemed = { since: "2026-11-13 09:12", papers: [paper] };
  });
  expect(text("decide-accept")).toContain("逾期视为受理");
  expect(page.get("[data-test=decide-accept]").attributes("data-possible")).toBe("true");
  expect(text("deemed")).toContain("2026-11-13 09:12");
  expect(text("late-papers")).toContain("居民户口簿：未提交；请提交。");
  for (const kind of ["correction", "refuse"]) {
    await page.get(`[data-test=decide-${kind}]`).trigger("click");
    expect(text("lack-stands_accepted"), kind).toContain("视为受理");
    expect(page.get("[data-test=decide]").attributes("disabled"), kind).toBeDefined();
  }
  await page.get("[data-test=decide-redirect]").trigger("click");
  expect(text("supervised")).toContain("值班长");
  setLanguage("en");
  await settle();
  expect(text("supervised")).toContain("supervisor");
});

it("lets corrections be all in only when nothing that the notice named is missing", async () => {
  await open((desk, id) => {
    Object.assign(desk.get(id), { noticed: [paper], missing: ["居民户口簿"] });
  });
  const button = () => page.get("[data-test=corrections-in]");
  expect(button().attributes("disabled")).toBeDefined();
  expect(button().text()).toBe("补正材料已收齐");
  expect(text("corrections-missing")).toBe("还没收齐：居民户口簿");
  page.unmount();
  await open((desk, id) => {
    desk.get(id).noticed = [paper];
  });
  expect(button().attributes("disabled")).toBeUndefined();
  expect(button().text()).toBe("补正材料已收齐");
  expect(has("corrections-missing")).toBe(false);
  expect(has("asked-0")).toBe(true);
});

it("takes the clerk's own key, and its taking back, for what nothing else shows", async () => {
  const words = { material: null, name: "村里的说明", problem: "未提交", fix: "请提交。", reason: "核对" };
  await open((desk, id) => Object.assign(desk.get(id), { noticed: [paper, words], byWord: [1] }));
  const allIn = () => page.get("[data-test=corrections-in]").attributes("disabled");
  const line = () => page.get("[data-test=asked-1]").attributes("data-came");
  const press = async () => {
    const key = { key: "1", code: "Digit1", ctrlKey: true, altKey: true, bubbles: true, cancelable: true };
    window.dispatchEvent(new KeyboardEvent("keydown", key));
    await settle();
  };
  expect(has("correction-came-0"), "a paper of the list is seen by itself").toBe(false);
  expect(text("correction-came-1")).toContain("已补正");
  expect([text("corrections-missing"), line()]).toEqual(["还没收齐：村里的说明", "false"]);
  expect(allIn()).toBeDefined();
  await press();
  expect([has("corrections-missing"), line(), allIn()]).toEqual([false, "true", undefined]);
  expect(text("correction-came-1")).toContain("撤回");
  await page.get("[data-test=correction-came-1]").trigger("click");
  await settle();
  expect([text("corrections-missing"), line()]).toEqual(["还没收齐：村里的说明", "false"]);
  setLanguage("en");
  await settle();
  expect(text("correction-came-1")).toContain("It is here");
});
