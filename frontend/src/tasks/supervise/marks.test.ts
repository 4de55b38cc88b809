// What the office marked: told in the queue, looked into and cleared at the case.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { QueueRow } from "@/ipc/contract";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import QueuePage from "./QueuePage.vue";
import ReviewPage from "./ReviewPage.vue";
import { queueMemory } from "./words";

let desk: FakeDesk;
let page: VueWrapper;
const none = { render: () => null };

async function open(
  path: "/queue" | "/review/q1",
  change: (row: QueueRow) => void = () => {},
): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  change(desk.station.find((row) => row.case === "q1")!);
  queueMemory.comments = {};
  const routes = ["/queue", "/review/:id"].map((to) => ({ path: to, component: none }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  const global = { plugins: [router] };
  page =
    path === "/queue"
      ? mount(QueuePage, { global, attachTo: document.body })
      : mount(ReviewPage, { props: { id: "q1" }, global, attachTo: document.body });
  await flushPromises();
}
async function press(key: string, init: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, key, ...init });
  const to = document.activeElement ?? document.body;
  to.dispatchEvent(event);
  to.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key, ...init }));
  await flushPromises();
  return event.defaultPrevented;
}
const pressClear = () => press("m", { code: "KeyM", altKey: true });
const has = (test: string) => page.find(`[data-test=${test}]`).exists();
const text = (test: string) => page.get(`[data-test=${test}]`).text();
const focused = () => document.activeElement?.getAttribute("data-test");
const cleared = () => desk.calls.filter(([name]) => name === "clear_marks").map(([, payload]) => payload);

afterEach(() => {
  page.unmount();
  setLanguage("zh-CN");
});

describe("the queue", () => {
  it("says what a department has to decide on the day", async () => {
    await open("/queue", (row) => void (row.with_department = true));
    expect(text("row-with-department")).toBe("在部门，当天办结");
    expect(page.findAll("[data-test=row-with-department]").length).toBe(1);
  });
  it("says of a case, here and when it is read, that it came from a slip", async () => {
    await open("/queue", (row) => void (row.slip = "42"));
    expect(text("row-slip")).toContain("42");
    expect(page.findAll("[data-test=row-slip]").length).toBe(1);
    page.unmount();
    await open("/review/q1", (row) => void (row.slip = "42"));
    expect(text("review-slip")).toContain("42");
    page.unmount();
    await open("/review/q1");
    expect(has("review-slip")).toBe(false);
  });

  it("counts marked cases and names the marks on their lines only", async () => {
    await open("/queue");
    expect(text("queue-marked")).toBe("1 件待核对");
    expect(page.findAll("[data-test=row-marked]").length).toBe(1);
    const chip = page.get("[data-test=queue-q1] [data-test=row-marked]");
    expect(chip.text()).toBe("待核对");
    expect(chip.attributes("title")).toMatch(/^这个工号现已停用；收件、受理、决定或承诺补交的日期不可信/);
  });

  it("names one of a later office by its bare name", async () => {
    await open("/queue", (row) => (row.marks = ["seen_twice"]));
    expect(page.get("[data-test=row-marked]").attributes("title")).toContain("“seen_twice”");
  });

  it("says nothing where nothing is marked", async () => {
    await open("/queue", (row) => (row.marks = []));
    expect(has("queue-marked")).toBe(false);
    expect(has("row-marked")).toBe(false);
  });
});

