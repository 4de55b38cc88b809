import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { applyHello } from "@/session";
import CatalogPage from "./CatalogPage.vue";

let desk: FakeDesk;
let router: Router;
let page: VueWrapper;
const none = { render: () => null };

beforeEach(() => {
  desk = installFake();
  desk.signedIn = true;
  applyHello(desk.hello());
});
afterEach(() => page.unmount());

async function open(): Promise<void> {
  router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/catalogue", "/list/:item"].map((path) => ({ path, component: none })),
  });
  await router.push("/catalogue");
  page = mount(CatalogPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
}
const press = async (key: string) => {
  document.activeElement!.dispatchEvent(
    new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true }),
  );
  document.activeElement!.dispatchEvent(new KeyboardEvent("keyup", { key, code: key, bubbles: true }));
  await flushPromises();
};

it("says in words what to bring now, what no longer, what otherwise, and in which situation", async () => {
  await open();
  expect(page.get("[data-test=catalogue-facts]").text()).toBe(
    "事项包 2026.11.1 · 36 个事项 · 日历已知到 2026 年 · 有效期至 2027 年 12 月 31 日",
  );
  const item = page.get("[data-test=news-gaoling-jintie]").text();
  expect(item).toContain("所有情形");
  expect(item).toContain("不再要带 近期一寸彩色免冠照片");
  expect(item).toContain("份数或要求有变 老年人银行卡（存折）（原件 1）");
  expect(item).toContain("办理人：代办");
  expect(item).toContain("现在要带 委托书（原件 1）、代办人身份证（原件 1 复印件不用带，窗口扫描）");
  expect(item).toContain("也改了：时限、受理要点");
  expect(page.get("[data-test=news-shengyu-dengji]").text()).toContain("也改了：收费、其他内容");
});

it("is gone through by arrows, and Escape goes back", async () => {
  await open();
  await press("ArrowDown");
  expect(document.activeElement?.getAttribute("data-test")).toBe("news-open-chengxiang-yanglao");
  await press("Escape");
  expect(router.currentRoute.value.path).toBe("/");
});

it("says so when nothing changed", async () => {
  desk.news = { ...desk.news, changed: [], added: [], removed: [] };
  await open();
  expect(page.get("[data-test=catalogue-empty]").text()).toContain("没有变化");
});
