// What is stored and cannot be read back is said on the case, page by page, in both languages.
import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CaseView, DamageView } from "@/ipc/contract";
import { installFake } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import CaseMarks from "./CaseMarks.vue";

let usual: CaseView;
beforeEach(async () => {
  const desk = installFake();
  desk.signedIn = true;
  usual = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } });
});
afterEach(() => setLanguage("zh-CN"));

function said(damage: DamageView | null): string | null {
  const marks = mount(CaseMarks, { props: { view: { ...usual, damage }, was: null } });
  const note = marks.find("[data-test=damage]");
  return note.exists() ? note.text() : null;
}

it("names the pages, and what is no page", () => {
  expect(said(null)).toBeNull();
  expect(said({ pages: [2, 5], others: 0 })).toContain("第 2、5 页");
  expect(said({ pages: [], others: 1 })).toMatch(/^有 1 份/);
  setLanguage("en");
  expect(said({ pages: [2, 5], others: 1 })).toMatch(/page 2, 5 .*1 stored form/);
});
