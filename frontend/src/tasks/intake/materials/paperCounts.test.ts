// How many papers came: a fact is only what an Enter of its own was pressed for, and what is typed is never dropped.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { MaterialView, StatusView } from "@/ipc/contract";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { session } from "@/session";
import IntakePage from "../IntakePage.vue";

let desk: FakeDesk;
let page: VueWrapper;
let id = "";
const none = { render: () => null };
const settle = async () => {
  for (let i = 0; i < 5; i++) await flushPromises();
};
async function press(code: string, key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const to = document.activeElement ?? document.body;
  for (const type of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, code, key, ...mods }));
  await settle();
}
const enter = (mods: KeyboardEventInit = {}) => press("Enter", "Enter", mods);
const box = (kind: string) => page.get<HTMLInputElement>(`[data-test=papers-${kind}]`);
const value = (kind: string) => box(kind).element.value;
const has = (test: string) => page.find(`[data-test=${test}]`).exists();
const focused = () => document.activeElement?.getAttribute("data-test");
const counted = () =>
  desk.calls
    .filter(([name]) => name === "count_papers")
    .map(([, payload]) => payload as { material: string; kind: string; count: number })
    .map(({ material, kind, count }) => [material, kind, count]);
async function leave(kind: string): Promise<void> {
  box(kind).element.blur();
  await settle();
}

/** The case at its materials; `mark`: how the household register is wanted; `file`: it came as one. */
async function open(
  mark: Partial<MaterialView>,
  scanner: StatusView["scanner"] = "on",
  file = false,
): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  session.status = { ...desk.status(), scanner };
  ({ id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } }));
  await desk.call("read_card", { case: id, role: "applicant" });
  await desk.call("receive", { case: id });
  await desk.call("open_section", { case: id, section: 3 });
  desk.mark(id, "hukou", mark);
  if (file)
    desk.change(id, (one) => {
      desk.addPage(one, "hukou");
      one.pages.at(-1)!.source = "import";
    });
  desk.calls = [];
  const routes = [{ path: "/:rest(.*)*", component: none }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
  await page.get("[data-test=material-hukou]").trigger("click");
  await settle();
}
beforeEach(() => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
});
afterEach(() => {
  page.unmount();
  session.status = null;
});

it("begins at the originals by its key", async () => {
  await open({});
  await press("KeyC", "c", { altKey: true });
  expect(focused()).toBe("papers-original");
});

it("offers only what the row wants, and no copy that the scanner makes", async () => {
  const offers = () => ["original", "copy", "electronic"].map((kind) => box(kind).element.placeholder);
  await open({ original: 1, copy: 2, copy_by: "citizen" });
  expect(offers()).toEqual(["1", "2", ""]);
  page.unmount();
  await open({ original: 1, copy: 0, copy_by: null });
  expect(offers()).toEqual(["1", "", ""]);
  page.unmount();
  await open({ original: 1, copy: 1, copy_by: "window" });
  expect(offers()).toEqual(["1", "", ""]);
  for (const kind of ["copy", "electronic"]) {
    box(kind).element.focus();
    await enter();
  }
  expect(counted(), "nothing is offered there").toEqual([]);
  page.unmount();
  await open({ original: 1, copy: 1, copy_by: "window" }, "fault");
  expect(offers()).toEqual(["1", "1", ""]);
});

it("offers objects as they are wanted, and notes them by an Enter alone", async () => {
  const objects = () =>
    desk.calls.filter(([name]) => name === "count_object").map(([, payload]) => payload as object);
  await open({});
  await page.get("[data-test=material-photo]").trigger("click");
  expect([has("papers-original"), value("object"), box("object").element.placeholder]).toEqual([
    false,
    "",
    "1",
  ]);
  await press("KeyC", "c", { altKey: true });
  expect(focused()).toBe("papers-object");
  expect(objects(), "what stands greyed is no fact").toEqual([]);
  await enter({ repeat: true });
  expect(objects()).toEqual([]);
  await enter();
  await enter();
  expect(objects()).toEqual([{ case: id, material: "photo", count: 1 }]);
  expect(value("object")).toBe("1");
  await box("object").setValue("2");
  expect(page.get("[data-test=papers-open-object]").text()).toBe("未记下");
  await enter();
  expect(objects()).toHaveLength(2);
  expect([page.get("[data-test=count]").text(), counted()]).toEqual(["2", []]);
});

