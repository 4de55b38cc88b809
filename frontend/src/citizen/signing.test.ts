import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announceChange } from "@/ipc/changed";
import type { LockCause, SignedStrokes } from "@/ipc/contract";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { person } from "@/ipc/fake/case";
import { lockOf } from "@/ipc/fake/answers/session";
import { DEAD_MS } from "@/kit/deadTime";
import CitizenApp from "./CitizenApp.vue";

let desk: FakeDesk;
let screen: VueWrapper;
let id = "";
const settle = async () => {
  for (let i = 0; i < 20; i++) await flushPromises();
};
const at = (test: string) => screen.find(`[data-test="${test}"]`);
/** At once: what has just appeared does nothing yet. */
const tap = async (test: string) => {
  await screen.get(`[data-test="${test}"]`).trigger("click");
  await settle();
};
/** As a finger that has looked first. */
const press = async (test: string) => {
  vi.advanceTimersByTime(DEAD_MS);
  await settle();
  await tap(test);
};
const step = () => at("citizen-form").attributes("data-step");
const sent = (name: string) => desk.calls.filter(([command]) => command === name);
const change = async () => {
  announceChange("citizen");
  await settle();
};
async function lock(cause: LockCause): Promise<void> {
  desk.locked = lockOf(cause);
  await change();
}
const putBefore = (person: string) => desk.call("show_form_to_citizen", { case: id, person });

function pointer(type: string, x: number, y: number, more: PointerEventInit = {}): void {
  const init = { bubbles: true, cancelable: true, pointerId: 1, pointerType: "pen", pressure: 0.4, ...more };
  at("sign-pad").element.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, ...init }));
}
async function draw(...points: [x: number, y: number][]): Promise<void> {
  const [[x, y], ...rest] = points as [[number, number], ...[number, number][]];
  pointer("pointerdown", x, y);
  for (const [nextX, nextY] of rest) pointer("pointermove", nextX, nextY);
  pointer("pointerup", ...points.at(-1)!);
  await settle();
}
const strokes = () => Number(at("sign-pad").attributes("data-strokes"));
async function toSign(): Promise<void> {
  while (step() !== "sign") await press("citizen-confirm");
}

