import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { takenFiles } from "@/ipc/contract";
import { announceChange } from "@/ipc/changed";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { person } from "@/ipc/fake/case";
import { DEAD_MS } from "@/kit/deadTime";
import IntakePage from "./IntakePage.vue";

const ITEM = "chengxiang-yanglao";
const none = { render: () => null };
let desk: FakeDesk;
let page: VueWrapper;
let id = "";

async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await flushPromises();
}
async function press(code: string, name: string, mods: KeyboardEventInit = {}): Promise<void> {
  const init = { bubbles: true, cancelable: true, code, key: name, ...mods };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", init));
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keyup", init));
  await settle();
}
const primary = () => press("Enter", "Enter", { ctrlKey: true });
const step = () => page.find("[data-test=primary]").attributes("data-step");
const names = () => desk.calls.map(([name]) => name).filter((name) => name !== "case");

async function open(answers: Record<string, string>, item: string | null = ITEM): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  id = ((await desk.call("open_case", { item, answers })) as { id: string }).id;
  desk.calls = [];
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", component: none },
      { path: "/case/:id", component: none },
      { path: "/outbox", component: none },
    ],
  });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}
/** The viewer's picture is on the glass: what a browser tells by `load`. */
async function painted(): Promise<void> {
  const image = page.get("[data-test=viewer-image]");
  Object.defineProperty(image.element, "naturalWidth", { value: 600 });
  await image.trigger("load");
  await settle();
}

beforeEach(() => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
});
afterEach(() => page.unmount());

describe("a case by its primary key", () => {
  it("goes from the card to the number, and only F9 decides", async () => {
    await open({ group: "normal", agent: "self" });
    expect(step()).toBe("read_card");
    await primary();
    expect(step()).toBe("receive");
    await primary();
    expect(step()).toBe("scan");
    await primary();
    expect(step()).toBe("look");
    await painted();
    await primary();
    await painted();
    expect(step()).toBe("check_original");
    vi.useFakeTimers();
    await primary();
    expect(step()).toBe("give_back");
    vi.advanceTimersByTime(DEAD_MS);
    vi.useRealTimers();
    await primary();
    expect(step()).toBe("fill");
    for (const [field, value] of [
      ["phone", "10012345678"],
      ["bank", "62000000"],
      ["from", "20261201"],
    ] as const) {
      await page.get(`[data-test=field-${field}]`).setValue(value);
      await page.get(`[data-test=field-${field}]`).trigger("blur");
      await settle();
    }
    await page.get("[data-test=field-level-360]").trigger("click");
    await settle();
    // Complete, but the hand is still on it: it does not fold away.
    expect(page.get("[data-test=section-4]").attributes("data-open")).toBe("true");
    expect(step()).toBe("decide");
    await primary();
    expect(page.get("[data-test=section-5]").attributes("data-open")).toBe("true");
    await primary();
    await press("Enter", "Enter");
    expect(names()).not.toContain("propose");

    vi.useFakeTimers();
    await press("F9", "F9");
    expect(names()).toContain("propose");
    await press("F9", "F9");
    expect(names()).not.toContain("issue");
    vi.advanceTimersByTime(DEAD_MS);
    vi.useRealTimers();
    await press("F9", "F9");
    expect(names()).toContain("issue");
    expect(page.get("[data-test=number]").text()).toBe("440607-2026-000123");
    expect(step()).toBe("done");
  });

  it("does not count a page as shown before its picture is there", async () => {
    await open({ group: "normal", agent: "self" });
    await primary();
    await primary();
    await primary();
    expect(names()).not.toContain("page_shown");
    expect(page.get("[data-test=check-original]").attributes("disabled")).toBeDefined();
    await painted();
    expect(names()).toContain("page_shown");
  });
});

