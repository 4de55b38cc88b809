// The list of cases by how pressing they are: in words, not by a colour alone.
import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import type { CaseRow } from "@/ipc/contract";
import { session } from "@/session";
import CaseList from "./CaseList.vue";

const row = (id: string, change: Partial<CaseRow>): CaseRow => ({
  id,
  status: "received",
  delivery: "none",
  number: null,
  provisional: null,
  item: "高龄津贴",
  people: "陈示例",
  deadline: "2026-11-24",
  days_left: 5,
  pressure: "calm",
  updated_at: "2026-11-22 10:42",
  clerk: "C001",
  next: "decide",
  held: null,
  slip: null,
  damaged: false,
  ...change,
});

it("says how pressing a deadline is", () => {
  const rows = [
    row("past", { pressure: "past", days_left: -2 }),
    row("today", { pressure: "last_day", days_left: 0 }),
    row("near", { pressure: "near", days_left: 1 }),
    row("calm", {}),
  ];
  const list = mount(CaseList, { props: { rows, empty: "" } });
  const due = (id: string) => list.get(`[data-test=case-${id}] [data-test=row-due]`);
  expect(due("past").classes()).toContain("past");
  expect(due("today").text()).toContain("今天到期");
  expect(due("near").classes()).toContain("near");
  expect(due("calm").text().replace(/\s/g, "")).toBe("11月24日");
});

it("says what waits for a department and not for the clerk", () => {
  const rows = [row("there", { status: "accepted", with_department: true }), row("here", {})];
  const list = mount(CaseList, { props: { rows, empty: "" } });
  expect(list.get("[data-test=case-there]").text()).toContain("在部门，当天办结");
  expect(list.get("[data-test=case-here]").text()).not.toContain("在部门");
});

it("says whose case it is where it is a colleague's", () => {
  session.clerk = { ...session.clerk!, number: "C001" };
  const rows = [row("own", {}), row("other", { clerk: "C002", people: "陈＊＊" })];
  const list = mount(CaseList, { props: { rows, empty: "" } });
  expect(list.get("[data-test=case-own]").text()).not.toContain("同事");
  expect(list.get("[data-test=case-other]").text()).toContain("同事 C002 的办件");
  session.clerk = null;
});

it("says which case has a page that cannot be read any more, in words", () => {
  const rows = [row("spoiled", { damaged: true }), row("whole", {})];
  const list = mount(CaseList, { props: { rows, empty: "" } });
  const said = (id: string) => list.get(`[data-test=case-${id}]`).find("[data-test=row-damaged]");
  expect(said("spoiled").text()).toBe("存档损坏");
  expect(said("whole").exists()).toBe(false);
});
