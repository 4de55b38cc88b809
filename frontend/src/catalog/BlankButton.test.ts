import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { overlay } from "@/frame/overlay";
import type { ChecklistView } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { blanksOf } from "./blank";
import BlankButton from "./BlankButton.vue";

let desk: FakeDesk;
let button: VueWrapper;
let view: ChecklistView;
const called = (name: string) => desk.calls.filter(([one]) => one === name).map(([, payload]) => payload);
const mark = (name: string) => document.querySelector<HTMLElement>(`[data-test=${name}]`);
async function press(key: string, mods: KeyboardEventInit = {}): Promise<void> {
  const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
  for (const kind of ["keydown", "keyup"])
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent(kind, { key, code, bubbles: true, cancelable: true, ...mods }),
    );
  await flushPromises();
}
const alone = () => press("b", { altKey: true });

beforeEach(async () => {
  desk = installFake();
  desk.signedIn = true;
  view = (await desk.call("checklist", {
    item: "lianhe-yanshou",
    answers: { agent: "agent" },
  })) as ChecklistView;
  document.body.innerHTML = "<div id='overlays'></div>";
  button = mount(BlankButton, {
    props: { item: view.item.id, rows: view.rows, chosen: "authorisation" },
    attachTo: document.body,
  });
});
afterEach(() => {
  button.unmount();
  overlay.leave();
});

it("shows the chosen paper's blank, then its sample, and prints what is in sight", async () => {
  (mark("show-blank") as HTMLElement).focus();
  await alone();
  expect(mark("blank-authorisation")!.getAttribute("aria-selected")).toBe("true");
  expect(mark("blank-image")!.dataset.sample).toBe("false");
  await press("ArrowRight");
  expect(called("print_blank")).toEqual(
    [false, true].map((sample) => ({
      case: null,
      item: "lianhe-yanshou",
      material: "authorisation",
      sample,
    })),
  );
  expect(mark("blank-image")!.dataset.sample).toBe("true");
  await press("Enter");
  expect(called("print_sheet")).toEqual([{ document: "s2" }]);
  expect(mark("printed")).not.toBeNull();
  // A paper without a sample shows its blank, and asks for no sample.
  await press("ArrowUp");
  expect(called("print_blank").at(-1)).toMatchObject({ material: "application", sample: false });
  expect(mark("printed")).toBeNull();
  expect(mark("blank-filled")).toBeNull();
});

it("gives the focus back where it was", async () => {
  vi.useFakeTimers();
  (mark("show-blank") as HTMLElement).focus();
  await alone();
  expect(document.activeElement?.getAttribute("role")).toBe("listbox");
  await press("Escape");
  vi.runAllTimers();
  vi.useRealTimers();
  expect(mark("blank-overlay")).toBeNull();
  expect(document.activeElement).toBe(mark("show-blank"));
});

it("goes back to the overlay that it came over", () => {
  overlay.open("lookup");
  overlay.open("blank");
  expect([overlay.shown, overlay.under?.shown]).toEqual(["blank", "lookup"]);
  overlay.close();
  expect([overlay.shown, overlay.under]).toEqual(["lookup", null]);
  overlay.open("blank");
  overlay.open("keys");
  overlay.close();
  expect(overlay.shown).toBeNull();
});

it("knows the papers that are asked for and have a blank", async () => {
  expect(blanksOf(view.rows).map((row) => row.material)).toEqual(["application", "authorisation"]);
  const self = (await desk.call("checklist", {
    item: "lianhe-yanshou",
    answers: { agent: "self" },
  })) as ChecklistView;
  expect(blanksOf(self.rows).map((row) => row.material)).toEqual(["application"]);
  await button.setProps({ rows: [] });
  await alone();
  expect(overlay.shown).toBeNull();
});
