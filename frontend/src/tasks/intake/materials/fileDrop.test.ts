// What is dropped or pasted: files come in, and what is none is told.
import { mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { computed, defineComponent, h, ref } from "vue";
import type { Intake } from "../useIntake";
import { useFileDrop } from "./useFileDrop";

const editable = ref(true);
const importFiles = vi.fn();
const tell = vi.fn();
const intake = { editable, importFiles, failures: { tell } } as unknown as Intake;
let page: VueWrapper;
let drop: (event: DragEvent) => void;

const given = (...files: File[]) => ({ files }) as unknown as DataTransfer;
const scan = new File(["x"], "page.png", { type: "image/png" });
const dropOf = (data: DataTransfer) => drop({ dataTransfer: data } as DragEvent);
function paste(data: DataTransfer, target: HTMLElement = document.body): Event {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: data });
  target.dispatchEvent(event);
  return event;
}
const told = () => tell.mock.calls.map(([, { code }]) => code as string);

beforeEach(() => {
  editable.value = true;
  vi.clearAllMocks();
  const Host = defineComponent({
    setup() {
      ({ drop } = useFileDrop(
        intake,
        computed(() => true),
      ));
      return () => h("input");
    },
  });
  page = mount(Host, { attachTo: document.body });
});
afterEach(() => page.unmount());

it("takes files that are dropped or pasted", () => {
  dropOf(given(scan));
  paste(given(scan));
  expect(importFiles.mock.calls).toEqual([[[scan]], [[scan]]]);
  expect(told()).toEqual([]);
});

it("says of text and links that they are no files", () => {
  dropOf(given());
  paste(given());
  expect(told()).toEqual(["no_file", "no_file"]);
  expect(importFiles).not.toHaveBeenCalled();
});

it("leaves text that is pasted into a box to the box", () => {
  const event = paste(given(), page.element as HTMLElement);
  expect([event.defaultPrevented, told()]).toEqual([false, []]);
});

it("says that a case that cannot be changed takes none", () => {
  editable.value = false;
  dropOf(given(scan));
  expect(told()).toEqual(["not_allowed"]);
  expect(importFiles).not.toHaveBeenCalled();
});
