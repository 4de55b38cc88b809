import { describe, expect, it } from "vitest";
import { CompositionGuard } from "./composition";

const key = (code: string, key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { code, key, cancelable: true, ...more });

describe("the input method's keys", () => {
  it("takes every key while composing", () => {
    const guard = new CompositionGuard();
    guard.started();
    expect(guard.takes(key("Enter", "Enter"))).toBe(true);
    expect(guard.takes(key("KeyA", "a", { ctrlKey: true }))).toBe(true);
  });

  it("takes a key reported with isComposing or code 229 though no composition was announced", () => {
    const guard = new CompositionGuard();
    expect(guard.takes(key("Enter", "Enter", { isComposing: true }))).toBe(true);
    const late = key("Enter", "Enter");
    Object.defineProperty(late, "keyCode", { value: 229 });
    expect(guard.takes(late)).toBe(true);
  });

  it("swallows the key that ended it until it is released, and nothing after", () => {
    const guard = new CompositionGuard(() => 1000);
    guard.started();
    guard.ended();
    for (const [code, name] of [
      ["Enter", "Enter"],
      ["Space", " "],
      ["Escape", "Escape"],
      ["Digit2", "2"],
    ] as const) {
      const event = key(code, name);
      expect(guard.takes(event)).toBe(true);
      expect(event.defaultPrevented).toBe(true);
    }
    expect(guard.takes(key("KeyA", "a"))).toBe(false);
    expect(guard.takes(key("Enter", "Enter", { ctrlKey: true }))).toBe(false);
    guard.released();
    expect(guard.takes(key("Enter", "Enter"))).toBe(false);
  });

  it("is ours again when the focus was taken away in the middle of a word", () => {
    const guard = new CompositionGuard();
    const detach = guard.attach(window);
    const box = document.body.appendChild(document.createElement("input"));
    box.focus();
    box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    expect(guard.composing).toBe(true);
    box.blur();
    expect(guard.composing).toBe(false);
    detach();
    box.remove();
  });

  it("lets go after a while when a candidate was taken with the mouse", () => {
    let now = 0;
    const guard = new CompositionGuard(() => now);
    guard.started();
    guard.ended();
    now = 700;
    expect(guard.takes(key("Enter", "Enter"))).toBe(false);
  });
});
