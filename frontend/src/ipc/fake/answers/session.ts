// Answers about the start, signing in, settings and the lock.
import type { LockCause, LockView, SettingsView } from "../../contract";
import { BEYOND_CLERKS, SETTLED } from "../centre";
import type { FakeAnswers } from "../answer";
import { NOW, refuse, type FakeState } from "../state";

const listLocked = ({ centre, technicianUntil }: FakeState) =>
  centre === null || centre.own ? [] : technicianUntil ? SETTLED : BEYOND_CLERKS;

export const showSettings = (desk: FakeState): SettingsView => ({
  settings: { ...desk.settings },
  embedded: desk.settings.office === "",
  fixed: false,
  devices: [
    { name: "/dev/ttyUSB0", kind: "id_reader", state: "ready" },
    { name: "test:0", kind: "scanner", state: "ready" },
  ],
  walls: { no_new_privileges: true, system_calls: true, landlock: 7 },
  painting: { by_card: false, cause: "no_card", driver: null },
  locking: {
    idle_minutes: 10,
    session_hours: 12,
    ends_with_day: true,
    sources: [
      { source: "own_windows", live: true },
      { source: "logind_lock", live: true },
      { source: "logind_sleep", live: true },
      { source: "screen_saver", live: false },
    ],
  },
  versions: {
    program: "0.2.0",
    catalogue: "shili",
    catalogue_version: desk.news.version,
    webview: "2.48.0",
    schema: 6,
  },
  centre: desk.centre,
  locked: listLocked(desk),
  settled: desk.centre === null || desk.centre.own ? [] : SETTLED,
  technician_until: desk.technicianUntil,
});

export const lockOf = (cause: LockCause): LockView => ({
  number: "C001",
  name: "李示例",
  since: NOW,
  cause,
  secret: cause !== "session_over",
  left: 5,
  pause_seconds: 0,
});

export const sessionAnswers = (desk: FakeState) =>
  ({
    hello: () => desk.hello(),
    unlock: () => ((desk.start = "ready"), desk.hello()),
    open_again: () => ((desk.start = "ready"), desk.hello()),
    sign_in: ({ password }) =>
      password === "wrong" ? refuse("wrong_password") : ((desk.signedIn = true), desk.hello()),
    sign_out: () => ((desk.signedIn = false), desk.hello()),
    status: () => desk.status(),
    notice_read: ({ code }) => ((desk.notices = desk.notices.filter((n) => n.code !== code)), desk.status()),
    skip_update: () =>
      desk.updating?.can_skip ? ((desk.updating = null), desk.status()) : refuse("bad_request"),
    close_window: () => (desk.updating?.stage === "installed" ? {} : refuse("bad_request")),
    settings: () => showSettings(desk),
    save_settings: ({ settings }) => ((desk.settings = settings), showSettings(desk)),
    save_bundle: () => ({ file: "/example/prints/diagnostics-2026-11-22.zip" }),
    shape_text: ({ text }) => ({ text: text.trim() }),
    lock: () => ((desk.locked = lockOf("pressed")), desk.hello()),
    note_activity: () => ({}),
    citizen_activity: () => ({}),
    note_case_shown: () => ({}),
    unlock_screen: ({ secret, password }) =>
      (secret ?? password) === "wrong" ? refuse("wrong_secret") : ((desk.locked = null), desk.hello()),
    relieve: () => ((desk.locked = null), desk.hello()),
    give_consent: (given) =>
      (given.secret ?? given.password) === "wrong" ? refuse("wrong_secret") : ((desk.consent = given), {}),
    drop_consent: () => ((desk.consent = null), {}),
  }) satisfies Partial<FakeAnswers>;
