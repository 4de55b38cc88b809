// What came of a step, in one line.
import type { Failure, SetupRow } from "@/ipc/contract";
import { isFailureCode } from "@/ipc/call";
import { failureText, m, word } from "@/messages";

/** The code is all that was kept of what failed. */
function reason(code: string | null): string {
  if (code === null || !isFailureCode(code)) return code ?? "";
  const failure: Failure = { code, params: {}, incident: "" };
  return failureText(failure).what;
}

function goodText(row: SetupRow): string {
  const detail = row.last?.detail ?? null;
  const { results } = m.setup;
  switch (row.step) {
    case "join":
      return results.joined;
    case "reader":
      return results.reader(word(m.setup.cards, detail ?? ""));
    case "printer":
      return detail === null ? results.printer : results.saved(detail);
    default:
      return results[row.step];
  }
}

export function resultText(row: SetupRow): string {
  const { last, step } = row;
  const { results } = m.setup;
  if (last === null) return results.none;
  if (last.outcome === "skipped") return step === "join" ? m.setup.isTrial : results.skipped;
  const isWord = step === "screen" || step === "sample";
  const said =
    last.outcome === "good" ? goodText(row) : isWord ? results.unseen : results.failed(reason(last.detail));
  const device = last.invented ? results.made : last.device;
  return device === "" ? said : results.by(device, said);
}

/** A test page that lies in a file says nothing of a printer. */
const isSaved = (row: SetupRow) => row.step === "printer" && row.last?.detail != null;

/** Of colour alone nothing depends: the words say it too. */
export const tone = (row: SetupRow) => ({
  ok: row.last?.outcome === "good" && !isSaved(row),
  warn: row.last?.outcome === "good" && isSaved(row),
  bad: row.last?.outcome === "failed",
  info: row.last?.outcome === "skipped",
});
