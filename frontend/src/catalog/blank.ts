// Which papers of a list have a blank to take along, in the order of the list.
import type { ChecklistRow, MaterialView } from "@/ipc/contract";

export interface BlankRow {
  material: string;
  name: string;
  title: string;
  /** There is a sheet that shows how it is filled. */
  sample: boolean;
}

export function blanksOf(rows: readonly (ChecklistRow | MaterialView)[]): BlankRow[] {
  return rows.flatMap((row) =>
    row.blank && row.need !== "not_needed"
      ? [{ material: "material" in row ? row.material : row.id, name: row.name, ...row.blank }]
      : [],
  );
}
