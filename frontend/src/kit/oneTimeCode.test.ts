import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import CodeInput from "./CodeInput.vue";
import { defineKeys } from "./keys";
import { groupText, isWholeCode, shapeTyped } from "./oneTimeCode";

const WHOLE = "J23456789ABCDE".padEnd(36, "2");
/** What stands in a box, with its caret as `|`. */
const at = (marked: string) => ({ text: marked.replace("|", ""), caret: marked.indexOf("|") });
function shape(marked: string, was = "", how = ""): string {
  const { text, caret } = shapeTyped(at(marked), was, how);
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

describe("a code as it is typed", () => {
  it("stands in groups of four, in capitals", () => {
    expect(groupText("abcdefgh2")).toBe("ABCD-EFGH-2");
    expect(groupText("abcd")).toBe("ABCD");
    expect(groupText("")).toBe("");
  });

  it("is the same however it was parted, and at full width", () => {
    for (const text of [
      "ab cd\tef gh\n",
      "AB–CD—EF-GH",
      "ＡＢＣＤ－ｅｆｇｈ",
      "abcd\u00adef\u200bgh",
      " abcd　efgh ",
    ])
      expect(groupText(text), text).toBe("ABCD-EFGH");
  });

  it("keeps what does not belong there, so that it is seen", () => {
    expect(groupText("ab你好cd")).toBe("AB你好-CD");
    expect(groupText(`${WHOLE}345`)).toHaveLength(39 + 9);
    expect(isWholeCode(groupText(WHOLE))).toBe(true);
    for (const text of ["", WHOLE.slice(1), `${WHOLE}2`, `你${WHOLE.slice(1)}`])
      expect(isWholeCode(text), text).toBe(false);
  });

  it("leaves the caret behind the same letters", () => {
    expect(shape("abcde|")).toBe("ABCD-E|");
    expect(shape("ABx|CD-EFGH")).toBe("ABX|C-DEFG-H");
    expect(shape("ABCD-|")).toBe("ABCD|");
    expect(shape("ＡＢ ＣＤ efgh|", "")).toBe("ABCD-EFGH|");
    expect(shape("|BCD-EFGH")).toBe("|BCDE-FGH");
  });

  it("takes the letter beyond a hyphen when only the hyphen was deleted", () => {
    expect(shape("ABCD|EFGH", "ABCD-EFGH", "deleteContentBackward")).toBe("ABC|E-FGH");
    expect(shape("ABCD|EFGH", "ABCD-EFGH", "deleteContentForward")).toBe("ABCD|-FGH");
    expect(shape("ABC|-EFGH", "ABCD-EFGH", "deleteContentBackward")).toBe("ABC|E-FGH");
  });
});

describe("its box", () => {
  const { showKey } = defineKeys({ showKey: { keys: ["Alt+V"], says: (m) => m.centre.showKey } });
  function box() {
    const shown = mount(CodeInput, {
      props: {
        modelValue: "",
        label: "加入码",
        hint: "36",
        showKey,
        "onUpdate:modelValue": (text: string) => shown.setProps({ modelValue: text }),
      },
      attachTo: document.body,
    });
    const input = shown.get<HTMLInputElement>("input").element;
    async function type(marked: string, init: InputEventInit = {}): Promise<void> {
      const { text, caret } = at(marked);
      input.value = text;
      input.setSelectionRange(caret, caret);
      input.dispatchEvent(new InputEvent("input", init));
      await shown.vm.$nextTick();
    }
    return { shown, input, type };
  }

  it("shapes what is typed, counts it and holds the caret", async () => {
    const { shown, input, type } = box();
    await type("ab12|cd");
    expect([input.value, input.selectionStart]).toEqual(["AB12-CD", 4]);
    expect(shown.text()).toContain("6/36");
    await type(`${WHOLE.toLowerCase()}|`);
    expect(shown.props("modelValue")).toBe(groupText(WHOLE));
    expect(shown.text()).toContain("36/36 ✓");
    expect(input.getAttribute("aria-invalid")).toBe("false");
    await type(`${WHOLE}22|`);
    expect(shown.text()).toContain("38/36");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    shown.unmount();
  });

  it("leaves an input method alone until it is done", async () => {
    const { shown, input, type } = box();
    await type("ni ha|", { isComposing: true });
    expect(input.value).toBe("ni ha");
    await type("ｎｉ|", { isComposing: true });
    input.dispatchEvent(new CompositionEvent("compositionend"));
    await shown.vm.$nextTick();
    expect(input.value).toBe("NI");
    expect(shown.props("modelValue")).toBe("NI");
    shown.unmount();
  });

  it("remembers nothing and corrects nothing", () => {
    const { shown, input } = box();
    expect([input.autocomplete, input.getAttribute("spellcheck")]).toEqual(["off", "false"]);
    shown.unmount();
  });

  it("echoes nothing until a button or its key says so, and hides the next code again", async () => {
    const { shown, input, type } = box();
    const button = shown.get("[data-test=show-code]");
    await type("ab12|cd");
    expect([input.type, button.text()]).toEqual(["password", "显示 Alt V"]);
    expect(button.attributes("aria-keyshortcuts")).toBe("Alt+V");
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "v", code: "KeyV", altKey: true }));
    await flushPromises();
    expect([input.type, input.selectionStart, button.text()]).toEqual(["text", 4, "隐藏 Alt V"]);
    await button.trigger("click");
    expect(input.type).toBe("password");
    await button.trigger("click");
    expect(input.type).toBe("text");
    await type("|");
    expect(input.type).toBe("password");
    shown.unmount();
  });
});
