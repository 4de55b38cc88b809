// Keys of the window: those of any screen, of the locked one, of a receipt's code, of a mentor's
// consent, and of a reason.
import { defineKeys } from "@/kit/keys";

export const windowKeys = defineKeys({
  primary: { keys: ["Ctrl+Enter"], says: (m) => m.keys.list.primary },
  find: { keys: ["Ctrl+K"], says: (m) => m.keys.list.find },
  help: { keys: ["Alt+/"], says: (m) => m.keys.list.help },
  home: { keys: ["Alt+0"], says: (m) => m.keys.list.home },
  settings: { keys: ["Alt+8"], says: (m) => m.keys.list.settings },
  outbox: { keys: ["Alt+9"], says: (m) => m.keys.list.outbox },
  escape: { keys: ["Escape"], says: (m) => m.keys.list.escape },
  heldList: { keys: ["Alt+H"], says: (m) => m.keys.list.heldList },
  lock: { keys: ["Ctrl+L"], says: (m) => m.keys.list.lock },
  relief: { keys: ["Ctrl+Shift+L"], says: (m) => m.keys.list.relief },
  checkReceipt: { keys: ["Alt+K"], says: (m) => m.keys.list.checkReceipt },
});

export const keyPanelKeys = defineKeys({
  print: { keys: ["Ctrl+P"], says: (m) => m.support.card },
});

export const lockKeys = defineKeys({
  unlock: { keys: ["Ctrl+Enter"], shown: ["Enter"], says: (m) => m.locking.unlock },
  useSecret: { keys: ["Escape"], says: (m) => m.locking.useSecret },
  usePassword: { keys: ["Alt+P"], says: (m) => m.locking.usePassword },
  useRelief: { keys: ["Alt+R"], says: (m) => m.locking.useRelief },
});

export const receiptKeys = defineKeys({
  check: { keys: ["Ctrl+Enter"], shown: ["Enter"], says: (m) => m.receipts.check },
});

export const consentKeys = defineKeys({
  give: { keys: ["Ctrl+Enter"], shown: ["Enter"], says: (m) => m.consent.give },
  way: { keys: ["Alt+P"], says: (m) => m.consent.way },
});

export const reasonKeys = defineKeys({
  give: { keys: [], shown: ["Enter"], says: (m) => m.audit.why },
});
