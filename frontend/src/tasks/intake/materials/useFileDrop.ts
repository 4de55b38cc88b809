// Files into the open case: chosen, dropped on the section, or pasted while it is open.
import { onBeforeUnmount, onMounted, ref, type ComputedRef } from "vue";
import type { FailureCode } from "@/ipc/contract";
import { isTextTarget } from "@/kit/useShortcuts";
import type { Intake } from "../useIntake";

export function useFileDrop(intake: Intake, open: ComputedRef<boolean>) {
  const { editable } = intake;
  const dragging = ref(false);

  const tell = (code: FailureCode) => intake.failures.tell("import", { code }, "materials");

  function importFiles(files: FileList | null | undefined): void {
    if (!files || files.length === 0) return;
    if (editable.value) void intake.importFiles([...files]);
    else tell("not_allowed");
  }
  /** Text and links are no files, and are not taken without a word. */
  function take(given: DataTransfer | null): void {
    if (given !== null && given.files.length === 0) tell("no_file");
    else importFiles(given?.files);
  }
  function pick(event: Event): void {
    const input = event.target as HTMLInputElement;
    importFiles(input.files);
    input.value = "";
  }
  function drop(event: DragEvent): void {
    dragging.value = false;
    take(event.dataTransfer);
  }
  function paste(event: ClipboardEvent): void {
    const isText = (event.clipboardData?.files.length ?? 0) === 0;
    if (!open.value || (isText && isTextTarget(event.target))) return;
    event.preventDefault();
    take(event.clipboardData);
  }
  onMounted(() => window.addEventListener("paste", paste));
  onBeforeUnmount(() => window.removeEventListener("paste", paste));

  return { dragging, pick, drop };
}
