// A card that was read by a reader which the centre does not let be used.
import { mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { setLanguage } from "@/messages";
import CardWarnings from "./CardWarnings.vue";

const NUMBER = "05.01-20260101-0001234567-0987654321";

function say(reader: string): string {
  const params = { from: "2020-01-01", to: "2040-01-01", reader };
  const warning = { code: "reader_not_allowed", params, asks: false, confirmation: null };
  return mount(CardWarnings, { props: { warnings: [warning] } }).text();
}

afterEach(() => setLanguage("zh-CN"));

it.each([
  ["zh-CN", "不在中心登记的名单内", "读卡器未报出安全模块号"],
  ["en", "is not on the centre's list", "told no number"],
])("names the reader, or says that it told no number (%s)", (language, named, unnamed) => {
  setLanguage(language);
  expect(say(NUMBER)).toContain(named);
  expect(say(NUMBER)).toContain(NUMBER);
  expect(say(NUMBER)).not.toContain("2020-01-01");
  expect(say("")).toContain(unnamed);
  expect(say("")).not.toMatch(/[：:{}]\s*$/);
});
