// By what somebody acts for the applicant, how far and until when: asked for once, written in words, printed to be signed, left by Escape.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Role } from "@/ipc/contract";
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

async function open(answers: Record<string, string>, read: Role[] = []): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  const { id } = await desk.call("open_case", { item: "chengxiang-yanglao", answers });
  for (const role of read) await desk.call("read_card", { case: id, role });
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
  async function typeDay(day: string): Promise<void> {
    const until = page.get<HTMLInputElement>("[data-test=mandate-until]");
    until.element.value = day;
    await until.trigger("input");
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
    await typeDay("2027-01-01");
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

  const recorded = () => desk.calls.filter(([name]) => name === "set_mandate").map(([, payload]) => payload);
  const submit = async () => {
    await page.get("[data-test=mandate-form]").trigger("submit");
    await settle();
  };
  const checked = (group: string) =>
    page
      .findAll(`[data-test^=mandate-][role=radio][aria-checked=true]`)
      .map((button) => button.attributes("data-test"))
      .filter((name) => name?.startsWith(group));

  it("ends with the case where nothing else is chosen, and that is a fact only by Enter", async () => {
    await readBoth();
    expect(checked("mandate-ground-")).toEqual(["mandate-ground-letter"]);
    expect(checked("mandate-case-end")).toHaveLength(1);
    expect(recorded()).toEqual([]);
    await submit();
    expect(recorded()).toMatchObject([{ ground: "letter", paper: "", until: "case_end" }]);
    await press("Digit1", "1", { altKey: true });
    expect(page.get("[data-test=person-mandate]").text()).toContain("办结为止");
  });

  it("ends on a day that was chosen only with that day", async () => {
    await readBoth();
    await page.get("[data-test=mandate-by-day]").trigger("click");
    await submit();
    expect(recorded(), "no day is written").toEqual([]);
    expect(focused()).toBe("mandate-until");
    await typeDay("2027-01-01");
    await submit();
    expect(recorded()).toMatchObject([{ until: "2027-01-01" }]);
  });

  it("opens again with its last day over, and is settled by another one", async () => {
    await readBoth();
    await typeDay("2026-11-21");
    await submit();
    expect(step()).toBe("mandate_ended");
    expect(page.get("[data-test=person-agent] [data-test=person-warning]").text()).toContain("2026-11-21");
    expect(page.find("[data-test=mandate-form]").exists(), "it is asked for again").toBe(true);
    expect(page.get<HTMLInputElement>("[data-test=mandate-until]").element.value).toBe("2026-11-21");
    await page.get("[data-test=mandate-case-end]").trigger("click");
    await submit();
    expect(step()).toBe("receive");
    expect(recorded()).toHaveLength(2);
    expect(page.find("[data-test=mandate-form]").exists()).toBe(false);
  });

  it("names a guardian's paper: the list's own in grey, a committee's by hand", async () => {
    await open({ group: "normal", agent: "self" }, ["applicant", "guardian"]);
    expect(step()).toBe("mandate");
    await press("Digit1", "1", { altKey: true });
    expect(page.get("[data-test=mandate-paper]").attributes("placeholder")).toBe("监护关系证明");
    await page.get("[data-test=mandate-ground-committee]").trigger("click");
    await submit();
    expect(recorded(), "no paper is named").toEqual([]);
    expect(focused()).toBe("mandate-paper");
    await page.get("[data-test=mandate-ground-other_guardian]").trigger("click");
    await submit();
    expect(recorded()).toMatchObject([
      { ground: "other_guardian", paper: "监护关系证明", until: "case_end" },
    ]);
    expect(page.find("[data-test=mandate-form]").exists()).toBe(false);
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
