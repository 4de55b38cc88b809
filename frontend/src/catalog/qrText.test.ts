import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { QR_BYTES, qrText, type QrRow } from "./qrText";

const row = (name: string, change: Partial<QrRow> = {}): QrRow => ({
  name,
  original: 1,
  copy: 1,
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
      row("照片", { copy: 0, need: "later" }),
      row("结婚证", { need: "not_needed" }),
    ]);
    expect(text).toBe("生育登记\n1.居民身份证 原件 1 复印件 1\n2.登记表 窗口打印\n3.照片 原件 1 可后补");
    expect([held, all]).toEqual([3, 3]);
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
