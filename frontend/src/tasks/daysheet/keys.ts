// Keys of the daily reconciliation.
import { defineKeys } from "@/kit/keys";

export const daysheetKeys = defineKeys({
  print: { keys: ["Ctrl+P", "Ctrl+Enter"], says: (m) => m.daysheet.print },
  export: { keys: ["Alt+E"], says: (m) => m.daysheet.export },
});
