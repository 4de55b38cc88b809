// Words for the settings, in English.
import type { Messages } from "../zh-CN";

export const settings: Messages["settings"] = {
  title: "Settings",
  office: "Office address",
  officeHint: "Empty: the built-in trial office",
  embedded: "Using the built-in trial office",
  readerPort: "Card reader port",
  readerSpeed: "Port speed",
  scanner: "Scanner",
  scanSource: "Paper source",
  scanResolution: "Resolution (dpi)",
  printer: "Printer",
  language: "Language",
  citizenScreen: "Citizen's screen (a second one at the window)",
  textSize: "Text size",
  sizes: { normal: "Normal", large: "Large" },
  devices: "Devices found",
  noDevices: "No devices found",
  choose: "Use",
  kind: "Kind",
  name: "Name",
  state: "State",
  auto: "Automatic",
  sources: "Automatic; or flatbed, adf, duplex",
  groups: { office: "Office", devices: "Devices", screen: "Screen" },
};
