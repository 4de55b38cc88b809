// 再次补正告知: what came since is named, and the supervisor's reason goes with the notice; and where promised
// papers may come later, the reason is asked for.
import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { DeferrableView } from "@/ipc/contract";
import { installFake } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import IntakePage from "../IntakePage.vue";

const settle = async () => {
  for (let i = 0; i < 4; i++) await flushPromises();
};
const f9 = async () => {
  for (const type of ["keydown", "keyup"])
    document.body.dispatchEvent(
      new KeyboardEvent(type, { key: "F9", code: "F9", bubbles: true, cancelable: true }),
    );
  await settle();
};
const asked = { material: "hukou", name: "居民户口簿", problem: "缺页", fix: "请补交。", reason: null };

async function open(cameSince: string[] | null, deferrable: DeferrableView | null = null) {
  const desk = installFake();
  desk.signedIn = true;
  const { id } = await desk.call("open_case", {
    item: "chengxiang-yanglao",
    answers: { group: "normal", agent: "self" },
  });
  await desk.call("receive", { case: id });
  await desk.call("open_section", { case: id, section: 5 });
  Object.assign(desk.get(id), { cameSince, deferrable, asks: [asked] });
  const routes = [{ path: "/:rest(.*)*", component: { render: () => null } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  const page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
  await page.get("[data-test=decide-correction]").trigger("click");
  const sent = async () => {
    await f9();
    const call = desk.calls.findLast(([name]) => name === "propose");
    return (call?.[1] as { supervisor_reason: string | null }).supervisor_reason;
  };
  return { page, sent };
}

afterEach(() => setLanguage("zh-CN"));

it("asks for no reason of a first notice", async () => {
  const { page, sent } = await open(null);
  expect(page.find("[data-test=further]").exists()).toBe(false);
  expect(await sent()).toBe(null);
  page.unmount();
});

it("names what came since, and sends the reason for the rest", async () => {
  const { page, sent } = await open(["居民户口簿"]);
  expect(page.get("[data-test=came-since]").text()).toContain("居民户口簿");
  await page.get("[data-test=further-reason]").setValue(" 上次漏看。 ");
  expect(await sent()).toBe("上次漏看。");
  page.unmount();
});

it("says in both languages that nothing came", async () => {
  const { page, sent } = await open([]);
  expect(page.get("[data-test=came-since]").text()).toContain("没有新的页面");
  expect(await sent(), "empty is none").toBe(null);
  page.unmount();
  setLanguage("en");
  const english = await open([]);
  expect(english.page.get("[data-test=came-since]").text()).toContain("No page");
  english.page.unmount();
});

it("asks for the supervisor's reason where promised papers may come later, and only there", async () => {
  const promised = { materials: ["体检报告"], until: "2026-11-27", latest: "2026-11-27", extendable: null };
  for (const extendable of [null, "2026-12-10"]) {
    const { page } = await open(null, { ...promised, extendable });
    await page.get("[data-test=decide-accept]").trigger("click");
    expect(page.find("[data-test=extension-reason]").exists()).toBe(extendable !== null);
    if (extendable) expect(page.get("[data-test=deferral]").text()).toContain("延长一次");
    page.unmount();
  }
});
