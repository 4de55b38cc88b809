import { describe, expect, it } from "vitest";
import type { FailureCode } from "@/ipc/contract";
import { keepFailures, type Failures } from "./failures";

const because = (code: string, params: Record<string, string> = {}) => ({
  code: code as FailureCode,
  params,
  incident: "",
});
const codes = (kept: Failures) => kept.told.value.map((one) => one.failure.code);

describe("what has failed", () => {
  it("stays whatever else is done, and goes when it is done after all", () => {
    const kept = keepFailures();
    kept.tell("scan", because("scanner_jammed"), null);
    kept.settle("page_shown");
    expect(codes(kept)).toEqual(["scanner_jammed"]);
    kept.tell("fill phone", because("disk_full"), null);
    kept.settle("scan");
    expect(codes(kept)).toEqual(["disk_full"]);
    kept.settle("fill phone");
    expect(codes(kept)).toEqual([]);
  });

  it("stands below what failed later, and is replaced by the same act", () => {
    const kept = keepFailures();
    kept.tell("scan", because("feeder_empty"), null);
    kept.tell("print", because("no_printer"), null);
    kept.tell("scan", because("scanner_busy"), null);
    expect(codes(kept)).toEqual(["scanner_busy", "no_printer"]);
  });

  it("is said once for one cause, and stays until each act is done", () => {
    const kept = keepFailures();
    for (const page of ["a", "b"]) kept.tell(`page_shown ${page}`, because("disk_full"), null);
    expect(codes(kept)).toEqual(["disk_full"]);
    kept.settle("page_shown a");
    expect(codes(kept)).toEqual(["disk_full"]);
    kept.settle("page_shown b");
    expect(codes(kept)).toEqual([]);
    for (const file of ["a.docx", "b.docx"]) kept.tell(file, because("file_unknown_kind", { file }), null);
    expect(codes(kept)).toHaveLength(2);
  });

  it("goes when it was read, and what came meanwhile stays", () => {
    const kept = keepFailures();
    kept.tell("scan", because("scanner_busy"), null);
    const read = kept.told.value;
    kept.tell("print", because("no_printer"), null);
    kept.dismiss(read);
    expect(codes(kept)).toEqual(["no_printer"]);
    kept.dismiss();
    expect(codes(kept)).toEqual([]);
  });
});
