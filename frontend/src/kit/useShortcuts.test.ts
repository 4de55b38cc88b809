import { afterEach, describe, expect, it, vi } from "vitest";
import { defineKeys } from "./keys";
import { keyName, LEVEL, pushShortcuts } from "./useShortcuts";

const key = (keys: string[]) => defineKeys({ one: { keys, says: () => "" } }).one;
const drops: (() => void)[] = [];
const push = (...args: Parameters<typeof pushShortcuts>) => drops.push(pushShortcuts(...args));
afterEach(() => drops.splice(0).forEach((drop) => drop()));

function press(target: EventTarget, init: KeyboardEventInit, release = true): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  if (release) target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, ...init }));
}
function field(): HTMLInputElement {
  const input = document.createElement("input");
  document.body.replaceChildren(input);
  return input;
}

describe("keys of the screen", () => {
  it("names keys by their place, digits of the pad too", () => {
    expect(keyName(new KeyboardEvent("keydown", { code: "Numpad3", key: "3", altKey: true }))).toBe("Alt+3");
    expect(keyName(new KeyboardEvent("keydown", { code: "KeyD", key: "d", ctrlKey: true }))).toBe("Ctrl+D");
    expect(
      keyName(new KeyboardEvent("keydown", { code: "Enter", key: "Enter", ctrlKey: true, shiftKey: true })),
    ).toBe("Ctrl+Shift+Enter");
  });

  it("acts on digits only when no text field has the focus", () => {
    const run = vi.fn();
    push([{ key: key(["1"]), run }]);
    press(field(), { code: "Digit1", key: "1" });
    expect(run).not.toHaveBeenCalled();
    press(document.body, { code: "Digit1", key: "1" });
    expect(run).toHaveBeenCalledOnce();
  });

  it("leaves to a text field what is the field's own", () => {
    const run = vi.fn();
    push([{ key: key(["Ctrl+Z"]), outsideText: true, run }]);
    press(field(), { code: "KeyZ", key: "z", ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    press(document.body, { code: "KeyZ", key: "z", ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it("ignores key repeat, told or not, and takes the next press after release", () => {
    const run = vi.fn();
    push([{ key: key(["F9"]), run }]);
    press(document.body, { code: "F9", key: "F9" }, false);
    press(document.body, { code: "F9", key: "F9", repeat: true }, false);
    press(document.body, { code: "F9", key: "F9" }, false);
    expect(run).toHaveBeenCalledOnce();
    document.body.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, code: "F9", key: "F9" }));
    press(document.body, { code: "F9", key: "F9" });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("asks an overlay before a part, and a part before the page, whatever mounted first", () => {
    const asked: string[] = [];
    push([{ key: key(["Escape"]), inText: true, run: () => asked.push("part") }], LEVEL.part);
    push([{ key: key(["Escape"]), inText: true, run: () => asked.push("page") }], LEVEL.page);
    press(document.body, { code: "Escape", key: "Escape" });
    push([{ key: key(["Escape"]), run: () => asked.push("overlay") }], LEVEL.overlay);
    press(document.body, { code: "Escape", key: "Escape" });
    expect(asked).toEqual(["part", "overlay"]);
  });

  it("leaves keys to the input method while composing and swallows the one that ended it", () => {
    const run = vi.fn();
    push([{ key: key(["Enter", "Ctrl+Enter"]), inText: true, run }]);
    const input = field();
    input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    press(input, { code: "Enter", key: "Enter", isComposing: true });
    input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    press(input, { code: "Enter", key: "Enter" });
    expect(run).not.toHaveBeenCalled();
    press(input, { code: "Enter", key: "Enter" });
    expect(run).toHaveBeenCalledOnce();
  });
});
