// Files into the open case: chosen, dropped on the section, or pasted while it is open.
import { onBeforeUnmount, onMounted, ref, type ComputedRef } from "vue";
import type { Intake } from "../useIntake";

export function useFileDrop(intake: Intake, open: ComputedRef<boolean>) {
  const { editable } = intake;
  const dragging = ref(false);

  function importFiles(files: FileList | null | undefined): void {
    if (!files || files.length === 0) return;
    if (editable.value) void intake.importFiles([...files]);
    else intake.failures.tell("import", { code: "not_allowed" }, "materials");
  }
  function pick(event: Event): void {
    const input = event.target as HTMLInputElement;
    importFiles(input.files);
    input.value = "";
  }
  function drop(event: DragEvent): void {
    dragging.value = false;
    importFiles(event.dataTransfer?.files);
  }
  function paste(event: ClipboardEvent): void {
    if (!open.value || (event.clipboardData?.files.length ?? 0) === 0) return;
    event.preventDefault();
    importFiles(event.clipboardData!.files);
  }
  onMounted(() => window.addEventListener("paste", paste));
  onBeforeUnmount(() => window.removeEventListener("paste", paste));

  return { dragging, pick, drop };
}
