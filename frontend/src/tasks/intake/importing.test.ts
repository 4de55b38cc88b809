import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { CallRefused, useWire } from "@/ipc/call";
import { announceChange } from "@/ipc/changed";
import type { FailureCode } from "@/ipc/contract";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { session } from "@/session";
import IntakePage from "./IntakePage.vue";
import { failuresOf } from "./unread";

const none = { render: () => null };
const CODES: FailureCode[] = ["file_unknown_kind", "file_damaged", "file_empty", "file_encrypted"];
let desk: FakeDesk;
let page: VueWrapper;
let id = "";
/** Names of the files that came in, in their order. */
let taken: string[] = [];
/** Refused files and why. */
let bad = new Map<File, FailureCode>();
/** Files that a system made beside others. */
let sideFiles = new Set<File>();

async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await flushPromises();
}
async function show(): Promise<void> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/case/:id", "/outbox"].map((path) => ({ path, component: none })),
  });
  await router.push(`/case/${id}`);
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
}
async function openCase(): Promise<void> {
  desk = installFake();
  useWire(
    (name, payload) => desk.call(name, payload),
    async (caseId, material, bytes) => {
      const file = bytes as File;
      if (sideFiles.has(file))
        throw new CallRefused({ code: "file_not_taken", params: { kind: "side_file" }, incident: "" });
      const code = bad.get(file);
      if (code) throw new CallRefused({ code, params: {}, incident: "" });
      taken.push(file.name);
      return desk.change(caseId, (c) => desk.addPage(c, material));
    },
  );
  desk.signedIn = true;
  const answers = { group: "normal", agent: "self" };
  id = ((await desk.call("open_case", { item: "chengxiang-yanglao", answers })) as { id: string }).id;
  failuresOf(id).dismiss();
  await desk.call("read_card", { case: id, role: "applicant" });
  await desk.call("receive", { case: id });
  await show();
}
async function choose(files: File[]): Promise<void> {
  const input = page.get("[data-test=import-file]");
  Object.defineProperty(input.element, "files", { value: files, configurable: true });
  await input.trigger("change");
  for (let i = 0; i <= files.length * 2; i++) await settle();
}
async function press(code: string, key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const init = { bubbles: true, cancelable: true, code, key, ...mods };
  document.body.dispatchEvent(new KeyboardEvent("keydown", init));
  document.body.dispatchEvent(new KeyboardEvent("keyup", init));
  await settle();
}
const told = () => page.findAll("[data-test=failure]").map((one) => one.attributes("data-code"));
const texts = () => page.findAll("[data-test=failure]").map((one) => one.text());

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  taken = [];
  bad = new Map();
  sideFiles = new Set();
  await openCase();
});
afterEach(() => page.unmount());

describe("a batch of files", () => {
  it("brings in the sound ones and names the one that is refused", async () => {
    const files = ["a.pdf", "letter.docx", "b.pdf"].map((name) => new File(["x"], name));
    bad.set(files[1]!, "file_unknown_kind");
    await choose(files);
    expect(taken).toEqual(["a.pdf", "b.pdf"]);
    expect(texts()).toEqual([expect.stringContaining("letter.docx：")]);
  });

  it("brings in exactly the sound ones, whichever they are, in their order", async () => {
    let seed = 20261130;
    const dice = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    for (let round = 0; round < 12; round++) {
      taken = [];
      bad = new Map();
      // Some carry the same name, as pictures from two telephones do.
      const files = Array.from(
        { length: 1 + dice(7) },
        (_, n) => new File(["x"], `${round}-${n >> dice(2)}.pdf`),
      );
      for (const file of files) if (dice(3) === 0) bad.set(file, CODES[dice(CODES.length)]!);
      await choose(files);
      expect(taken).toEqual(files.filter((file) => !bad.has(file)).map((file) => file.name));
      const refused = new Set([...bad].map(([file, code]) => `${file.name} ${code}`));
      expect(told()).toHaveLength(refused.size);
      for (const [file] of bad) expect(texts().join()).toContain(file.name);
      await press("Escape", "Escape");
      expect(told()).toEqual([]);
    }
  }, 20_000);
});

