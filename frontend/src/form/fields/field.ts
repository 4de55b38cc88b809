// What every field takes and tells. A field never knows the case.
import type { FieldView } from "@/ipc/contract";

export interface FieldProps {
  field: FieldView;
  inputId: string;
  /** Whether the desk took it. */
  save: (value: string) => Promise<boolean>;
  describedBy?: string;
  invalid?: boolean;
  disabled?: boolean;
}
export interface FieldEmits {
  advance: [];
}
