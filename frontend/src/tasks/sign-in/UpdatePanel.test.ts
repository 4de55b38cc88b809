// While a package is being installed the door says so, and opens again.
import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { nextTick } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import type { UpdatingView } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import { applyHello, refreshStatus, session } from "@/session";
import SignInPage from "./SignInPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
beforeEach(() => (desk = installFake()));

async function show(updating: UpdatingView | null): Promise<void> {
  desk.updating = updating;
  await refreshStatus();
  await flushPromises();
}
async function opened(updating: UpdatingView | null) {
  applyHello(desk.hello());
  await show(updating);
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/join", "/setup", "/sign-in"].map((path) => ({ path, component: none })),
  });
  await router.push("/sign-in");
  const page = mount(SignInPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  const has = (name: string) => page.find(`[data-test=${name}]`).exists();
  return { page, router, has };
}
async function press(key: string, code: string, init: KeyboardEventInit = {}): Promise<void> {
  window.dispatchEvent(new KeyboardEvent("keydown", { key, code, ...init }));
  window.dispatchEvent(new KeyboardEvent("keyup", { key, code, ...init }));
  await flushPromises();
}
const called = (name: string) => desk.calls.filter(([called]) => called === name).length;

it("stands in the place of signing in, with the time passed, and is skipped by a key", async () => {
  const { page, router, has } = await opened({ stage: "at_work", seconds: 65, can_skip: true });
  const panel = page.get("[data-test=updating]");
  expect(panel.text()).toContain("正在更新程序，最多三分钟");
  expect(page.get("[data-test=updating-past]").text()).toMatch(/已用 1:0[5-9]/);
  for (const name of ["sign-in", "enter-practice", "to-setup", "updating-close"])
    expect(has(name)).toBe(false);
  expect(document.activeElement).toBe(panel.element);
  await press("j", "KeyJ", { altKey: true });
  await press("6", "Digit6", { altKey: true });
  expect(router.currentRoute.value.path).toBe("/sign-in");
  expect(called("enter_practice")).toBe(0);
  setLanguage("en");
  await nextTick();
  expect(panel.text()).toContain("three minutes at most");
  setLanguage("zh-CN");
  await press("Escape", "Escape");
  expect(called("skip_update")).toBe(1);
  expect(has("updating")).toBe(false);
  expect(document.activeElement).toBe(page.get("[data-test=sign-in-number]").element);
  page.unmount();
});

it("offers no skipping of what must be, and what was typed is there afterwards", async () => {
  const { page, has } = await opened(null);
  await page.get("[data-test=sign-in-number]").setValue("C001");
  await show({ stage: "at_work", seconds: 0, can_skip: false });
  expect(has("updating-skip")).toBe(false);
  expect(page.get("[data-test=updating]").text()).toContain("不能跳过");
  await press("Escape", "Escape");
  expect(called("skip_update")).toBe(0);
  await show({ stage: "late", seconds: 0, can_skip: false });
  expect(has("updating")).toBe(false);
  expect(page.get("[data-test=updating-late]").text()).toContain("可以照常登录");
  expect(page.get<HTMLInputElement>("[data-test=sign-in-number]").element.value).toBe("C001");
  await show(null);
  expect(has("updating-late")).toBe(false);
  page.unmount();
});

it("says when it is done, and closes the window by one key", async () => {
  const { page } = await opened({ stage: "at_work", seconds: 0, can_skip: true });
  await show({ stage: "installed", seconds: 0, can_skip: true });
  expect(page.get("[data-test=updating]").text()).toContain("更新好了，请重新打开窗口");
  expect(document.activeElement).toBe(page.get("[data-test=updating-close]").element);
  await press("Enter", "Enter", { ctrlKey: true });
  expect(called("close_window")).toBe(1);
  expect(called("sign_in")).toBe(0);
  page.unmount();
});

it("is never shown to whoever is signed in", async () => {
  desk.signedIn = true;
  const { page, has } = await opened({ stage: "at_work", seconds: 0, can_skip: true });
  expect(session.status?.updating).toBeNull();
  expect(has("updating")).toBe(false);
  page.unmount();
  desk.signedIn = false;
  applyHello(desk.hello());
});
