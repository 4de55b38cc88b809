import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import CodeInput from "./CodeInput.vue";
import { defineKeys } from "./keys";
import { groupText, isWholeCode } from "./oneTimeCode";

const WHOLE = "J23456789ABCDE".padEnd(36, "2");
/** What stands in a box, with its caret as `|`. */
const at = (marked: string) => ({ text: marked.replace("|", ""), caret: marked.indexOf("|") });

describe("a code as it is read", () => {
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

  /** Elsewhere is clicked: an engine then says `change`. */
  async function leave(input: HTMLInputElement): Promise<void> {
    input.dispatchEvent(new Event("change"));
    await flushPromises();
  }

  it("keeps what is typed as it is typed, counts it, and groups it when it is left", async () => {
    const { shown, input, type } = box();
    for (const marked of ["ab12|cd", "AB12-|cd", "AB1|-CD", "ab 12  |cd", "ＡＢ|"]) {
      await type(marked);
      expect([input.value, input.selectionStart], marked).toEqual([at(marked).text, at(marked).caret]);
    }
    await type("ab12|cd");
    expect(shown.text()).toContain("6/36");
    await leave(input);
    expect([input.value, shown.props("modelValue")]).toEqual(["AB12-CD", "AB12-CD"]);
    await type(`${WHOLE.toLowerCase()}|`);
    expect(shown.text()).toContain("36/36 ✓");
    expect(input.getAttribute("aria-invalid")).toBe("false");
    await type(`${WHOLE}22|`);
    expect(shown.text()).toContain("38/36");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    shown.unmount();
  });

  it("gives Backspace and Delete the hyphen, and no letter beyond it", async () => {
    const { shown, input, type } = box();
    for (const [was, marked, how] of [
      ["ABCD-EFGH", "ABCD|EFGH", "deleteContentBackward"],
      ["ABCD-EFGH", "ABCD|EFGH", "deleteContentForward"],
      ["ABCD-", "ABCD|", "deleteContentBackward"],
    ] as const) {
      await type(`${was}|`);
      await type(marked, { inputType: how });
      expect([input.value, input.selectionStart], how).toEqual([at(marked).text, at(marked).caret]);
    }
    await type("ABCD|EFGH");
    await leave(input);
    expect(input.value).toBe("ABCD-EFGH");
    shown.unmount();
  });

  it("groups what is pasted, unless letters stand behind it: the caret would jump", async () => {
    const { shown, input, type } = box();
    await type("abcd efgh|", { inputType: "insertFromPaste" });
    expect(input.value).toBe("ABCD-EFGH");
    await type("ABCDef gh|-IJKL", { inputType: "insertFromPaste" });
    expect([input.value, input.selectionStart]).toEqual(["ABCDef gh-IJKL", 9]);
    await leave(input);
    expect(input.value).toBe("ABCD-EFGH-IJKL");
    shown.unmount();
  });

  it("leaves an input method alone, also when it is done", async () => {
    const { shown, input, type } = box();
    await type("ni ha|", { isComposing: true });
    expect(input.value).toBe("ni ha");
    await type("ｎｉ|", { isComposing: true });
    input.dispatchEvent(new CompositionEvent("compositionend"));
    await flushPromises();
    expect([input.value, shown.props("modelValue")]).toEqual(["ｎｉ", "ｎｉ"]);
    await leave(input);
    expect([input.value, shown.props("modelValue")]).toEqual(["NI", "NI"]);
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
