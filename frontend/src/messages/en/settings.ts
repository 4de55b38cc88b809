// Words for the settings, in English.
import type { PaintingCause } from "@/ipc/contract";
import type { Messages } from "../zh-CN";

/** `driver`: as the system calls it. */
const paintingCauses: Record<PaintingCause, (driver: string) => string> = {
  set: () => "as set here",
  variable: () => "a variable of this computer says so, whatever is set here",
  card_found: (driver) => `a graphics card was found (${driver})`,
  no_card: () => "this computer has no graphics card that draws",
  card_closed: (driver) => `there is a graphics card (${driver}), and this user may not use it`,
  unsure_driver: (driver) => `this graphics driver (${driver}) may not draw, as in a virtual machine`,
  plain_screen: (driver) =>
    `there is a graphics card (${driver}), and this screen cannot use it, as with a remote desktop`,
};

export const settings: Messages["settings"] = {
  title: "Settings",
  office: "Office address",
  officeHint: "Empty: the built-in trial office",
  embedded: "Using the built-in trial office",
  readerPort: "Card reader port",
  readerSpeed: "Port speed",
  warnCardDays: "Say that a card expires so many days before (0: never)",
  scanner: "Scanner",
  scanSource: "Paper source",
  scanResolution: "Resolution (dpi)",
  printer: "Printer",
  language: "Language",
  citizenScreen: "Citizen's screen (a second one at the window)",
  closingTime: "The window closes at",
  closingHint:
    "Where the centre says its hours, those count; an hour before, on-the-spot cases that are not finished are told",
  textSize: "Text size",
  graphicsCard: "Graphics card draws the window",
  graphicsCards: { auto: "Automatic (as this computer is)", on: "On", off: "Off (the processor draws)" },
  painting: (byCard: boolean, why: string) =>
    `Drawn now by the ${byCard ? "graphics card" : "processor"}: ${why}. A change takes effect ` +
    "at the next start.",
  paintingCauses,
  locking: "Locking and sessions",
  lockingTimes: (idle, hours, day) =>
    `Locked after ${idle} minutes without a key or pointer; a session ends after ${hours} hours` +
    `${day ? " or with the day" : ""}.`,
  lockSources: {
    own_windows: "Keys and pointer in this program's windows",
    logind_lock: "The system's lock (logind)",
    logind_sleep: "Sleep (logind)",
    screen_saver: "Screen saver (ScreenSaver)",
  },
  lockSourceLive: (live) => (live ? "heard" : "not on this computer"),
  sizes: { normal: "Normal", large: "Large" },
  devices: "Devices found",
  noDevices: "No devices found",
  choose: "Use",
  walls: "Walls round materials",
  wallsUnknown: "The document program does not answer: not known",
  wallOfCalls: "What opens materials makes only the system calls it needs (seccomp)",
  wallOfFiles: "It opens no file of this computer (Landlock)",
  wallOfPrivileges: "It gains no new privileges",
  wallStands: (stands) => (stands ? "in force" : "missing"),
  wallVersion: (version) => (version === null ? "missing" : `in force (version ${version})`),
  kind: "Kind",
  name: "Name",
  state: "State",
  auto: "Automatic",
  sources: "Automatic; or flatbed, adf, duplex",
  locked: {
    centre: "set by the centre",
    technician: "changed by a technician",
    some: (who) => `Locked: ${who}`,
    or: (a, b) => `${a} or ${b}`,
  },
  groups: { office: "Office", devices: "Devices", screen: "Screen" },
};
