// 用印登记: each paper of the day and each spoilt number; the table leaves with a reason alone.
import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { applyHello } from "@/session";
import RegisterPage from "./RegisterPage.vue";

const none = { render: () => null };
let desk: FakeDesk;

async function show() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/register", component: RegisterPage },
      { path: "/:rest(.*)*", component: none },
    ],
  });
  await router.push("/register");
  const page = mount(RegisterPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  await flushPromises();
  return page;
}

beforeEach(() => {
  desk = installFake();
  desk.signedIn = true;
  applyHello(desk.hello());
  const paper = { case: "c1", case_number: "SL-1", item: "示例事项", issued_at: "2026-11-22 10:00" };
  desk.sealed = [
    { ...paper, form: "acceptance_receipt", number: "SL-1", prints: 0, saves: 1 },
    { ...paper, form: "entrusted_grant", number: "示准〔2026〕1号", prints: 2, saves: 0 },
  ];
  desk.spoilt = [{ department: "卫生健康局", number: "示准〔2026〕2号", case: "c2" }];
});

it("lists the papers and names the spoilt numbers", async () => {
  const page = await show();
  expect(page.get("[data-test=sealed-entrusted_grant]").text()).toContain("示准〔2026〕1号");
  expect(page.find("[data-test=sealed-acceptance_receipt]").exists()).toBe(true);
  const counts = (of: string) =>
    ["prints", "saves"].map((kind) => page.get(`[data-test=sealed-${of}] [data-test=sealed-${kind}]`).text());
  expect(counts("acceptance_receipt"), "a file is no print").toEqual(["0", "1"]);
  expect(counts("entrusted_grant")).toEqual(["2", "0"]);
  expect(page.get("[data-test=spoilt]").text()).toContain("示准〔2026〕2号");
  page.unmount();
});

it("saves the table with a reason", async () => {
  const page = await show();
  await page.get("[data-test=primary]").trigger("click");
  const box = page.get("[data-test=reason-text]");
  await box.setValue("月末核对");
  await page.get("[data-test=reason-bar]").trigger("submit");
  await flushPromises();
  const sent = desk.calls.filter(([name]) => name === "export_paper_register");
  expect(sent).toEqual([["export_paper_register", { day: "2026-11-22", reason: "月末核对" }]]);
  expect(page.get("[data-test=csv]").text()).toContain("paper-register-2026-11-22.csv");
  page.unmount();
});
