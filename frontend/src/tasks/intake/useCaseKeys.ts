// The keys of a case that belong to no section of it.
import type { ComputedRef } from "vue";
import { windowKeys } from "@/frame/keys";
import { overlay } from "@/frame/overlay";
import { useShortcuts } from "@/kit/useShortcuts";
import type { Deciding } from "./decision/useDeciding";
import { decisionKeys, intakeKeys, materialKeys, signKeys } from "./keys";
import type { Holding } from "./useHolding";
import type { Intake } from "./useIntake";
import type { Primary } from "./usePrimary";
import { hasCheckRecord, isUndecided, mainPaper } from "./words";

interface Parts {
  intake: Intake;
  primary: Primary;
  deciding: Deciding;
  holding: Holding;
  /** Somebody is there whose papers could serve for something else. */
  carries: ComputedRef<boolean>;
  /** Somebody acts for the applicant. */
  acts: ComputedRef<boolean>;
  startAbandoning: () => void;
  startWithdrawing: () => void;
  startLapsing: () => void;
  startVoiding: () => void;
}

export function useCaseKeys({
  intake,
  primary,
  deciding,
  holding,
  carries,
  acts,
  startAbandoning,
  startWithdrawing,
  startLapsing,
  startVoiding,
}: Parts): void {
  const { view, section, editable } = intake;

  function escape(): void {
    if (deciding.preview.value) deciding.withdraw();
    else if (intake.scanning.value) void intake.sendCommand("materials", "cancel_scan", {});
    else (document.activeElement as HTMLElement | null)?.blur?.();
  }
  function undo(): void {
    if (view.value?.undo && editable.value) void intake.sendCommand("materials", "undo", {});
  }
  /** The newest paper again, marked as a reprint. */
  function reprint(): void {
    const last = view.value && mainPaper(view.value);
    if (last) void intake.sendCommand("decision", "print", { document: last.id });
  }
  function readCard(): void {
    if (!editable.value) return;
    if (section.value !== 1) intake.openSection(1);
    void intake.sendCommand("people", "read_card", { role: intake.role.value });
  }

  useShortcuts([
    { key: windowKeys.primary, inText: true, run: () => primary.press() },
    { key: decisionKeys.decide, inText: true, when: () => editable.value, run: () => deciding.press() },
    { key: intakeKeys.section, inText: true, run: (_, at) => intake.openSection(at + 1) },
    { key: intakeKeys.readCard, inText: true, run: readCard },
    { key: intakeKeys.undo, outsideText: true, run: undo },
    {
      key: intakeKeys.abandon,
      outsideText: true,
      when: () => editable.value && view.value?.revision === 0,
      run: startAbandoning,
    },
    {
      key: intakeKeys.withdraw,
      inText: true,
      when: () => view.value?.withdrawal != null,
      run: startWithdrawing,
    },
    {
      // No case has both.
      key: intakeKeys.withdraw,
      inText: true,
      when: () => view.value?.lapse != null && view.value.hold === null,
      run: startLapsing,
    },
    {
      key: intakeKeys.void,
      inText: true,
      when: () => view.value?.refiling.can_void === true,
      run: startVoiding,
    },
    {
      key: intakeKeys.refilingNotice,
      inText: true,
      when: () => view.value?.refiling.has_notice === true,
      run: () => void intake.sendCommand("decision", "print_refiling_notice", {}),
    },
    { key: intakeKeys.print, inText: true, when: () => deciding.issued.value, run: reprint },
    {
      key: intakeKeys.receipt,
      inText: true,
      when: () => view.value !== null && isUndecided(view.value),
      run: () => void intake.sendCommand("materials", "print_receipt", { again: true }),
    },
    {
      key: intakeKeys.checkRecord,
      inText: true,
      when: () => view.value !== null && hasCheckRecord(view.value),
      run: () => void intake.sendCommand("decision", "print_check_record", {}),
    },
    {
      key: intakeKeys.course,
      inText: true,
      when: () => view.value !== null,
      run: () => overlay.open("course"),
    },
    { key: intakeKeys.another, inText: true, when: () => carries.value, run: () => overlay.open("another") },
    {
      key: intakeKeys.anotherApplicant,
      inText: true,
      when: () => acts.value,
      run: () => overlay.open("another_applicant"),
    },
    { key: materialKeys.library, inText: true, run: () => intake.library.press() },
    // Wherever the clerk is; beside the form its panel is asked first.
    {
      key: signKeys.citizen,
      inText: true,
      when: () => intake.signing.before.value !== null,
      run: () => void intake.signing.takeAway(),
    },
    {
      key: signKeys.prolong,
      inText: true,
      when: () => intake.signing.before.value !== null,
      run: intake.signing.prolong,
    },
    { key: intakeKeys.hold, inText: true, run: holding.ask },
    { key: windowKeys.escape, inText: true, run: escape },
  ]);
}
