// Keys in tables: what each combination does. Shortcuts, hints, the panel of all keys and the READMEs
// are made from these rows, so that none of them says something else.
import type { Messages } from "@/messages";

interface KeyRow {
  /** The combinations, as `keyName` names them: "Ctrl+Enter", "F9", "ArrowUp". None: the browser's own key. */
  keys: readonly string[];
  /** What it does, in the chosen language. */
  says: (words: Messages) => string;
  /** Where not all of `keys` are shown, or another: a run of digits as "1…9". */
  shown?: readonly string[];
  /** To be pressed before: it leads to the screen that has the key. */
  after?: readonly string[];
}
declare const inTable: unique symbol;
/** A row of a table; a shortcut takes nothing else. */
export interface Key {
  readonly keys: readonly string[];
  readonly says: (words: Messages) => string;
  readonly shown: readonly string[];
  readonly after: readonly string[];
  /** The one to show beside a button. */
  readonly hint: string;
  /** For `aria-keyshortcuts`. */
  readonly aria: string;
  readonly [inTable]: true;
}
export type KeyTable = Readonly<Record<string, Key>>;

function makeKey({ keys, says, shown = keys, after = [] }: KeyRow): Key {
  const aria = keys.map(ariaText).join(" ");
  return { keys, says, shown, after, hint: shown[0] ?? "", aria } as Key;
}

/** A table; each `keys.ts` has one, and `src/keys.ts` has them all. */
export function defineKeys<Name extends string>(rows: Record<Name, KeyRow>): Readonly<Record<Name, Key>> {
  const entries = Object.entries<KeyRow>(rows).map(([name, row]) => [name, makeKey(row)]);
  return Object.fromEntries(entries) as Record<Name, Key>;
}

/** The digits 1 to `last`, shown as one. */
export function digitKeys(last: number, prefix = ""): Pick<KeyRow, "keys" | "shown"> {
  const keys = Array.from({ length: last }, (_, i) => `${prefix}${i + 1}`);
  return { keys, shown: [`${prefix}1…${last}`] };
}

/** In rows with pairs of combinations, the first of each leads back and the second on. */
export const stepOf = (at: number) => (at % 2 === 0 ? -1 : 1);

/** A combination as `aria-keyshortcuts` writes it. */
export const ariaText = (keys: string) => keys.replace("Ctrl", "Control");

/** A combination in print: "Ctrl+←", "Esc". */
export function keyText(keys: string): string {
  return keys
    .replace("ArrowUp", "↑")
    .replace("ArrowDown", "↓")
    .replace("ArrowLeft", "←")
    .replace("ArrowRight", "→")
    .replace("Escape", "Esc")
    .replace("Delete", "Del");
}
