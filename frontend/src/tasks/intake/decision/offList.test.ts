import { describe, expect, it } from "vitest";
import type { NoticeItem } from "@/ipc/contract";
import { lacksReason, offList } from "./offList";

const listed = ["居民户口簿", "结婚证", "联系电话"];
const item = (name: string, reason: string | null = null): NoticeItem => ({
  material: null,
  name,
  problem: "未提交",
  fix: "",
  reason,
});

describe("a line of the notice", () => {
  it("is on the list by its name, also by a short or a longer one", () => {
    for (const name of ["居民户口簿", "户口簿", "结婚证原件", "居民户口簿（首页）", "联系电话"])
      expect(offList(item(name), listed), name).toBe(false);
  });
  it("is beyond the list otherwise; a line without a name is none yet", () => {
    expect(offList(item("居住证明"), listed)).toBe(true);
    expect(offList(item("证"), listed)).toBe(true);
    for (const name of ["与居民户口簿不一致的说明", "居民户口簿遗失声明"])
      expect(offList(item(name), listed), name).toBe(true);
    expect(offList(item(""), listed)).toBe(false);
  });
  it("wants a reason only then", () => {
    expect([
      lacksReason(item("居住证明"), listed),
      lacksReason(item("居住证明", " "), listed),
      lacksReason(item("居住证明", "条例第五条"), listed),
      lacksReason(item("户口簿"), listed),
    ]).toEqual([true, true, false, false]);
  });
});
