// Keys of the screen that is open. One listener on the window;
// the newest screen is asked first. Not for text editing keys.
import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from "vue";
import { guard } from "./composition";
import type { Key } from "./keys";

export interface Shortcut {
  key: Key;
  /** `at`: which of the row's combinations was pressed. */
  run: (event: KeyboardEvent, at: number) => void;
  when?: (at: number) => boolean;
  /** Key repeat is ignored unless asked for. */
  repeat?: boolean;
  /** A bare key that is ours even while a text field has the focus (Escape, arrows in a search). */
  inText?: boolean;
  /**
   * Left to a text field that has the focus, because the
   * field has its own use for it (Ctrl+Z, Ctrl+Backspace).
   */
  outsideText?: boolean;
}

interface Layer {
  level: number;
  shortcuts: Shortcut[];
}
/**
 * A page is asked after its parts: children mount first, so order alone would not do.
 * Between them stands what a notice wants: a scan is stopped before a message is put away.
 */
export const LEVEL = { page: 0, notice: 1, part: 2, overlay: 3, lock: 4 } as const;
let layers: Layer[] = [];
/** While an overlay is open nothing below it hears a key. */
const floors: number[] = [];
const floor = () => Math.max(LEVEL.page, ...floors);
/** Something stands over the screen or in its foot and has the keys. */
export const isCovered = () => floor() >= LEVEL.overlay;

/** Raises the floor until the answer is called. */
export function raiseFloor(level: number): () => void {
  floors.push(level);
  let on = true;
  return () => {
    if (on) floors.splice(floors.indexOf(level), 1);
    on = false;
  };
}
let attached = 0;

/** "Ctrl+Shift+Enter": modifiers in this order, letters upper case, digits from the row or the pad. */
export function keyName(event: KeyboardEvent): string {
  const parts = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"].filter(
    Boolean,
  ) as string[];
  return [...parts, bareName(event)].join("+");
}

function bareName(event: KeyboardEvent): string {
  const coded = /^(?:Digit|Numpad)(\d)$|^Key([A-Z])$/.exec(event.code);
  if (coded) return (coded[1] ?? coded[2])!;
  if (event.code === "Slash") return "/";
  if (event.code === "Space" || event.key === " ") return "Space";
  if (event.key === "NumpadEnter") return "Enter";
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

export function isTextTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "submit", "file", "range"].includes(target.type)
  );
}

const isBare = (name: string) => !/^(Ctrl|Alt)\+/.test(name) && !/^(Shift\+)?F\d+$/.test(name);

/** Exported for tests; the window's listener calls it. */
export function dispatchKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || guard.composing) return false;
  const repeated = repeats(event);
  const name = keyName(event);
  const inText = isTextTarget(event.target);
  for (const layer of [...layers].reverse().sort((a, b) => b.level - a.level)) {
    if (layer.level < floor()) continue;
    for (const shortcut of layer.shortcuts) {
      const at = shortcut.key.keys.indexOf(name);
      if (at < 0) continue;
      if (inText && (shortcut.outsideText || (isBare(name) && !shortcut.inText))) continue;
      if (shortcut.when && !shortcut.when(at)) continue;
      event.preventDefault();
      if (!repeated || shortcut.repeat) shortcut.run(event, at);
      return true;
    }
  }
  return false;
}

let detachGuard: (() => void) | undefined;

/**
 * Keys that are down, and since when they last spoke:
 * an engine's `repeat` flag alone is not trusted with deciding.
 */
const down = new Map<string, number>();
const FORGET_MS = 1000;

function repeats(event: KeyboardEvent): boolean {
  const key = event.code || event.key;
  const now = performance.now();
  const last = down.get(key);
  down.set(key, now);
  return event.repeat || (last !== undefined && now - last < FORGET_MS);
}

const listener = (event: Event) => void dispatchKey(event as KeyboardEvent);
const onUp = (event: Event) =>
  void down.delete((event as KeyboardEvent).code || (event as KeyboardEvent).key);
const onBlur = () => down.clear();

function attach(): void {
  if (attached++ > 0) return;
  detachGuard = guard.attach(window);
  window.addEventListener("keydown", listener);
  window.addEventListener("keyup", onUp, { capture: true });
  window.addEventListener("blur", onBlur);
}

function detach(): void {
  if (--attached > 0) return;
  detachGuard?.();
  window.removeEventListener("keydown", listener);
  window.removeEventListener("keyup", onUp, { capture: true });
  window.removeEventListener("blur", onBlur);
  down.clear();
}

export function pushShortcuts(shortcuts: Shortcut[], level: number = LEVEL.page): () => void {
  let on = true;
  const layer = { level, shortcuts };
  layers.push(layer);
  attach();
  return () => {
    if (!on) return;
    on = false;
    layers = layers.filter((other) => other !== layer);
    detach();
  };
}

export function useShortcuts(shortcuts: Shortcut[], level: number = LEVEL.page): void {
  let drop: (() => void) | undefined;
  const take = () => {
    drop?.();
    drop = pushShortcuts(shortcuts, level);
  };
  onMounted(take);
  onActivated(take);
  onDeactivated(() => drop?.());
  onBeforeUnmount(() => drop?.());
}
