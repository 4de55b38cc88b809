// The words in use. `m` reads like a plain object and follows the chosen language. Not for catalog text.
import { shallowRef } from "vue";
import { isFailureCode } from "@/ipc/call";
import { otherKinds, type Failure, type OtherKind } from "@/ipc/contract";
import { en } from "./en";
import type { FailureText } from "./failureText";
import { zhCN, type Messages } from "./zh-CN";
import type { CodeWords } from "./zh-CN/codes";

export type { Messages };

export const languages = { "zh-CN": zhCN, en } as const;
const current = shallowRef<Messages>(zhCN);

export const m = new Proxy({} as Messages, {
  get: (_none, key) => current.value[key as keyof Messages],
});

export function setLanguage(language: string): void {
  current.value = language.toLowerCase().startsWith("en") ? en : zhCN;
  document.documentElement.lang = current.value.lang;
  document.title = current.value.app.name;
}

/** What a refusal says, with what it is about filled in. */
export function failureText(failure: Failure): FailureText {
  const text = m.failures[isFailureCode(failure.code) ? failure.code : "internal"];
  const said = { ...text, ...ownText(failure) };
  const { reason } = failure.params;
  const params = { ...failure.params };
  if (reason !== undefined) params.reason = word(m.codes.unsaved, reason);
  if (params.why !== undefined) params.why = word(m.entrusting.obstacle, params.why);
  if (params.places !== undefined) params.places = placesText(params.places);
  const fill = (part: string) => fillParams(part, params);
  return { what: fill(said.what), safe: fill(said.safe), now: fill(said.now) };
}

/** `U+E863 applicant_name`, a line each: the character, its code, and where on the paper it stands. */
function placesText(places: string): string {
  const lines = places.split("\n").map((line) => {
    const [, code = "", place = ""] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    const point = Number.parseInt(code.slice(2), 16);
    const character = Number.isNaN(point) ? "" : String.fromCodePoint(point);
    return `${character} ${code}${m.common.colon}${word(m.codes.paperPlace, place)}`.trim();
  });
  return lines.join(m.common.semicolon);
}

/** Of one code what differs by what it is about. */
function ownText({ code, params: { kind, by, marks } }: Failure): Partial<FailureText> | undefined {
  if (code === "file_not_taken" && isOtherKind(kind)) return m.otherFiles[kind];
  if (code === "text_too_long" && marks !== undefined) return m.markedText;
  return by === "supervisor" ? m.supervisorFailures[code] : undefined;
}

function isOtherKind(kind: string | undefined): kind is OtherKind {
  return (otherKinds as readonly (string | undefined)[]).includes(kind);
}

/** Each `{x}` by its parameter; without one it goes, and the colon before it. */
function fillParams(text: string, params: Record<string, string | undefined>): string {
  return text.replace(/[：:]?\s?\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined || value === "" ? "" : whole.replace(`{${name}}`, value);
  });
}

/** A word for an open code, its `{x}` filled in; a code nobody has words for gets the plain line. */
export function word(
  words: CodeWords,
  code: string,
  params: Record<string, string | undefined> = {},
  plain = code,
): string {
  return fillParams(words[code] ?? plain, params);
}
