// A case that the office did not take is put right here; where it is the decision's own words that it does not
// take, paper is the way, and one key.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import { session } from "@/session";
import IntakePage from "./IntakePage.vue";

let desk: FakeDesk;
let page: VueWrapper;
let id = "";
const none = { render: () => null };
const settle = async () => {
  for (let i = 0; i < 5; i++) await flushPromises();
};
async function press(key: string): Promise<void> {
  const init = { bubbles: true, cancelable: true, code: key, key };
  for (const type of ["keydown", "keyup"])
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, init));
  await settle();
}
const has = (test: string) => page.find(`[data-test=${test}]`).exists();
const handed = () => desk.calls.filter(([name]) => name === "hand_over");

/** Of a case that the office does not take for this. */
async function open(code: string | null): Promise<void> {
  const usual = desk.answers.case;
  desk.answers.case = async (payload) => ({
    ...(await usual(payload)),
    replacement: code === null ? null : { revision: 1, code },
  });
  desk.answers.hand_over = async (payload) => ({
    case: await usual(payload),
    print: { printed: false, printer: null, file: "/papers/slip.pdf", failure: null },
  });
  desk.calls = [];
  const routes = ["/", "/case/:id"].map((path) => ({ path, component: none }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  session.status = desk.status();
  ({ id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } }));
});
afterEach(() => {
  setLanguage("zh-CN");
  page.unmount();
});

it("says that the decision's own words stay, and hands the case over by one key pressed twice", async () => {
  await open("beyond_office");
  expect(page.get("[data-test=decision-on-paper]").text()).toContain("纸质移交");
  expect(page.get("[data-test=hand-over]").text()).toContain("F7");
  await press("F7");
  expect([has("hand-over-asked"), handed()]).toEqual([true, []]);
  await press("Escape");
  expect(has("hand-over-asked")).toBe(false);
  await press("F7");
  await press("F7");
  expect(handed()).toEqual([["hand_over", { case: id }]]);
  expect(has("refused-notice")).toBe(false);
});

it("says it in English, and only where a text may be too long", async () => {
  setLanguage("en");
  await open("page_damaged");
  expect([has("hand-over"), has("decision-on-paper")]).toEqual([true, false]);
  page.unmount();
  await open("beyond_office");
  expect(page.get("[data-test=decision-on-paper]").text()).toContain("on paper");
});

it("leaves the key to others where nothing was refused", async () => {
  await open(null);
  await press("F7");
  await press("F7");
  expect([has("hand-over"), handed()]).toEqual([false, []]);
});
