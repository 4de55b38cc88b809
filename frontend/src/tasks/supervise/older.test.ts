// A queue that does not list everything says so, and lists more by a key.
import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { QueueEnd } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import AuditPage from "./AuditPage.vue";
import QueuePage from "./QueuePage.vue";
import { queueMemory } from "./words";

let desk: FakeDesk;

async function open(ends: QueueEnd[]) {
  desk = installFake();
  desk.signedIn = true;
  queueMemory.filter.pages = 1;
  const usual = desk.answers.queue;
  desk.answers.queue = async (payload) => ({
    ...(await usual(payload)),
    end: ends[(payload.pages ?? 1) - 1]!,
  });
  const routes = [{ path: "/queue", component: { render: () => null } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/queue");
  const page = mount(QueuePage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  return page;
}
async function pressM(): Promise<void> {
  const init = { key: "m", code: "KeyM", bubbles: true, cancelable: true };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  await flushPromises();
}
const pages = () =>
  desk.calls.flatMap(([name, payload]) => (name === "queue" ? [(payload as { pages: number }).pages] : []));

afterEach(() => setLanguage("zh-CN"));

it("says that there are older cases and lists them by a key, page by page", async () => {
  const page = await open(["older", "older", "whole"]);
  const end = () => page.find("[data-test=queue-end]");
  expect(end().text()).toContain("还有更早的办件没有列出");
  expect(page.get("[data-test=queue-older]").attributes("aria-keyshortcuts")).toBe("M");
  await pressM();
  expect(pages()).toEqual([1, 2]);
  await page.get("[data-test=queue-older]").trigger("click");
  await flushPromises();
  expect(pages()).toEqual([1, 2, 3]);
  expect(end().exists(), "all is there").toBe(false);
  await pressM();
  expect(pages()).toEqual([1, 2, 3]);
  page.unmount();
});

it("says what the office does not tell, and offers no key that would do nothing", async () => {
  const page = await open(["untold"]);
  const end = () => page.get("[data-test=queue-end]").text();
  expect(end()).toBe("更早的办件，办公端现在没有给出");
  expect(page.find("[data-test=queue-older]").exists()).toBe(false);
  await pressM();
  expect(pages()).toEqual([1]);
  setLanguage("en");
  await flushPromises();
  expect(end()).toBe("The office does not give older cases now");
  page.unmount();
});

it("says that the trail has older lines, and where they are", async () => {
  desk = installFake();
  desk.signedIn = true;
  const usual = desk.answers.audit_trail;
  let goesOn = true;
  desk.answers.audit_trail = async (payload) => ({ ...(await usual(payload)), goes_on: goesOn });
  const routes = [{ path: "/audit", component: { render: () => null } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/audit");
  const shown = async () => {
    const page = mount(AuditPage, { global: { plugins: [router] }, attachTo: document.body });
    await flushPromises();
    const older = page.find("[data-test=audit-older]");
    const text = older.exists() ? older.text() : "";
    page.unmount();
    return text;
  };
  expect(await shown()).toBe("还有更早的没有列出，导出的表格里有");
  setLanguage("en");
  expect(await shown()).toBe("Older ones are not listed; the exported table has them");
  goesOn = false;
  expect(await shown()).toBe("");
});

it("lists the cases with a part of a number", async () => {
  const page = await open(["whole"]);
  const rows = () => page.findAll("[data-test^=queue-q]").length;
  expect(rows()).toBeGreaterThan(1);
  await page.get("[data-test=filter-number]").setValue("000119");
  await flushPromises();
  expect(desk.calls.at(-1)).toMatchObject(["queue", { number: "000119" }]);
  expect(rows()).toBe(1);
  expect(page.text()).toContain("440607-2026-000119");
  queueMemory.filter.number = "";
});
