// Whoever makes a new page, bar, overlay or form has it looked at as well: at every size of screen and text, by
// the stories of `tests/stories`. Here stands which look shows it.
import { expect, it } from "vitest";

const LOOKS: Record<string, readonly string[]> = {
  "catalog/BlankOverlay": ["blank"],
  "catalog/ChecklistPanel": ["list"],
  "catalog/LookupOverlay": ["lookup"],
  "catalog/QrOverlay": ["code-of-the-list"],
  "citizen/CitizenApp": ["citizen-list"],
  "citizen/CoursePage": ["citizen-course"],
  "citizen/ReadBack": ["read-back"],
  "citizen/SignPad": ["strokes"],
  "citizen/SignPage": ["terms", "signed"],
  "frame/ConsentOverlay": ["consent"],
  "frame/KeysOverlay": ["keys-overlay"],
  "frame/LockScreen": ["locked"],
  "frame/PracticeFrame": ["practice-home"],
  "frame/ReasonBar": ["reason"],
  "frame/ReceiptOverlay": ["receipt-code", "receipt-answer"],
  "frame/SideColumn": ["outbox"],
  "frame/StatusBar": ["home"],
  "tasks/catalog/CatalogPage": ["catalogue"],
  "tasks/daysheet/DaySheetPage": ["day"],
  "tasks/home/HomePage": ["home"],
  "tasks/home/SlipBar": ["slip"],
  "tasks/intake/AbandonBar": ["abandon"],
  "tasks/intake/AmendmentNotice": ["put-right"],
  "tasks/intake/AnotherItem": ["another-item"],
  "tasks/intake/ChecklistColumn": ["form"],
  "tasks/intake/ColleagueBar": ["colleague"],
  "tasks/intake/CourseOverlay": ["course"],
  "tasks/intake/HoldBar": ["hold", "hold-originals"],
  "tasks/intake/IntakePage": ["people", "materials", "form"],
  "tasks/intake/LibraryBar": ["library"],
  "tasks/intake/VoidBar": ["void"],
  "tasks/intake/WithdrawalBar": ["withdrawal"],
  "tasks/intake/decision/DecisionSection": [
    "decision",
    "lacks",
    "decide-correction",
    "decide-refuse",
    "decide-redirect",
  ],
  "tasks/intake/decision/Deferral": ["deferral"],
  "tasks/intake/decision/IssuedDecision": ["issued"],
  "tasks/intake/decision/NoticeItems": ["decide-correction"],
  "tasks/intake/decision/Preview": ["preview"],
  "tasks/intake/form/FormSection": ["form"],
  "tasks/intake/form/FormSheet": ["form-shown"],
  "tasks/intake/form/RefusalForm": ["refusal"],
  "tasks/intake/form/SignPanel": ["form-shown", "form-signed"],
  "tasks/intake/form/SignWays": ["form-printed", "form-unread"],
  "tasks/intake/form/SignWork": ["form-scanned"],
  "tasks/intake/form/SignersList": ["form-shown", "form-signed"],
  "tasks/intake/form/WitnessForm": ["witness"],
  "tasks/intake/item/ItemSection": ["item"],
  "tasks/intake/materials/GiveBackNote": ["give_back"],
  "tasks/intake/materials/MaterialPanel": ["materials"],
  "tasks/intake/materials/MaterialsSection": ["materials"],
  "tasks/intake/materials/PageViewer": ["materials"],
  "tasks/intake/materials/PaperCounts": ["paper-counts"],
  "tasks/intake/people/ConfirmCard": ["confirm-card"],
  "tasks/intake/people/MandateForm": ["mandate"],
  "tasks/intake/people/PendingCard": ["pending-card"],
  "tasks/intake/people/PeopleSection": ["people", "people-read"],
  "tasks/intake/people/SecondPaperForm": ["second-paper"],
  "tasks/intake/people/TypedPersonForm": ["typed-person"],
  "tasks/join/JoinPage": ["join"],
  "tasks/join/JoinResult": ["join-result"],
  "tasks/list/ListPage": ["list"],
  "tasks/outbox/OutboxPage": ["outbox", "two-ways-out", "three-refused", "surely", "each-way"],
  "tasks/practice/BriefOverlay": ["brief"],
  "tasks/practice/PracticePage": ["practice"],
  "tasks/practice/ResultPage": ["practice-result"],
  "tasks/practice/ScenarioBar": ["practice-home"],
  "tasks/settings/CentreSection": ["technician"],
  "tasks/settings/SettingsPage": ["settings"],
  "tasks/settings/SupportSection": ["settings"],
  "tasks/settings/TechnicianForm": ["technician"],
  "tasks/setup/DeviceStep": ["setup-{step}", "setup-{step}-tried"],
  "tasks/setup/JoinStep": ["setup"],
  "tasks/setup/SetupPage": ["setup", "setup-screen", "setup-screen-shown", "setup-sample"],
  "tasks/setup/SetupParts": ["setup"],
  "tasks/setup/SummaryStep": ["setup-summary"],
  "tasks/sign-in/PassphraseForm": ["passphrase-new"],
  "tasks/sign-in/SignInPage": ["sign-in", "practice-sign-in", "door-of-a-centre"],
  "tasks/sign-in/UpdatePanel": ["updating"],
  "tasks/supervise/AuditPage": ["audit"],
  "tasks/supervise/CommentColumn": ["review"],
  "tasks/supervise/QueuePage": ["queue"],
  "tasks/supervise/RegisterPage": ["paper-register"],
  "tasks/supervise/ReviewPage": ["review"],
};

