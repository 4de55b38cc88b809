// What a list offers where this window does not take its item: the reason in the place of the start.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import type { NotThisWindow } from "@/ipc/contract";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import ListPage from "./ListPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let page: VueWrapper;
let router: Router;

async function open(item: string, reason: NotThisWindow | null): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  const usual = desk.answers.checklist;
  desk.answers.checklist = async (payload) => {
    const view = await usual(payload);
    return { ...view, item: { ...view.item, not_this_window: reason } };
  };
  const routes = ["/", "/list/:item", "/case/:id"].map((path) => ({ path, component: none }));
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/list/${item}`);
  page = mount(ListPage, { props: { item }, global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
}
async function press(code: string, key: string): Promise<void> {
  const init = { bubbles: true, cancelable: true, ctrlKey: true, code, key };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keyup", init));
  await flushPromises();
}
const names = () => desk.calls.map(([name]) => name);
afterEach(() => page.unmount());

it.each([
  ["class", "类别"],
  ["level", "行使层级"],
] as const)(
  "says why no case is begun here, by the %s, and prints the list instead",
  async (reason, word) => {
    await open("shengyu-dengji", reason);
    expect(page.get("[data-test=not-this-window]").text()).toContain(word);
    expect(page.find("[data-test=primary]").exists()).toBe(false);
    expect(page.get("[data-test=not-begun]").text()).toBe("本窗口不受理此类事项");
    expect(page.element.contains(document.activeElement)).toBe(true);
    await press("KeyI", "i");
    expect(names()).not.toContain("print_list");
    await press("Enter", "Enter");
    expect(names()).toContain("print_list");
    expect(names()).not.toContain("open_case");
  },
);

it("begins where nothing narrows, and tells a refusal where it stands", async () => {
  await open("shengyu-dengji", null);
  expect(page.find("[data-test=not-begun]").exists()).toBe(false);
  const usual = desk.answers.open_case;
  desk.answers.open_case = () => refuse("item_not_this_window", { by: "class" });
  await press("Enter", "Enter");
  expect(page.get("[data-test=failure]").attributes("data-code")).toBe("item_not_this_window");
  desk.answers.open_case = usual;
  await press("Enter", "Enter");
  expect(router.currentRoute.value.path).toMatch(/^\/case\//);
});

it("leads from an item that ended to the one in its place, whoever takes either", async () => {
  await open("liudong-hunyu", "class");
  expect(page.get("[data-test=primary]").text()).toContain("打开替代事项");
});