it("offers one electronic paper where a file was brought", async () => {
  await open({ original: 1, copy: 0, copy_by: null }, "on", true);
  expect(box("electronic").element.placeholder).toBe("1");
  box("electronic").element.focus();
  expect(counted()).toEqual([]);
  await enter();
  await enter();
  expect(counted()).toEqual([["hukou", "electronic", 1]]);
});

it("takes what is offered for a fact once, however often or long Enter is pressed", async () => {
  await open({ original: 1, copy: 1, copy_by: "citizen" });
  box("original").element.focus();
  await enter();
  await enter({ repeat: true });
  await enter();
  expect(focused()).toBe("papers-original");
  expect(counted()).toEqual([["hukou", "original", 1]]);
  box("copy").element.focus();
  await enter({ repeat: true });
  expect(counted()).toHaveLength(1);
});

it("notes a number that was typed, at full width too, and goes on to the next box", async () => {
  await open({ original: 1, copy: 1, copy_by: "citizen" });
  box("original").element.focus();
  await box("original").setValue("２");
  await enter();
  expect(counted()).toEqual([["hukou", "original", 2]]);
  expect([value("original"), focused()]).toEqual(["2", "papers-copy"]);
  expect(has("papers-open-original")).toBe(false);
});

it("says of what is no count that it is none", async () => {
  await open({});
  for (const text of ["1.5", "0x10", "1000", "-1"]) {
    box("copy").element.focus();
    await box("copy").setValue(text);
    expect(box("copy").attributes("aria-invalid"), text).toBe("true");
    expect(page.get("[data-test=papers-wrong-copy]").text()).toContain("0 到 999");
    await enter();
    await leave("copy");
    expect(value("copy"), text).toBe(text);
  }
  expect(counted()).toEqual([]);
});

it("keeps what was typed and left, and says that it is not noted", async () => {
  await open({ originals: 1 });
  box("original").element.focus();
  await box("original").setValue("");
  await leave("original");
  expect(value("original"), "emptied and left").toBe("1");
  await box("original").setValue("2");
  await leave("original");
  expect([value("original"), page.get("[data-test=papers-open-original]").text()]).toEqual(["2", "未记下"]);
  // Another box, and another row: it is there still.
  box("copy").element.focus();
  await box("copy").setValue("3");
  await enter();
  await page.get("[data-test=material-bank]").trigger("click");
  expect(value("original")).toBe("");
  await page.get("[data-test=material-hukou]").trigger("click");
  expect([value("original"), value("copy")]).toEqual(["2", "3"]);
  expect([has("papers-open-original"), has("papers-open-copy")]).toEqual([true, false]);
  expect(counted()).toEqual([["hukou", "copy", 3]]);
  desk.answers.count_papers = () => refuse("bad_request");
  box("original").element.focus();
  await enter();
  expect([value("original"), has("papers-open-original")], "refused").toEqual(["2", true]);
});

it("names in the list what was wanted, only beside something else that came", async () => {
  const line = () => page.get("[data-test=material-hukou]").text();
  const wanted = { originals: 1, copies: 2, objects: 0 };
  await open({ originals: 1, copies: 1, wanted });
  expect(line()).toContain("应交 原件 1、复印件 2");
  page.unmount();
  await open({ originals: 1, copies: 2, wanted: null });
  expect(line()).not.toContain("应交");
  page.unmount();
  await open({ wanted });
  expect(line(), "the sign says that nothing came").not.toContain("应交");
});
