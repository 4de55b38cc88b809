import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { QR_BYTES, qrText, type QrRow } from "./qrText";

const row = (name: string, change: Partial<QrRow> = {}): QrRow => ({
  name,
  original: 1,
  copy: 1,
  copy_by: "window",
  need: "required",
  supply: "paper",
  ...change,
});
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe("the list as text for a phone", () => {
  it("has the item, then each needed paper with its counts", () => {
    const { text, held, all } = qrText("生育登记", [
      row("居民身份证"),
      row("登记表", { supply: "form" }),
      row("照片", { copy: 0, copy_by: null, need: "later" }),
      row("银行账户复印件", { original: 0, copy_by: "citizen" }),
      row("结婚证", { need: "not_needed" }),
    ]);
    expect(text).toBe(
      [
        "生育登记",
        "1.居民身份证 原件 1 复印件不用带，窗口扫描",
        "2.登记表 窗口打印",
        "3.照片 原件 1 可后补",
        "4.银行账户复印件 复印件 1",
      ].join("\n"),
    );
    expect([held, all]).toEqual([4, 4]);
  });

  it("offers the window's own copy while the scanner is out", () => {
    expect(qrText("生育登记", [row("居民身份证")], true).text).toContain("1.居民身份证 原件 1 窗口代为复印");
  });

  it("is cut at whole rows, and says how many there are", () => {
    const rows = Array.from({ length: 40 }, (_, i) => row(`建设工程规划许可证及附图第${i}册`));
    const { text, held, all } = qrText("建设工程竣工联合验收", rows);
    expect(bytes(text)).toBeLessThanOrEqual(QR_BYTES);
    expect(text.split("\n").at(-1)).toBe("…共 40 项");
    expect(text.split("\n")).toHaveLength(held + 2);
    expect(all).toBe(40);
  });

  it("fits into a code of modules that are four pixels wide on the panel", () => {
    expect(
      encode(
        qrText(
          "项",
          Array.from({ length: 40 }, (_, i) => row(`材料${i}`)),
        ).text,
        { ecc: "L", border: 4 },
      ).size,
    ).toBeLessThanOrEqual(113);
  });
});
