// What is odd about this computer, in English.
import { codes } from "./codes";
import { gib, span, updateNews, type NoticeWords, type Params } from "../zh-CN/notices";

const some = (n: number, one: string) => `${n} ${one}${n === 1 ? "" : "s"}`;
const by = (p: Params) =>
  span(p.minutes, [(n) => some(n, "day"), (n) => some(n, "hour"), (n) => some(n, "minute")]);
const missing = (p: Params) =>
  Number(p.missing ?? 0) > 0 ? `The office has ${p.missing} of your cases that are not here. ` : "";

const n = (text: string | undefined) => Number(text ?? 0);
const late = (p: Params) =>
  n(p.over) > 0 ? `${some(n(p.over), "case")} not at the office after five working days. ` : "";
const soon = (p: Params) =>
  n(p.soon) > 0 ? `${some(n(p.soon), "case")} close to the five working days for delivery. ` : "";
const more = (p: Params) => (n(p.more) > 0 ? ` ${some(n(p.more), "more step")} to read.` : "");

const papers = (p: Params) =>
  (p.papers ?? "")
    .split(" ")
    .map((code) => codes.form[code] ?? code)
    .join(", ");

const special = (what: string) =>
  `special procedure (${what}), its time is not counted: print the notice and tell the applicant`;
const TOLD: Params = {
  hearing: special("hearing"),
  tender: special("tender"),
  auction: special("auction"),
  inspection: special("inspection"),
  testing: special("testing"),
  quarantine: special("quarantine"),
  appraisal: special("appraisal"),
  expert_review: special("expert review"),
  on_site_check: special("check on the spot"),
  special_ended: "the special procedure is over, the time runs on",
  extended: "the time was extended: print the notice and tell the applicant",
  withdrawal_not_accepted:
    "the office did not take the wish to withdraw: the case does not stand accepted; tell the applicant",
  withdrawal_already_decided:
    "the office did not take the wish to withdraw: the case is decided; tell the applicant",
  withdrawal_already_asked: "the office did not take the wish to withdraw: it has one already",
  withdrawal_refused:
    "the office did not take the wish to withdraw: ask the deciding office why, and tell the applicant",
  withdrawal_taken:
    "the office has the request to withdraw; whether the case ends is for the deciding office to say, the clock runs",
  decision_marked:
    "the office has the decision made for the department and finds something odd: tell the supervisor",
  lapse_marked: "the office has the end for want of corrections and finds something odd: tell the supervisor",
  withdrawn:
    "the deciding office ended it as asked: tell the applicant, and give back the originals and things held",
  void_taken: "The office made the case void: tell the applicant that the receipt has no use any more",
  void_request:
    "The office has the request to void the case: its department has begun and will answer; the receipt stands",
  void_refused:
    "The office did not make the case void: the receipt stands; ask the department and tell the applicant",
  voided: "The department ended the case as void: tell the applicant that the receipt has no use any more",
  granted: "the deciding office granted it",
  granted_after_all: "the deciding office granted it before it was withdrawn: tell the applicant",
  refused_after_all: "the deciding office refused it before it was withdrawn: tell the applicant",
  not_granted: "the deciding office did not grant it",
  delivered: "the result was handed over",
  continued_elsewhere:
    "another window of this station went on with the case, and the office has what it filed: ask there before you go on here",
  unknown:
    "news that this program cannot read; kept as it came. Ask the deciding office, and have the " +
    "program updated",
};
const REFUSED: Params = {
  catalog_damaged: "it is damaged",
  catalog_forged: "its signature is wrong",
  catalog_no_key: "this computer has no key for catalogues",
  catalog_wrong_key: "signed by someone this computer does not trust",
  catalog_older: "older than the one in use",
  catalog_expired: "past its last day",
  catalog_too_large: "too large",
  catalog_not_a_bundle: "not a catalogue",
  catalog_not_an_item: "an item in it is not well formed",
  catalog_same_version: "the version is in use already with other content",
  store_io: "it could not be stored",
  centre_ended: "the centre's file has ended",
};
const CENTRE_REFUSED: Params = {
  centre_unreadable: "damaged, altered, or wrongly signed",
  centre_needs_newer: "this program is too old for it",
  centre_other: "of another centre or station",
  centre_not_newer: "older than the one in use",
  centre_ended: "past its last day",
  centre_file_unbelieved: "others than root could write it, or it cannot be read",
  office_has_unsent: "it names another office, while cases wait for the one before",
  office_unreachable: "nobody answers at the office address in it",
  office_timed_out: "nobody answers at the office address in it",
  office_not_ours: "who answers at the office address in it is not known",
  office_settings_gone: "the settings no longer say which office this computer worked for",
  settings_unreadable: "the settings, and which office this computer worked for, cannot be read",
  store_io: "it could not be stored",
};
const news = (p: Params) =>
  [
    n(p.changed) > 0 ? `${some(n(p.changed), "item")} changed` : "",
    n(p.added) > 0 ? `${p.added} added` : "",
    n(p.removed) > 0 ? `${p.removed} no longer done` : "",
  ]
    .filter(Boolean)
    .join(", ");

