// What an agent may do for the applicant: asked for once, written in words, printed to be signed, left by Escape.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, type FakeDesk } from "@/ipc/fake";
import IntakePage from "../IntakePage.vue";

let desk: FakeDesk;
let page: VueWrapper;
const settle = async () => {
  for (let i = 0; i < 4; i++) await flushPromises();
};
async function press(code: string, key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const init = { bubbles: true, cancelable: true, code, key, ...mods };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keyup", init));
  await settle();
}
const primary = () => press("Enter", "Enter", { ctrlKey: true });
const step = () => page.find("[data-test=primary]").attributes("data-step");
const names = () => desk.calls.map(([name]) => name);

async function open(answers: Record<string, string>): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  const { id } = await desk.call("open_case", { item: "chengxiang-yanglao", answers });
  const routes = [{ path: "/:rest(.*)*", component: { render: () => null } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}
afterEach(() => page.unmount());

describe("an agent's authority", () => {
  async function readBoth(): Promise<void> {
    await open({ group: "normal", agent: "agent" });
    await primary();
    await primary();
  }
  const focused = () => document.activeElement?.getAttribute("data-test");

  it("is asked for where the agent is read, and the usual is on record only by Enter", async () => {
    await readBoth();
    expect(step()).toBe("mandate");
    expect(focused()).toBe("mandate-extent");
    await primary();
    expect(names()).not.toContain("set_mandate");
    await page.get("[data-test=mandate-form]").trigger("submit");
    await settle();
    expect(step()).toBe("receive");
    await press("Digit1", "1", { altKey: true });
    expect(page.get("[data-test=person-mandate]").text()).toContain("城乡居民");
    expect(page.find("[data-test=mandate-form]").exists()).toBe(false);
  });

  it("is written in the clerk's words with its last day, and again by its button", async () => {
    await readBoth();
    await page.get("[data-test=mandate-extent]").setValue("代为领取证件");
    const until = page.get<HTMLInputElement>("[data-test=mandate-until]");
    until.element.value = "2027-01-01";
    await until.trigger("input");
    await primary();
    await press("Digit1", "1", { altKey: true });
    const line = page.get("[data-test=person-mandate]").text();
    expect(line).toContain("代为领取证件");
    expect(line).toContain("2027-01-01");
    await page.get("[data-test=mandate-agent]").trigger("click");
    const box = page.get<HTMLInputElement>("[data-test=mandate-extent]");
    expect(box.element.value).toBe("代为领取证件");
    expect(page.get<HTMLInputElement>("[data-test=mandate-until]").element.value).toBe("2027-01-01");
    await box.setValue("");
    await page.get("[data-test=mandate-form]").trigger("submit");
    await settle();
    expect(
      names().filter((name) => name === "set_mandate"),
      "an empty box takes nothing away",
    ).toHaveLength(1);
  });

  it("is printed to be signed, by its key in the section of people", async () => {
    await readBoth();
    await page.get("[data-test=mandate-form]").trigger("submit");
    await settle();
    await press("Digit1", "1", { altKey: true });
    expect(page.findAll("[data-test=print-mandate]")).toHaveLength(1);
    await press("KeyM", "m", { altKey: true });
    await settle();
    expect(names().filter((name) => name === "print_mandate")).toHaveLength(1);
    expect(page.get("[data-test=person-agent] [data-test=printed]").text()).toContain("mandate-");
    await press("Digit2", "2", { altKey: true });
    await press("KeyM", "m", { altKey: true });
    await settle();
    expect(names().filter((name) => name === "print_mandate")).toHaveLength(1);
  });

  it("is left by Escape or its button once it is on record, and not while it is asked for", async () => {
    const isOpen = () => page.find("[data-test=mandate-form]").exists();
    await readBoth();
    await press("Escape", "Escape");
    expect([isOpen(), page.find("[data-test=mandate-cancel]").exists()]).toEqual([true, false]);
    await page.get("[data-test=mandate-form]").trigger("submit");
    await settle();
    await press("Digit1", "1", { altKey: true });
    for (const leave of [
      () => press("Escape", "Escape"),
      () => page.get("[data-test=mandate-cancel]").trigger("click"),
    ]) {
      await page.get("[data-test=mandate-agent]").trigger("click");
      await page.get("[data-test=mandate-extent]").setValue("别的");
      await leave();
      await settle();
      expect(isOpen()).toBe(false);
    }
    expect(names().filter((name) => name === "set_mandate")).toHaveLength(1);
    expect(page.get("[data-test=person-mandate]").text()).not.toContain("别的");
  });
});
