// Who looked at what: read with its reason, filtered, and exported only with one.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import AuditPage from "./AuditPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
let page: VueWrapper;
let router: Router;

beforeEach(async () => {
  desk = installFake();
  desk.signedIn = true;
  const routes = ["/queue", "/audit"].map((path) => ({ path, component: none }));
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/audit");
  page = mount(AuditPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
});
afterEach(() => page.unmount());

async function press(key: string, code: string, mods: KeyboardEventInit = {}): Promise<void> {
  const to = document.activeElement ?? document.body;
  for (const type of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, key, code, ...mods }));
  await flushPromises();
}
const lines = () => page.findAll("[data-test^=audit-line-]").map((line) => line.text());
const asked = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);

it("says who did what to which case, in words", () => {
  expect(lines()[0]).toMatch(/C003.*看材料页面.*440607-2026-000122/);
  expect(page.text()).not.toContain("06e2fc77");
  expect(lines()[2]).toContain("未编号");
});

it("names the case or the command that was open as the reason, and what the office has not", async () => {
  expect(lines()[0]).toContain("办理或查看 440607-2026-000122");
  expect(lines()[2]).toContain("办理或查看未编号的办件");
  expect(lines()[3]).toContain("未记录");
  desk.trail[0] = {
    ...desk.trail[0]!,
    action: "my_cases",
    case: null,
    number: null,
    why: "command",
    reason: "my_cases",
  };
  desk.trail[3] = { ...desk.trail[3]!, action: "receipt", why: "command", reason: "check_receipt" };
  await press("1", "Digit1");
  expect(lines()[0]).toContain("操作：看办件清单");
  expect(lines()[3]).toContain("操作：核验回执");
  desk.trail[3] = { ...desk.trail[3]!, why: "typed", reason: "投诉核对" };
  await press("2", "Digit2");
  expect(lines()[3]).toContain("投诉核对");
});

it("says of what was begun that no outcome is recorded", async () => {
  desk.trail[0] = { ...desk.trail[0]!, action: "reveal", outcome: "begun" };
  await press("1", "Digit1");
  expect(lines()[0]).toContain("已开始，未记录结果");
});

it("is filtered by a day as it is typed", async () => {
  const box = page.get<HTMLInputElement>("[data-test=audit-day]");
  async function typeDay(day: string): Promise<void> {
    box.element.value = day;
    await box.trigger("input");
    await box.trigger("change");
    await flushPromises();
  }
  await typeDay("2026-11-22");
  expect(asked("audit_trail").at(-1)).toMatchObject({ day: "2026-11-22" });
  expect(lines().length).toBe(4);
  await typeDay("2026-11-21");
  expect(page.find("[data-test=audit-empty]").exists()).toBe(true);
  await typeDay("");
  expect(asked("audit_trail").at(-1)).toMatchObject({ day: null });
});

it("says where, and whether the office's looks are among them", async () => {
  expect(lines()[0]).toContain("本机");
  expect(lines()[3]).toMatch(/2001.*4 号窗.*查看提交的内容/);
  expect(page.get("[data-test=audit-of]").text()).toContain("后台记下的");
  desk.line = "down";
  desk.trail[3]!.elsewhere = "";
  await press("1", "Digit1");
  expect(lines()[3]).toContain("地点不详");
  expect(page.get("[data-test=audit-of]").text()).toBe("只列这台电脑上的操作");
});

it("is filtered by digits and by clerk", async () => {
  expect(asked("audit_trail").at(-1)).toEqual({ clerk: null, day: null, number: "", only: "looks" });
  await press("3", "Digit3");
  expect(asked("audit_trail").at(-1)).toMatchObject({ only: "reasons" });
  expect(page.find("[data-test=audit-empty]").exists()).toBe(true);
  await page.get("[data-test=audit-clerk]").setValue("C003");
  await flushPromises();
  expect(asked("audit_trail").at(-1)).toMatchObject({ clerk: "C003" });
});

it("leaves the computer with a reason only", async () => {
  await press("Enter", "Enter", { ctrlKey: true });
  expect(asked("export_audit")).toEqual([]);
  expect(document.activeElement).toBe(page.get("[data-test=reason-text]").element);
  await page.get("[data-test=reason-text]").setValue("季度检查");
  await page.get("[data-test=reason-bar]").trigger("submit");
  await flushPromises();
  expect(asked("export_audit")).toMatchObject([
    { clerk: null, day: null, number: "", only: "looks", reason: "季度检查" },
  ]);
  // The table says why in the words of the screen.
  expect(asked("export_audit")).toMatchObject([
    {
      words: {
        in_case: "办理或查看 {}",
        in_unnumbered: "办理或查看未编号的办件",
        by_command: "操作：{}",
        unrecorded: "未记录",
        actions: { my_cases: "看办件清单" },
      },
    },
  ]);
  expect(page.get("[data-test=audit-exported]").text()).toContain("audit-2026-11-22.csv");
  await press("Escape", "Escape");
  expect(router.currentRoute.value.path).toBe("/queue");
});