const STOPPED: Params = {
  centre_unreadable:
    "The centre's file on this computer cannot be read: which office it works for is not known",
  settings_unreadable: "This computer's settings cannot be read: which office it works for is not known",
  office_settings_gone: "This computer worked for a real office, and its settings name none",
  office_has_unsent: "The settings name another office, while cases wait for the one before",
};

const RESTORE =
  "Have a technician mend the settings, or join the centre of the office that has this computer's cases.";
const STOPPED_NOW: Params = { settings_unreadable: RESTORE, office_settings_gone: RESTORE };

/** Which program met a fault. */
const PROGRAMS: Params = {
  window: "the window",
  device_host: "the program for devices",
  document_worker: "the program for files",
};

const UPDATE_REFUSED: Params = {
  refused_expired: "its list is past its end, perhaps an old one",
  refused_signature: "its list is not signed by whom this computer trusts",
  refused_manifest: "its list is not whole, or contradicts itself",
  refused_later_shape: "this program is too old to read its list",
  refused_downgrade: "it is older than what was seen or is used here",
  refused_digest: "the package is not the one that the list names",
  refused_package: "there is no package for this computer",
  failed_install: "the system's package manager reported a failure",
  failed_store: "what it needs could not be written on this computer",
  failed_config: "where updates come from cannot be read on this computer",
  no_answer: "for three weeks or more nothing was heard from where updates come from",
};

const withDepartment = (p: Params) =>
  n(p.with_department) > 0
    ? `${p.with_department} of them accepted and with their department: ask it for its decision. `
    : "";
const undecided = (p: Params) =>
  n(p.undecided) > 0
    ? `${p.undecided} of them received and not answered (after the deadline they count as accepted). `
    : "";

/** `last`: as a clock shows it. */
const failed = (p: Params) =>
  `${p.count} failed ${n(p.count) === 1 ? "try" : "tries"}, the last at ${p.last}`;

