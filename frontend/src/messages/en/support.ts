// Words for what runs here, the diagnostics bundle and the card of keys, in English.
import type { Messages } from "../zh-CN";

export const support: Messages["support"] = {
  title: "Versions and diagnostics",
  program: "Program",
  catalogue: "Catalogue",
  webview: "Web library (WebKit)",
  schema: "Schema of the records",
  unknown: "not known",
  bundle: "Make a bundle",
  hint:
    "For a technician: versions, settings, devices and line, faults of the program, the " +
    "technical log; nothing of any person.",
  saved: (file) => `Diagnostics bundle: ${file}`,
  card: "Print the key card",
};
