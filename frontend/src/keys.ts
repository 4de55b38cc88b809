// All tables of keys, and which of their rows the panel of all keys shows, in its order.
import { blankKeys, catalogKeys, searchKeys } from "./catalog/keys";
import { fieldKeys } from "./form/keys";
import { consentKeys, keyPanelKeys, lockKeys, reasonKeys, receiptKeys, windowKeys } from "./frame/keys";
import type { Key, KeyTable } from "./kit/keys";
import type { Messages } from "./messages";
import { catalogPageKeys } from "./tasks/catalog/keys";
import { daysheetKeys } from "./tasks/daysheet/keys";
import { homeKeys } from "./tasks/home/keys";
import { decisionKeys, intakeKeys, materialKeys, signKeys } from "./tasks/intake/keys";
import { joinKeys } from "./tasks/join/keys";
import { listKeys } from "./tasks/list/keys";
import { outboxKeys } from "./tasks/outbox/keys";
import { practiceKeys } from "./tasks/practice/keys";
import { settingsKeys } from "./tasks/settings/keys";
import { setupKeys } from "./tasks/setup/keys";
import { signInKeys } from "./tasks/sign-in/keys";
import { auditKeys, queueKeys, registerKeys, reviewKeys } from "./tasks/supervise/keys";

/** By the screen they belong to, as frontend/README.md names it. */
export const keyTables: [screen: string, table: KeyTable][] = [
  ["any screen", windowKeys],
  ["the panel of all keys", keyPanelKeys],
  ["locked screen", lockKeys],
  ["a receipt's code", receiptKeys],
  ["a mentor's consent", consentKeys],
  ["sign-in", signInKeys],
  ["join", joinKeys],
  ["setting a computer up", setupKeys],
  ["home", homeKeys],
  ["item search", searchKeys],
  ["an item's list", catalogKeys],
  ["its blank forms", blankKeys],
  ["list", listKeys],
  ["case", intakeKeys],
  ["case: materials", materialKeys],
  ["form", fieldKeys],
  ["case: form to sign", signKeys],
  ["case: decision", decisionKeys],
  ["outbox", outboxKeys],
  ["daily reconciliation", daysheetKeys],
  ["settings", settingsKeys],
  ["what the catalog changed", catalogPageKeys],
  ["practice", practiceKeys],
  ["supervisor: queue", queueKeys],
  ["supervisor: review", reviewKeys],
  ["supervisor: who looked at what", auditKeys],
  ["supervisor: sealed papers", registerKeys],
  ["a reason", reasonKeys],
];

export interface KeyGroup {
  id: keyof Messages["keys"]["groups"];
  rows: Key[];
}

const anywhere: Key[] = [
  windowKeys.primary,
  windowKeys.find,
  windowKeys.help,
  windowKeys.home,
  windowKeys.settings,
  windowKeys.outbox,
  outboxKeys.daySheet,
  outboxKeys.pause,
  windowKeys.escape,
];
const groups: KeyGroup[] = [
  {
    id: "materials",
    rows: [
      materialKeys.scan,
      materialKeys.stop,
      materialKeys.row,
      materialKeys.page,
      materialKeys.assign,
      materialKeys.refile,
      materialKeys.checkOriginal,
      materialKeys.giveBack,
      materialKeys.giveBackAll,
      materialKeys.keepOriginal,
      materialKeys.turn,
      materialKeys.move,
      materialKeys.remove,
      materialKeys.problem,
      materialKeys.count,
      materialKeys.papers,
      materialKeys.import,
      materialKeys.library,
    ],
  },
  {
    id: "intake",
    rows: [
      intakeKeys.section,
      intakeKeys.readCard,
      intakeKeys.typed,
      intakeKeys.undo,
      intakeKeys.print,
      intakeKeys.receipt,
      intakeKeys.course,
      catalogKeys.citizen,
      catalogKeys.qr,
      catalogKeys.blank,
      intakeKeys.abandon,
      intakeKeys.withdraw,
    ],
  },
  {
    id: "signing",
    // The others stand beside their buttons: the card of keys is one page.
    rows: [signKeys.citizen, signKeys.prolong, signKeys.print, signKeys.scan],
  },
  { id: "deciding", rows: [decisionKeys.kind, decisionKeys.decide] },
  {
    id: "interrupt",
    rows: [
      intakeKeys.hold,
      windowKeys.heldList,
      intakeKeys.another,
      intakeKeys.anotherApplicant,
      windowKeys.lock,
      windowKeys.relief,
      homeKeys.slip,
    ],
  },
];

/** The rows of the panel; those of practice only there. */
export function listKeyGroups(practice: boolean): KeyGroup[] {
  const practiceRows = practice ? [practiceKeys.scenarios, practiceKeys.brief] : [];
  return [{ id: "all", rows: [...anywhere, ...practiceRows] }, ...groups];
}
