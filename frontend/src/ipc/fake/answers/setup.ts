// Answers about setting the pretended computer up.
import type { SetupOutcome, SetupStep, SetupTry, SetupView } from "../../contract";
import type { FakeAnswers } from "../answer";
import { pagePicture } from "../pictures";
import { NOW, refuse, type FakeState } from "../state";
import { showSettings } from "./session";

const STEPS: SetupStep[] = ["join", "reader", "scanner", "printer", "screen", "sample"];

function deviceOf({ settings }: FakeState, step: SetupStep): string {
  if (step === "reader") return settings.reader_port;
  if (step === "scanner") return settings.scanner;
  return step === "printer" ? settings.printer : "";
}

const isInvented = (desk: FakeState, step: SetupStep) =>
  (step === "reader" || step === "scanner") && deviceOf(desk, step) === "" && desk.centre?.kind !== "real";

export function showSetup(desk: FakeState): SetupView {
  const joined = desk.centre !== null && !desk.centre.own;
  const made: SetupTry = { outcome: "good", at: null, device: "", invented: false, detail: null };
  return {
    rows: STEPS.map((step) => ({
      step,
      device: deviceOf(desk, step),
      invented: isInvented(desk, step),
      last: step === "join" && joined ? made : (desk.setup.get(step) ?? null),
    })),
    centre: desk.centre,
    version: "0.1.0",
    catalogue: "2026.11",
    printed_at: desk.setupPrinted,
  };
}

function note(desk: FakeState, step: SetupStep, outcome: SetupOutcome, detail: string | null): SetupView {
  const invented = isInvented(desk, step);
  desk.setup.set(step, { outcome, at: NOW, device: deviceOf(desk, step), invented, detail });
  return showSetup(desk);
}

export const setupAnswers = (desk: FakeState) =>
  ({
    setup: () => showSetup(desk),
    setup_devices: () => showSettings(desk).devices,
    choose_device: ({ step, name }) => {
      if (step === "reader") desk.settings.reader_port = name;
      if (step === "scanner") desk.settings.scanner = name;
      if (step === "printer") desk.settings.printer = name;
      desk.setup.delete(step);
      return showSetup(desk);
    },
    try_step: ({ step }) => {
      if (step === "join" || step === "sample") refuse("not_allowed");
      if (step === "screen") {
        desk.settings.citizen_screen = true;
        return { view: showSetup(desk), picture: null };
      }
      const detail = { reader: "resident", scanner: null, printer: "test-page-2026-11-22.pdf" }[step];
      const picture = step === "scanner" ? pagePicture("试扫") : null;
      return { view: note(desk, step, "good", desk.settings.printer === "" ? detail : null), picture };
    },
    settle_step: ({ step, outcome }) => note(desk, step, outcome, null),
    print_setup: () => {
      desk.setupPrinted = NOW;
      const file = "setup-summary-2026-11-22.pdf";
      return { view: showSetup(desk), print: { printed: false, printer: null, file, failure: null } };
    },
  }) satisfies Partial<FakeAnswers>;
