// A receipt's code: typed or scanned, one answer in plain words, and nothing of a case.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installFake, type FakeDesk } from "@/ipc/fake";
import type { ReceiptResult } from "@/ipc/contract";
import { zhCN } from "@/messages/zh-CN";
import ReceiptOverlay from "./ReceiptOverlay.vue";

const CODE = "7k3m 9qrt abcd 2x4ph";
const ELSEWHERE = "7K3M-9QRT-ABCD-2X4P0";
let desk: FakeDesk;
let panel: VueWrapper;

beforeEach(() => {
  desk = installFake();
  desk.signedIn = true;
  panel = mount(ReceiptOverlay, { attachTo: document.body });
});
afterEach(() => panel.unmount());

async function check(code: string): Promise<void> {
  await panel.get("[data-test=receipt-code]").setValue(code);
  await panel.get("form").trigger("submit");
  await flushPromises();
}
const answer = () => panel.get("[data-test=receipt-answer]");

it("asks nothing without a code, and takes the focus for it", async () => {
  expect(document.activeElement).toBe(panel.get("[data-test=receipt-code]").element);
  await check("  ");
  expect(desk.calls.map(([name]) => name)).not.toContain("check_receipt");
});

it("says of an own paper that the record is as it was, and that no time is proved", async () => {
  await check(CODE);
  expect(answer().attributes()).toMatchObject({ "data-result": "unchanged", "data-own": "true" });
  expect(answer().text()).toContain("记录和出具时一致");
  expect(answer().text()).toContain("时间准不准，核验码不能证明");
  expect(answer().text()).toContain("7K3M-9QRT-ABCD-2X4PH");
  expect(answer().text()).toContain("本机的记录");
});

it("has an answer of its own where the line is down", async () => {
  await check(ELSEWHERE);
  expect(answer().attributes("data-result")).toBe("unknown");
  expect(answer().text()).toContain("后台的记录");
  desk.line = "down";
  await check(ELSEWHERE);
  expect(answer().attributes("data-result")).toBe("line_down");
  expect(answer().text()).toContain("不等于回执有问题");
  expect(answer().text()).not.toContain("后台的记录");
});

it("tells a mistyped code from an unknown one", async () => {
  await check(CODE);
  await check("7K3M");
  expect(panel.find("[data-test=receipt-answer]").exists()).toBe(false);
  expect(panel.get("[data-test=failure]").attributes("data-code")).toBe("receipt_code_bad");
});

it("keeps a code that was typed and not checked, and no other", async () => {
  const reopen = () => {
    panel.unmount();
    panel = mount(ReceiptOverlay, { attachTo: document.body });
    return panel.get<HTMLInputElement>("[data-test=receipt-code]").element.value;
  };
  await panel.get("[data-test=receipt-code]").setValue("7K3M-9QRT");
  expect(reopen()).toBe("7K3M-9QRT");
  await check(CODE);
  expect(reopen()).toBe("");
});

it("never says in any answer that the clock was right", () => {
  const results: ReceiptResult[] = ["unchanged", "differs", "unknown", "line_down", "not_asked"];
  for (const result of results) expect(zhCN.receipts.answers[result].what).not.toMatch(/时间|时钟/);
});
