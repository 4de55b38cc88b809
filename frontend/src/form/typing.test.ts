// No box of any screen cuts what is put into it, or rewrites it under the hand.
import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import * as ipc from "@/ipc/call";
import ShapedInput from "./ShapedInput.vue";
import WholeNumber from "./WholeNumber.vue";
import { readWholeNumber } from "./wholeNumber";

afterEach(() => vi.restoreAllMocks());

/** Types, and leaves nothing: `setValue` would fire `change` as well. */
async function type({ element }: { element: HTMLInputElement }, text: string): Promise<void> {
  element.value = text;
  element.dispatchEvent(new Event("input"));
  await nextTick();
}

const screens = import.meta.glob<string>("../**/*.vue", { query: "?raw", import: "default", eager: true });

const BOX = "HTML(?:Input|TextArea)Element";

/** Where a script puts words into a box, or the caret elsewhere. */
function findHands(text: string): string[] {
  const refs = text.matchAll(new RegExp(`(\\w+) = (?:ref|useTemplateRef)<${BOX}`, "g"));
  const behind = [...refs].map(([, ref]) => `const (\\w+) = ${ref}\\.value\\b`);
  const named = [`(\\w+)\\??: ${BOX}`, `(\\w+) = [^;\n]* as ${BOX}`, ...behind].flatMap((how) =>
    [...text.matchAll(new RegExp(how, "g"))].map(([, name]) => `\\b${name}`),
  );
  const boxes = [`\\.value!?`, `as ${BOX}\\)`, ...named].join("|");
  const written = text.match(new RegExp(`(?:${boxes})\\.value = |setSelectionRange|setRangeText`, "g"));
  return [...(written ?? []), ...(text.match(/\.selection(?:Start|End) = /g) ?? [])];
}

describe("every box", () => {
  it("has no limit that cuts in silence, and no kind that drops what it cannot read", () => {
    expect(Object.keys(screens).length).toBeGreaterThan(50);
    const found = Object.entries(screens).filter(([, text]) =>
      /maxlength|type="(number|date|time|tel)"|@input="[^"]*\.value = /i.test(text),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it("is written by its engine and its model alone, and its caret by whoever types", () => {
    const found = Object.entries(screens).flatMap(([file, text]) => findHands(text).map(() => file));
    // Shown or hidden, a code's caret is put back to where it was.
    expect(found).toEqual(["../kit/CodeInput.vue"]);
  });

  it("is seen to be rewritten, whatever the box is called", () => {
    for (const script of [
      "const input = ref<HTMLInputElement>();\ninput.value!.value = shape(text);",
      'const line = useTemplateRef<HTMLTextAreaElement>("line");\nline.value.value = "";',
      "const input = ref<HTMLInputElement>();\nconst box = input.value;\nif (box) box.value = next.text;",
      "const box = event.target as HTMLInputElement;\nbox.value = next.text;",
      "(event.target as HTMLInputElement).value = next.text;",
      "box.setSelectionRange(1, 1);",
      "box.setRangeText(text);",
      "box.selectionStart = 1;",
    ])
      expect(findHands(script), script).toHaveLength(1);
    for (const script of ["const text = ref('');\ntext.value = kept;", "if (box.value === typed) return;"])
      expect(findHands(script), script).toEqual([]);
  });
});

describe("a day or a number outside of a form", () => {
  function shaped(kind: "date" | "phone", answer: (text: string) => Promise<string>) {
    const asked = vi.spyOn(ipc, "call").mockImplementation((async (
      _name: string,
      payload: { text: string },
    ) => ({
      text: await answer(payload.text),
    })) as unknown as typeof ipc.call);
    const box = mount(ShapedInput, {
      props: {
        modelValue: "",
        kind,
        "onUpdate:modelValue": (text: string) => box.setProps({ modelValue: text }),
      },
    });
    return { asked, box, input: box.get<HTMLInputElement>("input") };
  }

  it("is asked about when it is left, and not before", async () => {
    const { asked, box, input } = shaped("date", async () => "2026-12-01");
    await type(input, "2026.12.1");
    expect(asked).not.toHaveBeenCalled();
    await input.trigger("change");
    await flushPromises();
    expect(asked.mock.calls).toEqual([["shape_text", { kind: "date", text: "2026.12.1" }]]);
    expect(input.element.value).toBe("2026-12-01");
    expect(box.emitted("shaped")).toHaveLength(1);
  });

  it("keeps what was typed meanwhile, and what the desk could not be asked", async () => {
    let answer: (text: string) => void = () => {};
    const { box, input } = shaped("date", () => new Promise((done) => (answer = done)));
    await type(input, "2026.12.1");
    await input.trigger("change");
    await type(input, "2026.12.15");
    answer("2026-12-01");
    await flushPromises();
    expect(input.element.value).toBe("2026.12.15");
    expect(box.emitted("shaped")).toBeUndefined();
    vi.spyOn(ipc, "call").mockRejectedValue({ code: "locked" });
    await input.trigger("change");
    await flushPromises();
    expect(input.element.value).toBe("2026.12.15");
  });
});

describe("a whole number", () => {
  it("is digits alone, however wide", () => {
    for (const [text, number] of [
      ["30", 30],
      [" ３０ ", 30],
      ["007", 7],
      ["\u202d30\u202c", 30],
      ["\ufeff\u00a030\u200b", 30],
      ["0", 0],
    ] as const)
      expect(readWholeNumber(text), text).toBe(number);
    for (const text of ["", "-1", "+1", "1.5", "1e3", "0x10", "三十", "12345678901"])
      expect(readWholeNumber(text), text).toBeNull();
  });

  it("is not saved as the number before it when it is none", async () => {
    const box = mount(WholeNumber, {
      props: {
        modelValue: 30,
        min: 0,
        max: 36500,
        "onUpdate:modelValue": (n: number) => box.setProps({ modelValue: n }),
      },
      attachTo: document.body,
    });
    const input = box.get<HTMLInputElement>("input");
    await type(input, "４０");
    expect(box.props("modelValue")).toBe(40);
    expect(input.element.value).toBe("４０");
    await input.trigger("change");
    expect(input.element.value).toBe("40");
    for (const text of ["", "四十", "36501", "-3"]) {
      await type(input, text);
      expect(input.element.value).toBe(text);
      expect(input.attributes("aria-invalid")).toBe("true");
      expect(input.element.checkValidity()).toBe(false);
    }
    expect(box.props("modelValue")).toBe(40);
    await type(input, "36500");
    expect(input.element.checkValidity()).toBe(true);
    box.unmount();
  });
});
