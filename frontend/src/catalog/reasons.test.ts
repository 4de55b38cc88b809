// What a list asks for, in one way in every place.
import { mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import type { AcceptAs, CopyBy, ItemView } from "@/ipc/contract";
import { installFake } from "@/ipc/fake";
import { m, setLanguage } from "@/messages";
import { session } from "@/session";
import ItemFacts from "./ItemFacts.vue";
import { acceptText, countText } from "./reasons";
import { isScannerOut } from "./scanner";

const row = (copy_by: CopyBy | null, accept: AcceptAs = "see_and_copy", original = 1) => ({
  original,
  copy: copy_by ? 1 : 0,
  copy_by,
  accept,
});

afterEach(() => {
  session.status = null;
  setLanguage("zh-CN");
});

it("asks for no copy that the window makes, and for the copy plainly where it does not scan", () => {
  expect(countText(row("window"))).toBe("原件 1　复印件不用带，窗口扫描");
  expect(countText(row("citizen"))).toBe("原件 1　复印件 1");
  expect(countText(row("citizen", "copy", 0))).toBe("复印件 1");
  expect(countText(row(null, "see_only"))).toBe("原件 1");
  setLanguage("en");
  expect(countText(row("window"))).toBe("original × 1　no copy to bring, the window scans");
});

it("says the same of how the row is taken", () => {
  expect(acceptText(row("window"))).toBe("验原件，扫描留存");
  expect(acceptText(row("citizen"))).toBe("验原件，收复印件");
  expect(acceptText(row("window", "both"))).toBe("收原件，扫描留存");
  expect(acceptText(row("citizen", "both"))).toBe("收原件和复印件");
  expect(acceptText(row("citizen", "copy", 0))).toBe("收复印件");
  expect(acceptText(row(null, "see_only"))).toBe("只验原件");
});

it("offers the window's own copy while the scanner is out", async () => {
  const desk = installFake();
  desk.signedIn = true;
  expect(isScannerOut()).toBe(false);
  session.status = await desk.call("status", {});
  expect(isScannerOut()).toBe(false);
  for (const lamp of ["off", "fault"] as const) {
    session.status = { ...session.status, scanner: lamp };
    expect(isScannerOut()).toBe(true);
  }
  expect(countText(row("window"), m.item, true)).toBe("原件 1　窗口代为复印");
  expect(countText(row("citizen"), m.item, true)).toBe("原件 1　复印件 1");
  expect(acceptText(row("window"), true)).toBe("验原件，窗口代为复印");
  expect(acceptText(row("window", "both"), true)).toBe("收原件，窗口代为复印");
});

it("names a condition that the card does not meet, and lists it with the others", async () => {
  const desk = installFake();
  desk.signedIn = true;
  const list = await desk.call("checklist", { item: "gaoling-jintie", answers: {} });
  const facts = mount(ItemFacts, { props: { item: list.item } });
  expect(facts.text()).toContain("年满 80 周岁，可提前一个月申请（示例规则）；本市户籍");
  expect(facts.find("[data-test=not-met]").exists()).toBe(false);
  const met = (value: boolean): ItemView => ({
    ...list.item,
    requires: list.item.requires.map((one) => ({ ...one, met: value })),
  });
  await facts.setProps({ item: met(true) });
  expect(facts.find("[data-test=not-met]").exists()).toBe(false);
  await facts.setProps({ item: met(false) });
  expect(facts.get("[data-test=not-met]").text()).toBe(
    "申请人不符合：年满 80 周岁，可提前一个月申请（示例规则）",
  );
});