describe("what a system left beside the files of a batch", () => {
  const names = ["._a.jpg", "a.jpg", ".DS_Store", "letter.docx", "b.jpg", "~$letter.docx", "Thumbs.db"];
  const sideNames = names.filter((name) => /^[.~]|Thumbs/.test(name));
  async function chooseFolder(): Promise<void> {
    const files = names.map((name) => new File(["x"], name));
    for (const file of files) if (sideNames.includes(file.name)) sideFiles.add(file);
    bad.set(files[3]!, "file_unknown_kind");
    await choose(files);
  }

  it("is told once by all its names, and hides neither the others nor what was refused of them", async () => {
    await chooseFolder();
    expect(taken).toEqual(["a.jpg", "b.jpg"]);
    expect(told()).toEqual(["file_not_taken", "file_unknown_kind"]);
    expect(texts()[0]).toContain(`${sideNames.join("、")}：`);
    expect(texts()[0]).toContain("不是材料");
    expect(texts()[1]).toContain("letter.docx：");
    expect(texts()[1]).not.toContain("._a.jpg");
  });

  it("is told anew of another batch, and stays as any other until it is read", async () => {
    await chooseFolder();
    await chooseFolder();
    expect(told().filter((code) => code === "file_not_taken")).toHaveLength(1);
    const other = new File(["x"], ".DS_Store");
    sideFiles.add(other);
    await choose([other, new File(["x"], "c.jpg")]);
    expect(told().filter((code) => code === "file_not_taken")).toHaveLength(2);
    expect(taken.at(-1)).toBe("c.jpg");
    await press("Escape", "Escape");
    expect(told()).toEqual([]);
  });
});

describe("what was refused", () => {
  async function refuseOne(): Promise<void> {
    const file = new File(["x"], "letter.docx");
    bad.set(file, "file_unknown_kind");
    await choose([file]);
    expect(told()).toEqual(["file_unknown_kind"]);
  }

  it("stays through what goes on behind it, and through what the clerk does next", async () => {
    await refuseOne();
    await choose([new File(["x"], "b.pdf")]);
    announceChange(`case:${id}`);
    await new Promise((done) => window.setTimeout(done, 40));
    await settle();
    await press("KeyD", "d", { ctrlKey: true });
    const image = page.get("[data-test=viewer-image]");
    Object.defineProperty(image.element, "naturalWidth", { value: 600 });
    await image.trigger("load");
    await settle();
    expect(desk.calls.map(([name]) => name)).toContain("page_shown");
    expect(told()).toEqual(["file_unknown_kind"]);
  });

  it("is seen when its section has folded away, and goes at the press of its button", async () => {
    await refuseOne();
    await press("Digit4", "4", { altKey: true });
    expect(page.get("[data-test=section-3]").attributes("data-open")).toBe("false");
    expect(told()).toEqual(["file_unknown_kind"]);
    await page.get("[data-test=failures-read]").trigger("click");
    expect(told()).toEqual([]);
  });

  it("is told also of files for a case that cannot be changed", async () => {
    desk.change(id, (c) => void (c.status = "accepted"));
    announceChange(`case:${id}`);
    await new Promise((done) => window.setTimeout(done, 40));
    await settle();
    await choose([new File(["x"], "a.pdf")]);
    expect(taken).toEqual([]);
    expect(told()).toEqual(["not_allowed"]);
  });

  it("stands beside what fails later, the newest first", async () => {
    await refuseOne();
    desk.answers.scan = () => refuse("scanner_jammed");
    await press("KeyD", "d", { ctrlKey: true });
    expect(told()).toEqual(["scanner_jammed", "file_unknown_kind"]);
  });

  it("is still told when the case was left and is opened again, but to nobody else", async () => {
    await refuseOne();
    page.unmount();
    await show();
    expect(told()).toEqual(["file_unknown_kind"]);
    page.unmount();
    session.clerk = { ...(session.clerk ?? ({} as never)), number: "another" };
    await settle();
    await show();
    expect(told()).toEqual([]);
  });

  it("of another act goes when that act is done after all", async () => {
    const scanning = desk.answers.scan;
    desk.answers.scan = () => refuse("feeder_empty");
    await press("KeyD", "d", { ctrlKey: true });
    expect(told()).toEqual(["feeder_empty"]);
    desk.answers.scan = scanning;
    await press("KeyD", "d", { ctrlKey: true });
    expect(told()).toEqual([]);
  });

  it("leaves a scan to be stopped by the same key first", async () => {
    await refuseOne();
    let end = () => {};
    const scanning = desk.answers.scan!;
    desk.answers.scan = (payload) => new Promise((done) => (end = () => done(scanning(payload))));
    await press("KeyD", "d", { ctrlKey: true });
    await press("Escape", "Escape");
    expect(desk.calls.map(([name]) => name)).toContain("cancel_scan");
    expect(told()).toEqual(["file_unknown_kind"]);
    end();
    await settle();
    await press("Escape", "Escape");
    expect(told()).toEqual([]);
  });
});