describe("a marked case", () => {
  it("says line by line what is odd, and who decided where that is proved", async () => {
    await open("/review/q1", (row) => (row.marks = ["unfit_role", "seen_twice"]));
    expect(page.findAll("[data-test=review-marks] li").length).toBe(2);
    expect(text("mark-unfit_role")).toContain("岗位不能作决定");
    expect(text("mark-seen_twice")).toMatch(/“seen_twice”.*没有它的说明/);
    expect(text("review-author")).toContain("办件人 C003 赵示例（后台已核实）");
  });

  it("names the mentor who agreed to a trainee's decision", async () => {
    await open("/review/q1");
    expect(text("review-author")).not.toContain("同意");
    const usual = desk.answers.review;
    const author = { clerk: "C003", name: "赵示例", role: "trainee", consented_by: "C001" };
    desk.answers.review = async (of) => ({ ...(await usual(of)), author });
    await press("1", { code: "Digit1" });
    await press("2", { code: "Digit2" });
    expect(text("review-author")).toMatch(/办件人 C003 赵示例（后台已核实）\s*经 C001 同意/);
  });

  it("claims no author where the office proved none, and speaks English too", async () => {
    setLanguage("en");
    await open("/review/q1", (row) => (row.marks = ["no_permit"]));
    const usual = desk.answers.review;
    desk.answers.review = async (of) => ({ ...(await usual(of)), author: null });
    await press("1", { code: "Digit1" });
    await press("2", { code: "Digit2" });
    expect(has("review-author")).toBe(false);
    expect(text("mark-no_permit")).toContain("who decided is not proved");
  });

  it("is cleared by its own key, all that is shown, and the focus stays on its line", async () => {
    await open("/review/q1");
    expect(focused()).toBe("fact-material-hukou");
    await pressClear();
    const marks = ["account_ended", "date_out_of_bounds"];
    expect(cleared()).toEqual([{ case: "q1", revision: 2, marks }]);
    expect(has("review-marks")).toBe(false);
    expect(focused()).toBe("fact-material-hukou");
  });

  it("is not cleared by Enter or Escape, not even on the button, whose going leaves the focus at the facts", async () => {
    await open("/review/q1");
    const button = page.get<HTMLElement>("[data-test=clear-marks]");
    button.element.focus();
    expect(await press("Enter", { code: "Enter" })).toBe(true);
    await press("Escape", { code: "Escape" });
    expect(cleared()).toEqual([]);
    await button.trigger("click");
    await flushPromises();
    expect(cleared().length).toBe(1);
    expect(focused()).toBe("fact-material-hukou");
  });

  it("keeps what was written while it is cleared", async () => {
    await open("/review/q1");
    queueMemory.comments = { q1: { "material:hukou": "请核对" } };
    await page.get("[data-test=fact-field-phone]").trigger("click");
    await page.get("[data-test=comment-text]").setValue("号码少一位");
    page.get<HTMLElement>("[data-test=clear-marks]").element.focus();
    await page.get("[data-test=clear-marks]").trigger("click");
    await flushPromises();
    expect(has("review-marks")).toBe(false);
    expect(text("'comment-material:hukou'")).toContain("请核对");
    expect(page.get<HTMLTextAreaElement>("[data-test=comment-text]").element.value).toBe("号码少一位");
    expect(focused()).toBe("comment-text");
  });

  it("stays marked where that fails, with the comments and the reason", async () => {
    await open("/review/q1");
    queueMemory.comments = { q1: { "material:hukou": "请核对" } };
    desk.answers.clear_marks = () => refuse("line_down");
    page.get<HTMLElement>("[data-test=clear-marks]").element.focus();
    await page.get("[data-test=clear-marks]").trigger("click");
    await flushPromises();
    expect(page.get("[data-test=failure]").attributes("data-code")).toBe("line_down");
    expect(page.findAll("[data-test=review-marks] li").length).toBe(2);
    expect(text("'comment-material:hukou'")).toContain("请核对");
    expect(focused()).toBe("clear-marks");
  });

  it("names the revision that is marked, which another one than the newest may be, and is cleared there", async () => {
    await open("/review/q1", (row) => (row.marks = []));
    expect(has("revision-marked-2")).toBe(false);
    const usual = desk.answers.review;
    desk.answers.review = async (of) => {
      const view = await usual(of);
      const revisions = view.revisions.map((one) => ({ ...one, marked: one.n === 1 }));
      return { ...view, revisions, marks: view.revision === 1 ? ["no_permit"] : [] };
    };
    await press("2", { code: "Digit2" });
    expect(has("review-marks")).toBe(false);
    expect([has("revision-marked-1"), has("revision-marked-2")]).toEqual([true, false]);
    await pressClear();
    expect(cleared()).toEqual([]);
    await press("1", { code: "Digit1" });
    expect(text("mark-no_permit")).toContain("不能核实");
    await pressClear();
    expect(cleared()).toEqual([{ case: "q1", revision: 1, marks: ["no_permit"] }]);
    expect(page.get("[data-test=review]").attributes("data-revision")).toBe("1");
    expect(has("review-marks")).toBe(false);
  });

  it("has no marks of another revision", async () => {
    await open("/review/q1");
    await press("1", { code: "Digit1" });
    expect(page.get("[data-test=review]").attributes("data-revision")).toBe("1");
    expect(has("review-marks")).toBe(false);
    expect(has("revision-marked-2")).toBe(true);
    await pressClear();
    expect(cleared()).toEqual([]);
  });
});
