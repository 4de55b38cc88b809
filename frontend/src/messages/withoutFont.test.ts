// The notice of characters that no font has, before a paper with them is made.
import { mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import ErrorNotice from "@/kit/ErrorNotice.vue";
import { setLanguage } from ".";

const PLACES = "U+E863 applicant_name\nU+E864 联系地址";

function say(): string {
  const failure = { code: "characters_without_font", params: { places: PLACES }, incident: "" } as const;
  return mount(ErrorNotice, { props: { failure } }).text();
}

afterEach(() => setLanguage("zh-CN"));

it.each([
  ["zh-CN", "\u{E863} U+E863：申请人姓名", "再按一次同一个键"],
  ["en", "\u{E863} U+E863: name of the applicant", "press the same key once more"],
])("names each character, its code, its place and the way out (%s)", (language, first, wayOut) => {
  setLanguage(language);
  expect(say()).toContain(first);
  expect(say()).toContain("U+E864");
  expect(say()).toContain("联系地址");
  expect(say()).toContain("〓");
  expect(say()).toContain(wayOut);
});