export const notices: NoticeWords = {
  office_stopped: (p) =>
    `${STOPPED[p.code ?? ""] ?? "The office is not settled"}. Nothing is sent anywhere now` +
    `${n(p.waiting) > 0 ? `, ${some(n(p.waiting), "case")} wait here` : ""}; work goes on and is kept. ` +
    (STOPPED_NOW[p.code ?? ""] ?? "Call a technician."),
  office_unconfirmed: (p) =>
    `${some(n(p.waiting), "case")} wait here, none is lost: the office must first answer for a ` +
    "case that it has " +
    "of this computer. Sign in once more while the line is up; if it stays so, have a technician " +
    "check the office's address.",
  installation_ended: (p) =>
    `The office has ended this computer. ${n(p.waiting) > 0 ? `${some(n(p.waiting), "case")} wait here, none is lost` : "All cases are here"}; ` +
    "work goes on, but nothing is sent now. Ask the centre for a code and join again: what waits " +
    "is then sent by itself.",
  centre_not_joined: () =>
    "This station has not joined a centre: the office and the catalogue are as set on this computer. Cases " +
    "are not affected and work goes on; join in the settings once the centre has given you a code.",
  centre_ended: (p) =>
    `The centre's file was valid until ${p.until} and has ended. Stored cases are safe and work ` +
    "goes on; no " +
    "new catalogue is taken: ask the centre for a new file.",
  centre_refused: (p) =>
    "A new file of the centre was not taken " +
    `(${CENTRE_REFUSED[p.code ?? ""] ?? "it did not pass the check"}). ` +
    "What is settled now still counts and cases are not affected; tell a technician.",
  centre_file_refused: (p) =>
    "The centre's file on this computer (/etc/counter-workstation/station.centre) was not taken " +
    `(${CENTRE_REFUSED[p.code ?? ""] ?? "it did not pass the check"}). What is settled now still ` +
    "counts and " +
    "cases are not affected; tell this computer's administrator.",
  failed_tries: (p) =>
    `Since your last sign-in there ${n(p.count) === 1 ? "was" : "were"} ${failed(p)}. No case was changed; ` +
    "if it was not you, change your password and tell your supervisor.",
  failed_passphrases: (p) =>
    `Since this machine's data was last opened its passphrase had ${failed(p)}. No data was changed; ` +
    "if it was nobody of this window, tell your supervisor.",
  crashed: (p) =>
    `Before this start the program met ${some(n(p.count), "fault")}, the last at ${p.last} ` +
    `(${PROGRAMS[p.program ?? ""] ?? "the program"}). No stored case was lost: each step is ` +
    "stored as it is taken; " +
    "look once whether the box being typed in at that moment is complete. In the settings make a " +
    "diagnostics " +
    "bundle, and give it to a technician.",
  catalogue_new: (p) =>
    `The catalogue is now ${p.version}${news(p) ? `: ${news(p)}` : ""}. Open cases keep the ` +
    "list they began with; see what changed before advising anyone.",
  step_told: (p) => `${p.number}: ${TOLD[p.what ?? ""] ?? "news from the deciding office"}.${more(p)}`,
  catalogue_refused: (p) =>
    p.code === "catalog_needs_newer"
      ? `The office's new catalogue needs version ${p.needs} of this program, which is older, and was ` +
        "not taken. The lists in use stay and cases are not affected; compare with the published " +
        "guide before advising, and have the program updated."
      : "The office sent a catalogue that was not taken " +
        `(${REFUSED[p.code ?? ""] ?? "it did not pass the check"}). The lists in use stay and ` +
        "cases are not affected; tell a technician.",
  catalogue_expired: (p) =>
    `The catalogue in use was valid until ${p.until}. Its lists still work and cases are not ` +
    "affected; compare with the published guide before advising, and have it updated.",
  templates_refused: (p) =>
    `Templates of papers in catalogue ${p.version} cannot be used: ${papers(p)}. These are printed by the ` +
    "program's own, which says so on the paper; what they say is the same. Tell a technician.",
  clock_behind: (p) =>
    `The computer's clock is about ${by(p)} behind the office. Stored cases are safe and ` +
    "work goes on; new receipts will show a wrong time: have the clock set first.",
  clock_ahead: (p) =>
    `The computer's clock is about ${by(p)} ahead of the office. Stored cases are safe and ` +
    "work goes on; new receipts will show a wrong time: have the clock set first.",
  clock_back: (p) =>
    `The computer's clock is about ${by(p)} earlier than when it was last used. Stored cases ` +
    "and their order are safe; check the clock. With the line up it is compared with the " +
    "office.",
  zone_changed: (p) =>
    `The computer's time zone is ${p.zone}, not Beijing. This program counts all times and ` +
    "deadlines in Beijing time; have the zone corrected.",
  old_image: (p) =>
    `This computer's data looks like an older backup. ${missing(p)}What the office has is ` +
    "safe and new numbers never repeat old ones; ask the office before taking a case in " +
    "again, and call a technician.",
  data_gone: (p) =>
    `The cases that were on this computer are gone. ${missing(p)}What the office has is safe ` +
    "and new numbers never repeat old ones; call a technician about what was not sent, and " +
    "do not reinstall.",
  deadline_past: (p) =>
    `${some(n(p.count), "case")} past the deadline. ${undecided(p)}${withDepartment(p)}` +
    "All are kept here; take these first.",
  deadline_today: (p) => `${some(n(p.count), "case")} due today. ${undecided(p)}Finish them today.`,
  deadline_near: (p) => `${some(n(p.count), "case")} near the deadline. ${undecided(p)}`,
  closing_soon: (p) =>
    `The place closes soon, and ${some(n(p.count), "on-the-spot case")} not finished at this window should be done today.`,
  delivery_due: (p) =>
    `${late(p)}${soon(p)}All are kept here and none is lost; get the line back soon (Alt+9 shows what ` +
    "waits), or tell your supervisor and carry the papers over.",
  space_low: (p) =>
    `Only about ${gib(p)} GB are left on this computer's disk. Stored cases are safe and ` +
    "work goes on; have a technician clear or enlarge the disk soon.",
  pages_damaged: (p) =>
    `${some(n(p.count), "case")} with stored files that cannot be read any more: the list marks ` +
    "each, and the case says which pages. Scan them again while the citizen can still be asked.",
  update_waits: (p) =>
    `Version ${p.version} of the program is here, checked, and waits. At the next look for updates it is ` +
    "installed by itself if no case is open in the window; held and unsent cases do not hinder. " +
    "You need do nothing.",
  update_forced: (p) =>
    `This program is below the lowest version allowed and must become ${p.version}, which is ` +
    "here and checked. " +
    "Stored cases are safe; finish or hold the case at hand and go to the first screen: it is " +
    "installed by itself " +
    "at the next look for updates.",
  update_installed: (p) =>
    `Version ${p.version} of the program is installed; this window is still the one before. ` +
    "Stored cases are " +
    "safe; close the window when it suits you and open it again.",
  update_new: (p) => `The program is now ${p.version}: ${updateNews(p, "; ")}.`,
  update_refused: (p) =>
    "An update of the program was not installed " +
    `(${UPDATE_REFUSED[p.code ?? ""] ?? "it did not pass the check"}). ` +
    "Stored cases are safe and work goes on; tell a technician.",
};

export const noticeUi = {
  see: "Show",
  read: "Understood",
  plain: "Something is odd about this computer. No data was changed; call a technician.",
  label: "About this computer",
};
