import { describe, expect, it } from "vitest";
import {
  cardCodes,
  determinedCodes,
  failureCodes,
  findingCodes,
  numberCodes,
  otherKinds,
  takenFiles,
  type FailureCode,
} from "@/ipc/contract";
import { failureText, word } from ".";
import { en } from "./en";
import { zhCN } from "./zh-CN";

function leaves(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String((value as (...args: unknown[]) => unknown)(1, 2))]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe("the program's words", () => {
  it("are complete in English, without a Chinese character left", () => {
    expect(leaves(en).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it("have the same keys in both languages, open codes included", () => {
    const keys = (all: unknown) =>
      leaves(all)
        .map(([path]) => path)
        .sort();
    expect(keys(en)).toEqual(keys(zhCN));
  });

  it("say for every failure what happened, what is safe and what to do now", () => {
    for (const code of failureCodes)
      for (const words of [zhCN, en])
        expect(
          Object.values(words.failures[code]).every((part) => part.trim() !== ""),
          code,
        ).toBe(true);
  });

  it("have a line for everything that a number or a field can be told", () => {
    for (const words of [zhCN, en]) {
      expect([...numberCodes, ...cardCodes].filter((code) => !words.codes.warning[code])).toEqual([]);
      expect(findingCodes.filter((code) => !words.codes.finding[code])).toEqual([]);
    }
  });

  it("fill parameters in, and leave out what is not given", () => {
    expect(word({ fill: "填申请表：{name}" }, "fill", { name: "电话" })).toBe("填申请表：电话");
    expect(word({ fill: "填申请表：{name}" }, "fill")).toBe("填申请表");
    expect(word({}, "never_heard_of", {}, "plain")).toBe("plain");
    const expired = (to: string) => word(zhCN.codes.warning, "card_expired", { from: "", to });
    expect(expired("2020-01-01")).toMatch("有效期（2020-01-01）");
  });

  it("say by how much something is beyond a limit", () => {
    const params = { count: "10001", limit: "10000" };
    const told = failureText({ code: "text_too_long", params, incident: "" });
    expect(told.what).toBe("这段文字有 10001 字，最多 10000 字");
    const marked = { count: "5000", marks: "10000", limit: "10000" };
    const stacked = failureText({ code: "text_too_long", params: marked, incident: "" });
    expect(stacked.what).toBe("这段文字有 5000 字，上面另有 10000 个附加符号，一共最多 10000 个");
    expect(stacked.now).toBe(told.now);
  });

  it("name each kind of file that is not taken, with its way out", () => {
    const told = otherKinds.map((kind) =>
      failureText({ code: "file_not_taken", params: { kind }, incident: "" }),
    );
    expect(told.map((text) => text.what)).toEqual([...new Set(told.map((text) => text.what))]);
    for (const text of told) {
      expect(text).not.toEqual(zhCN.failures.file_not_taken);
      expect(text.now).toMatch(/导入|扫描/);
      expect(text.safe).toBe(zhCN.failures.file_not_taken.safe);
    }
    expect(failureText({ code: "file_not_taken", params: { kind: "ofd" }, incident: "" }).what).toContain(
      "OFD",
    );
    expect(failureText({ code: "file_not_taken", params: {}, incident: "" })).toEqual(
      zhCN.failures.file_not_taken,
    );
  });

  it("never advise to do again what would end the same", () => {
    const again = /再试|再做|重试|重做|\bagain\b|\bretry\b|\bonce more\b/i;
    expect("请再做一次；Do it again; retry").toMatch(again);
    expect(determinedCodes).toContain("typeset_failed");
    for (const words of [zhCN, en]) {
      const told = determinedCodes.map((code) => words.failures[code]);
      const texts = [...told, ...Object.values(words.otherFiles), words.markedText];
      expect(texts.flatMap((text) => Object.values(text)).filter((part) => again.test(part))).toEqual([]);
    }
  });

  it("say whose word is wanted", () => {
    const what = (code: FailureCode, by?: string) =>
      failureText({ code, params: by ? { by } : {}, incident: "" }).what;
    for (const code of ["consent_needed", "consent_not_mentor"] as const) {
      expect(what(code)).toContain("带教人");
      expect(what(code, "mentor")).toBe(what(code));
      const told = failureText({ code, params: { by: "supervisor" }, incident: "" });
      expect(`${told.what}${told.now}`).toContain("值班长");
      expect(`${told.what}${told.now}`).not.toContain("带教人");
      expect(Object.keys(en.supervisorFailures)).toContain(code);
    }
    expect(what("line_down", "supervisor")).toBe(zhCN.failures.line_down.what);
  });

  it("say of a file that cannot be told what is taken, as the chooser offers it", () => {
    for (const words of [zhCN, en])
      for (const file of takenFiles) expect(words.failures.file_unknown_kind.now).toContain(file.name);
  });

  it("call one thing by one word", () => {
    const said = (word: RegExp) => leaves(zhCN).filter(([, text]) => word.test(text));
    expect(said(/纸条|号单/), "纸质登记单").toEqual([]);
    expect(said(/电子材料/), "电子件").toEqual([]);
    expect(said(/同一代办人/), "办理人 may be a guardian").toEqual([]);
    expect(zhCN.materials.counted("electronic", 1)).toBe(zhCN.supervise.electronic(1));
    expect(zhCN.daysheet.held(2, 0, 3)).toBe("留存：原件 2，实物 3");
    expect(zhCN.daysheet.held(0, 0, 0)).toBe("");
    expect(en.daysheet.held(0, 1, 0)).toBe("kept: copies 1");
    expect(zhCN.codes.status.deemed).toBe("视为受理，待补交");
    expect(zhCN.returned.lateHint).toContain("补交后重新出具受理回执，编号不变");
    const confirm = word(zhCN.codes.next, "confirm_card", { role: "申请人" });
    expect(confirm).toBe("说明申请人证件不在有效期仍受理的理由");
  });

  it("do not fall silent on a code of a newer desk", () => {
    expect(failureText({ code: "from_the_future" as FailureCode, params: {}, incident: "" })).toEqual(
      zhCN.failures.internal,
    );
  });
});
