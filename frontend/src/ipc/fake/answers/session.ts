// Answers about the start, signing in, settings and the lock.
import type { SettingsView } from "../../contract";
import type { FakeAnswers } from "../answer";
import { NOW, refuse, type FakeState } from "../state";

const showSettings = (desk: FakeState): SettingsView => ({
  settings: { ...desk.settings },
  embedded: desk.settings.office === "",
  fixed: false,
  devices: [
    { name: "/dev/ttyUSB0", kind: "id_reader", state: "ready" },
    { name: "test:0", kind: "scanner", state: "ready" },
  ],
  painting: { by_card: false, cause: "no_card", driver: null },
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
    settings: () => showSettings(desk),
    save_settings: ({ settings }) => ((desk.settings = settings), showSettings(desk)),
    shape_text: ({ text }) => ({ text: text.trim() }),
    lock: () => (
      (desk.locked = { number: "C001", name: "李示例", since: NOW, secret: true, left: 5 }),
      desk.hello()
    ),
    unlock_screen: ({ secret, password }) =>
      (secret ?? password) === "wrong" ? refuse("wrong_secret") : ((desk.locked = null), desk.hello()),
    relieve: () => ((desk.locked = null), desk.hello()),
  }) satisfies Partial<FakeAnswers>;