/** How tall a line of the read-back is, the room for all, and what the word of a doubt takes of it. */
const ROOM = { line: 80, list: 400, told: 80 };
const lines = () => screen.findAll(".lines li").map((line) => line.find(".label").text());

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  Object.assign(ROOM, { line: 80, list: 400, told: 80 });
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockImplementation(
    () => ROOM.list - ROOM.told * document.querySelectorAll("[data-test=doubt-told]").length,
  );
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockImplementation(function (this: HTMLElement) {
    return ROOM.line * this.querySelectorAll("li").length;
  });
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 500, 160));
  desk = installFake();
  Object.assign(desk, { signedIn: true, signs: true });
  id = (await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } })).id;
  await desk.call("read_card", { case: id, role: "applicant" });
  for (const [field, value] of Object.entries({ phone: "10012345678", bank: "6200000000006688" }))
    await desk.call("fill", { case: id, field, value });
  await desk.call("show_form", { case: id });
  await putBefore("p-applicant");
  screen = mount(CitizenApp, { attachTo: document.body });
  await settle();
});
afterEach(() => {
  screen.unmount();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("reads back a few lines at a time, the number masked in the middle, and confirms once all were there", async () => {
  expect(screen.findAll(".lines li")).toHaveLength(4);
  expect(screen.text()).toContain("陈示例");
  expect(screen.text()).toContain("440699＊＊＊＊＊＊＊＊0014");
  expect(screen.text()).not.toContain("440699199001010014");
  await press("citizen-confirm");
  expect(screen.text()).toContain("尾号 6688");
  expect(sent("citizen_confirm"), "there is a second page").toHaveLength(0);
  await press("citizen-confirm");
  expect(sent("citizen_confirm")).toHaveLength(1);
  expect(step()).toBe("terms");
});

it("has no more lines than can be seen, passes none over, and comes back there after a lock", async () => {
  screen.unmount();
  ROOM.list = 250;
  screen = mount(CitizenApp, { attachTo: document.body });
  await settle();
  const all = desk.citizen().form!.lines.map((line) => line.label);
  expect(all).toHaveLength(5);
  expect(lines()).toEqual(all.slice(0, 3));
  await press("citizen-confirm");
  expect(lines()).toEqual(all.slice(3));
  await lock("pressed");
  desk.locked = null;
  await change();
  expect(lines()).toEqual(all.slice(3));
  // A smaller screen: some are read twice.
  ROOM.list = 90;
  window.dispatchEvent(new Event("resize"));
  await settle();
  expect(lines()).toEqual(all.slice(3, 4));
  expect(screen.get(".lines").classes(), "one alone can be scrolled").toContain("scrolls");
  await press("citizen-confirm");
  expect(lines()).toEqual(all.slice(4));
  expect(sent("citizen_confirm")).toHaveLength(0);
  await press("citizen-confirm");
  expect(step()).toBe("terms");
});

it("keeps the line in sight that is said to be wrong, though what is said of it takes room", async () => {
  ROOM.list = 330;
  const all = lines();
  expect(all).toHaveLength(4);
  await press("doubt-field:phone");
  expect(at("doubt-told").exists()).toBe(true);
  expect(lines().length * ROOM.line).toBeLessThanOrEqual(ROOM.list - ROOM.told);
  expect(screen.get(".doubted .label").text()).toBe(all[3]);
});

it("takes one tap of two for the same button", async () => {
  await tap("citizen-confirm");
  expect(lines(), "it has just appeared").toHaveLength(4);
  await press("citizen-confirm");
  expect(lines()).toHaveLength(1);
  await tap("citizen-confirm");
  await tap("citizen-confirm");
  expect(sent("citizen_confirm")).toHaveLength(0);
  await press("citizen-confirm");
  await tap("citizen-confirm");
  expect(sent("citizen_confirm")).toHaveLength(1);
  expect(step()).toBe("terms");
});

it("shows what stands there where a touch was meant for another showing, and alarms nobody", async () => {
  await press("citizen-confirm");
  await putBefore("p-applicant");
  await press("citizen-confirm");
  expect(sent("citizen_confirm")).toHaveLength(1);
  expect(desk.get(id).signing?.confirmed).toEqual([]);
  expect(at("citizen-trouble").exists()).toBe(false);
  expect(step()).toBe("read_back");
  expect(lines(), "read from the beginning").toHaveLength(4);
  await press("doubt-item");
  await desk.call("show_form", { case: id });
  await change();
  expect(at("doubt-told").exists(), "answered: it is to be read again").toBe(false);
});

it("does nothing by keyboard", () => {
  const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
  screen.get("[data-test=citizen-confirm]").element.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
});

it("tells which line is wrong, and confirms nothing until the form comes again", async () => {
  const showing = desk.citizen().form!.id;
  await press("doubt-field:phone");
  expect(sent("citizen_doubt").map(([, payload]) => payload)).toEqual([
    { form: showing, point: "field:phone" },
  ]);
  expect(desk.get(id).signing?.doubt).toBe("field:phone");
  expect(at("doubt-told").exists()).toBe(true);
  expect(at("citizen-confirm").attributes("disabled")).toBeDefined();
  await desk.call("show_form", { case: id });
  await putBefore("p-applicant");
  await change();
  expect(at("doubt-told").exists()).toBe(false);
  vi.advanceTimersByTime(DEAD_MS);
  await settle();
  expect(at("citizen-confirm").attributes("disabled")).toBeUndefined();
});

it("says in the place's words what is kept of the signature before there is a pad", async () => {
  await press("citizen-confirm");
  await press("citizen-confirm");
  expect(at("terms").text()).toContain("一起销毁");
  expect(at("sign-pad").exists()).toBe(false);
  await press("citizen-confirm");
  expect(at("sign-pad").exists()).toBe(true);
});

it("takes the name by pointer with pressure, one pointer at a time", async () => {
  await toSign();
  expect(at("sign-done").attributes("disabled")).toBeDefined();
  pointer("pointerdown", 50, 40);
  pointer("pointermove", 300, 90, { pointerId: 2, pointerType: "touch" });
  pointer("pointermove", 50.2, 40);
  pointer("pointermove", 100, 80, { pressure: 0.9 });
  pointer("pointerup", 100, 80);
  await settle();
  await draw([200, 40], [260, 100]);
  expect(strokes()).toBe(2);
  const showing = desk.citizen().form!.id;
  await press("sign-done");
  const [drawn] = sent("citizen_sign").map(([, payload]) => payload);
  expect(drawn).toMatchObject({ form: showing, strokes: { width: 1000, height: 320 } });
  const [first] = (drawn as SignedStrokes).strokes.strokes;
  // Half the pad's width on the glass; the trembling of the hand is no point of its own.
  expect(first).toMatchObject([
    { x: 100, y: 80, t: 0, p: 0.4 },
    { x: 200, y: 160, p: 0.9 },
  ]);
  expect(step()).toBe("done");
  expect(at("citizen-done").text()).toContain("签好了");
  expect(desk.get(id).signing?.signed["p-applicant"]?.by).toBe("strokes");
});

it("begins the name again, and says when it is too little", async () => {
  await toSign();
  await draw([10, 10], [40, 40]);
  await press("sign-done");
  expect(at("citizen-trouble").text()).toContain("笔画太少");
  expect(strokes(), "what was written stays").toBe(1);
  await press("sign-again");
  expect(strokes()).toBe(0);
  expect(at("citizen-trouble").exists()).toBe(false);
});

it("is blank at once behind a lock by hand, and comes back at the same place with the strokes", async () => {
  await toSign();
  await draw([10, 10], [40, 40]);
  await lock("pressed");
  expect(at("citizen-form").exists()).toBe(false);
  expect(screen.text()).not.toContain("陈示例");
  desk.locked = null;
  await change();
  expect(step()).toBe("sign");
  expect(strokes()).toBe(1);
  await draw([60, 10], [90, 40]);
  await press("sign-done");
  expect(step()).toBe("done");
});

it("does nothing later that was touched behind a lock", async () => {
  desk.locked = lockOf("pressed");
  await press("citizen-confirm");
  await press("citizen-confirm");
  expect(at("citizen-form").exists(), "the page has asked again").toBe(false);
  desk.locked = null;
  await change();
  expect(step()).toBe("read_back");
  expect(sent("citizen_confirm")).toHaveLength(1);
});

it("forgets the strokes when the form goes, and draws nobody's for another", async () => {
  await toSign();
  await draw([10, 10], [40, 40]);
  await desk.call("clear_citizen", {});
  await change();
  expect(at("citizen-idle").exists()).toBe(true);
  await putBefore("p-applicant");
  await change();
  await toSign();
  expect(strokes()).toBe(0);
  await draw([10, 10], [40, 40]);
  await lock("pressed");
  desk.get(id).people.push(person("spouse", true));
  desk.locked = null;
  await putBefore("p-spouse");
  await change();
  expect(screen.text()).not.toContain("签好了");
  await toSign();
  expect(strokes(), "another showing behind the lock").toBe(0);
});

it("says who signs for the applicant, by the own name", async () => {
  desk.get(id).people.push(person("agent", true));
  await putBefore("p-agent");
  await change();
  await toSign();
  expect(screen.get("h1").text()).toMatch(/请陈甲示例.*自己的名字.*代/);
});

it("asks the witness for the own name, where one signs", async () => {
  await desk.call("name_witness", {
    case: id,
    person: "p-applicant",
    witness: { name: "见示例", id_kind: "resident", number: "440699199001010022", namesake: false },
  });
  await desk.call("show_form", { case: id });
  await putBefore("p-applicant");
  await change();
  await toSign();
  expect(at("witness-signs").text()).toContain("见证人见示例");
});

it("ends after what is kept was told where the place has its forms signed on paper", async () => {
  expect(screen.findAll(".steps li")).toHaveLength(3);
  desk.get(id).signing!.strokes = false;
  await change();
  expect(screen.findAll(".steps li"), "no step that never comes").toHaveLength(2);
  await press("citizen-confirm");
  await press("citizen-confirm");
  expect(at("terms").text(), "told before paper is signed too").toContain("一起销毁");
  await press("citizen-confirm");
  expect(step()).toBe("done");
  expect(screen.text(), "nobody is named any more").not.toContain("陈示例");
  expect(at("citizen-done").text()).toContain("核对好了");
});

it("asks for help where the desk refuses, and shows what the desk has", async () => {
  desk.answers.citizen_confirm = () => refuse("form_in_doubt");
  await press("citizen-confirm");
  await press("citizen-confirm");
  expect(at("citizen-trouble").text()).toContain("核对");
  expect(step()).toBe("read_back");
});
