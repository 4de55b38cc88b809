// A centre's code as it is read: capitals in groups of four. Nothing that somebody typed is dropped but what
// parts letters, so that a sign that does not belong there is seen. Whether it is a code, the desk says.
import { readPlain } from "./plainSigns";

export const CODE_LETTERS = 36;
const GROUP = 4;
/** Blanks and hyphens of any width. */
const PARTING = /[\s\p{Pd}_]/gu;

/** An input method writes letters at full width: those are the plain ones. */
export const readLetters = (text: string): string[] => [
  ...readPlain(text).toUpperCase().replace(PARTING, ""),
];

function groupLetters(letters: readonly string[]): string {
  return letters.map((letter, i) => (i > 0 && i % GROUP === 0 ? `-${letter}` : letter)).join("");
}

export const groupText = (text: string) => groupLetters(readLetters(text));

/** All of its letters, and no other sign. */
export const isWholeCode = (text: string) => /^[0-9A-Z]{36}$/.test(readLetters(text).join(""));