describe("an expired card", () => {
  /** As the desk notes it: the reading is in the case, and is asked about. */
  async function readExpired(): Promise<void> {
    await open({ group: "normal", agent: "self" });
    desk.answers.read_card = ({ case: of, role }) =>
      desk.change(of, (c) => {
        const params = { from: "2010-01-01", to: "2020-01-01" };
        const warnings = [{ code: "card_expired", params, asks: true, confirmation: null }];
        c.people.push({ ...person(role), warnings });
      });
    await primary();
  }
  const focused = () => document.activeElement?.getAttribute("data-test");
  const asks = () => page.find("[data-test=confirm-card]").exists();

  const recordPaper = async (box: string, words: string) => {
    const input = page.get<HTMLInputElement>(`[data-test=${box}]`);
    input.element.value = words;
    await input.trigger("input");
    await page.get("[data-test=second-paper]").trigger("submit");
    await settle();
  };

  it("is confirmed by one key, which has the focus, and the last day of the temporary card", async () => {
    await readExpired();
    expect(step()).toBe("confirm_card");
    expect(page.get("[data-test=confirm-card]").text()).toContain("2020-01-01");
    expect(focused()).toBe("card-temporary_card");
    expect(page.find("[data-test=card-item_allows]").exists()).toBe(false);
    await press("Digit1", "1");
    await settle();
    expect(focused()).toBe("second-until");
    await page.get("[data-test=second-paper]").trigger("submit");
    expect(names(), "nothing without a day").not.toContain("confirm_card");
    await recordPaper("second-until", "2099-12-31");
    expect(asks()).toBe(false);
    expect(desk.calls.findLast(([name]) => name === "confirm_card")![1]).toMatchObject({
      ground: "temporary_card",
      until: "2099-12-31",
    });
    expect(step()).toBe("receive");
    await press("Digit1", "1", { altKey: true });
    expect(page.get("[data-test=person-applicant]").text()).toContain("1001");
    expect(page.get("[data-test=person-applicant]").text()).toContain("临时居民身份证");
    expect(page.get("[data-test=person-applicant]").text()).toContain("有效期至 2099-12-31");
    expect(names().filter((name) => name === "confirm_card")).toHaveLength(1);
  });

  it("is put aside by Escape, stays read, and is asked about when the clerk comes back", async () => {
    await readExpired();
    await press("Escape", "Escape");
    expect(asks()).toBe(false);
    expect(page.find("[data-test=person-applicant]").exists()).toBe(true);
    expect(names()).not.toContain("confirm_card");
    await primary();
    expect(asks()).toBe(true);
    expect(names()).not.toContain("confirm_card");
    await press("Escape", "Escape");
    await page.get("[data-test=confirm-applicant]").trigger("click");
    await settle();
    expect(asks()).toBe(true);
    expect(names()).not.toContain("confirm_card");
    await press("Digit2", "2");
    await settle();
    expect(focused()).toBe("second-number");
    await page.get("[data-test=second-paper]").trigger("submit");
    expect(names(), "nothing without a number").not.toContain("confirm_card");
    await recordPaper("second-number", "示例0001234");
    expect(step()).toBe("receive");
  });

  it("says of an age of which day it is", async () => {
    await readExpired();
    const age = () => page.get("[data-test=person-age]").text();
    expect(age()).toBe("36 岁");
    desk.change(id, (c) => void (c.people = c.people.map((p) => ({ ...p, age_day: "2026-08-31" }))));
    announceChange(`case:${id}`);
    await new Promise((done) => setTimeout(done, 50));
    await settle();
    expect(age()).toBe("36 岁（按 2026-08-31 计）");
  });

  it("takes the row under which the page of the second paper lies", async () => {
    await readExpired();
    desk.change(id, (c) => {
      c.received = "2026-11-23 10:00";
      desk.addPage(c, "hukou");
    });
    announceChange(`case:${id}`);
    await new Promise((done) => setTimeout(done, 50));
    await settle();
    await press("Digit2", "2");
    await settle();
    await page.get("[data-test=second-row-hukou]").trigger("click");
    await settle();
    expect(asks()).toBe(false);
    await press("Digit1", "1", { altKey: true });
    expect(page.get("[data-test=person-applicant]").text()).toContain("核对时其页在“居民户口簿”一行");
  });

  it("keeps the words of a paper when Escape leaves them", async () => {
    await readExpired();
    await press("Digit2", "2");
    await settle();
    await page.get("[data-test=second-number]").setValue("示例0001");
    await press("Escape", "Escape");
    expect(asks()).toBe(true);
    expect(focused()).toBe("card-household_register");
    await press("Escape", "Escape");
    expect(asks()).toBe(false);
    expect(names()).not.toContain("confirm_card");
  });

  it("keeps the words that are being written, when Escape leaves them", async () => {
    await readExpired();
    await press("Digit3", "3");
    await page.get("[data-test=card-reason]").setValue("换证回执已出示");
    await press("Escape", "Escape");
    expect(asks()).toBe(true);
    expect(page.get<HTMLInputElement>("[data-test=card-reason]").element.value).toBe("换证回执已出示");
    expect(focused(), "no other reason is under the hand").toBe("card-other");
    await press("Escape", "Escape");
    expect(asks()).toBe(false);
    expect(names()).not.toContain("confirm_card");
  });

  it("of a second person is asked about when the clerk chooses that one", async () => {
    await readExpired();
    desk.change(id, (c) => {
      const [first] = c.people;
      c.people.push({ ...first!, id: "p-agent", role: "agent", name: "陈甲示例" });
    });
    announceChange(`case:${id}`);
    await new Promise((done) => setTimeout(done, 50));
    await settle();
    const asked = () => page.get("[data-test=confirm-card]").text();
    expect(asked()).toContain("陈示例");
    await page.get("[data-test=confirm-agent]").trigger("click");
    await settle();
    expect(asked()).toContain("陈甲示例");
    await press("Digit1", "1");
    await settle();
    await recordPaper("second-until", "2099-12-31");
    expect(desk.calls.findLast(([name]) => name === "confirm_card")![1]).toMatchObject({ person: "p-agent" });
    expect(asked(), "the other one is asked about still").toContain("陈示例");
  });

  it("takes another reason in words, and none without them", async () => {
    await readExpired();
    await press("Digit3", "3");
    await settle();
    expect(focused()).toBe("card-reason");
    const box = page.get<HTMLInputElement>("[data-test=card-reason]");
    await page.get("[data-test=confirm-card] form").trigger("submit");
    expect(names()).not.toContain("confirm_card");
    await box.setValue("换证回执已出示");
    await page.get("[data-test=confirm-card] form").trigger("submit");
    await settle();
    expect(step()).toBe("receive");
    await press("Digit1", "1", { altKey: true });
    expect(page.get("[data-test=person-applicant]").text()).toContain("换证回执已出示");
  });
});