/** Not by a look of their own, and why. */
const EXCEPTIONS: Record<string, string> = {
  "tasks/intake/LapseBar":
    "stands only where a centre settled the rule; made of the parts of the bar for a withdrawal",
  App: "holds the one page that is open",
  "frame/DeskFrame": "is around every page",
  "frame/FootBar": "is what each bar is made of",
  "frame/OverlayForm": "is what an overlay with questions is made of",
  "frame/OverlayPanel": "is what each overlay is made of",
};

/** What fills the window or a part of it; the rest stands in one of these. */
const SCREEN = /(App|Page|Bar|Overlay|Screen|Frame|Form|Section|Panel|Column|Step|Parts|Result|Preview)$/;

const files = Object.keys(import.meta.glob("./**/*.vue")).map((file) => file.slice(2, -".vue".length));
const stories = import.meta.glob<string>("../../tests/stories/src/{station,faults}/*.rs", {
  query: "?raw",
  import: "default",
  eager: true,
});
/** By its name, or one after another of a list. */
function looksOf(text: string): string[] {
  const named = text.matchAll(/look_(?:at|across)\((?:\w+, )?(?:&format!\()?"([^"]+)"/g);
  const lists = [...text.matchAll(/ in \[([^\]]+)\]\s*\{([^}]*)\}/g)]
    .filter(([, , work]) => /look_at\(\w+\)/.test(work!))
    .flatMap(([, list]) => [...list!.matchAll(/"([^"]+)"/g)]);
  return [...named, ...lists].map(([, name]) => name!);
}
const looked = new Set(Object.values(stories).flatMap(looksOf));

it("is looked at at every size, whatever fills the window or a part of it", () => {
  expect(files.length).toBeGreaterThan(100);
  const told = (file: string) => file in LOOKS || file in EXCEPTIONS;
  expect(files.filter((file) => SCREEN.test(file) && !told(file))).toEqual([]);
});

it("names what there is, each once", () => {
  const named = [...Object.keys(LOOKS), ...Object.keys(EXCEPTIONS)];
  expect(named.filter((file) => !files.includes(file))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

it("has each look in a story of the sizes", () => {
  expect(looked.size).toBeGreaterThan(50);
  const looks = Object.values(LOOKS).flat();
  expect(looks.filter((look) => !looked.has(look))).toEqual([]);
});