describe("another applicant", () => {
  it("can be begun with the same agent, and only then", async () => {
    await open({ group: "normal", agent: "agent" });
    await primary();
    expect(page.find("[data-test=another-applicant]").exists()).toBe(false);
    await primary();
    expect(page.find("[data-test=another-applicant]").exists()).toBe(true);
  });

  it("says how many pages were left", async () => {
    await open({ group: "normal", agent: "self" });
    expect(page.find("[data-test=left-pages]").exists()).toBe(false);
    const read = desk.answers.read_card;
    desk.answers.read_card = async (payload) => ({ ...(await read(payload)), left_pages: 2 });
    await primary();
    expect(page.get("[data-test=left-pages]").text()).toContain("2 页");
  });
});

describe("what goes wrong", () => {
  it("is told beside the section, and the case stays", async () => {
    await open({ group: "normal", agent: "self" });
    desk.answers.read_card = () => refuse("no_card");
    await primary();
    const told = page.get("[data-test=section-1] [data-test=failure]");
    expect(told.attributes("data-code")).toBe("no_card");
    expect(page.get("[data-test=section-2]").text()).toContain("城乡居民");
  });

  it("a card of somebody else is asked about", async () => {
    await open({ group: "normal", agent: "self" });
    await primary();
    await press("KeyI", "i", { ctrlKey: true });
    await press("KeyI", "i", { ctrlKey: true });
    expect(page.find("[data-test=pending-card]").exists()).toBe(true);
    await page.get("[data-test=card-leave]").trigger("click");
    await settle();
    expect(page.find("[data-test=pending-card]").exists()).toBe(false);
  });
});

describe("pages without a place", () => {
  it("are settled by a digit", async () => {
    await open({ group: "normal", agent: "self" });
    await primary();
    await primary();
    await desk.call("scan", { case: id, material: null });
    await press("KeyD", "d", { ctrlKey: true });
    expect(step()).toBe("place_page");
    (document.activeElement as HTMLElement).blur();
    await press("Digit2", "2");
    expect(desk.calls.findLast(([name]) => name === "assign_page")![1]).toMatchObject({ material: "hukou" });
  });
});

describe("putting aside", () => {
  it("asks by two digits and sends both", async () => {
    await open({ group: "normal", agent: "self" });
    await press("KeyH", "h", { ctrlKey: true });
    await press("Digit1", "1");
    await press("Digit2", "2");
    expect(desk.calls.findLast(([name]) => name === "hold")![1]).toEqual({
      case: id,
      reason: "copying",
      note: "",
      originals: "at_window",
    });
  });

  it("takes nothing back but the question with Esc", async () => {
    await open({ group: "normal", agent: "self" });
    await press("KeyH", "h", { ctrlKey: true });
    await press("Digit1", "1");
    await press("Escape", "Escape");
    expect(page.find("[data-test=hold-bar]").exists()).toBe(false);
    expect(names()).not.toContain("hold");
  });

  it("never cuts a stack off that is being drawn in", async () => {
    await open({ group: "normal", agent: "self" });
    await primary();
    await primary();
    let end = () => {};
    const scanning = desk.answers.scan!;
    desk.answers.scan = (payload) => new Promise((done) => (end = () => done(scanning(payload))));
    await press("KeyD", "d", { ctrlKey: true });
    await press("KeyH", "h", { ctrlKey: true });
    expect(page.find("[data-test=hold-bar]").exists()).toBe(false);
    expect(page.get("[data-test=failure]").attributes("data-code")).toBe("scan_running");
    end();
    await settle();
  });
});

describe("a row that was picked by hand", () => {
  const scans = () =>
    desk.calls
      .filter(([name]) => name === "scan")
      .map(([, payload]) => (payload as { material: string }).material);

  it("stays when a page of another row comes in, and the next scan is its own", async () => {
    await open({ agent: "self" }, "gaoling-jintie");
    await primary();
    await primary();
    let end = () => {};
    const scanning = desk.answers.scan!;
    desk.answers.scan = (payload) => new Promise((done) => (end = () => done(scanning(payload))));
    await press("Digit3", "3", { altKey: true });
    await page.get("[data-test=material-hukou]").trigger("click");
    await press("KeyD", "d", { ctrlKey: true });
    await page.get("[data-test=material-bank]").trigger("click");
    end();
    await settle();
    expect(new Set(desk.get(id).pages.map((one) => one.material))).toEqual(new Set(["hukou"]));
    desk.answers.scan = scanning;
    await press("KeyD", "d", { ctrlKey: true });
    await settle();
    expect(scans()).toEqual(["hukou", "bank"]);
  });
});

describe("the chooser of files", () => {
  it("offers every kind that is taken, by kind and by ending", async () => {
    await open({ group: "normal", agent: "self" });
    await press("Digit3", "3", { altKey: true });
    const offered = page.get("[data-test=import-file]").attributes("accept")?.split(",") ?? [];
    for (const file of takenFiles)
      expect(offered).toEqual(expect.arrayContaining([file.media, ...file.endings]));
    expect(offered).toEqual(expect.arrayContaining([".tif", ".bmp", ".gif", ".webp"]));
  });
});
