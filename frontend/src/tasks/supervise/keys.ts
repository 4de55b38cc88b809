// Keys of a supervisor's queue, review, audit trail and register of sealed papers.
import { defineKeys, digitKeys } from "@/kit/keys";

export const queueKeys = defineKeys({
  open: { keys: ["Ctrl+Enter"], shown: ["Enter"], says: (m) => m.supervise.open },
  row: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.keys.list.rows },
  ends: { keys: ["Home", "End"], says: (m) => m.keys.list.rows },
  only: { ...digitKeys(6), says: (m) => m.supervise.show },
  byDeadline: { keys: ["D"], says: (m) => m.supervise.sorts.deadline },
  byAge: { keys: ["A"], says: (m) => m.supervise.sorts.age },
  byClerk: { keys: ["C"], says: (m) => m.supervise.sorts.clerk },
  older: { keys: ["M"], says: (m) => m.supervise.older },
  audit: { keys: ["Alt+T"], says: (m) => m.audit.title },
  register: { keys: ["Alt+O"], says: (m) => m.entrusting.register.title },
});

export const reviewKeys = defineKeys({
  fact: { keys: ["ArrowUp", "ArrowDown"], says: (m) => m.keys.list.rows },
  page: {
    keys: ["ArrowLeft", "ArrowRight", "PageUp", "PageDown"],
    shown: ["ArrowLeft", "ArrowRight"],
    says: (m) => m.keys.list.pages,
  },
  reveal: { keys: ["R"], says: (m) => m.supervise.reveal },
  /** It cannot be taken back, so not a bare letter that a hand brushes. */
  clearMarks: { keys: ["Alt+M"], says: (m) => m.supervise.clearMarks },
  revision: { ...digitKeys(9), says: (m) => m.supervise.revisions },
});

export const auditKeys = defineKeys({
  only: { ...digitKeys(4), says: (m) => m.supervise.show },
  export: { keys: ["Ctrl+Enter", "Ctrl+P"], says: (m) => m.audit.export },
});

export const registerKeys = defineKeys({
  export: { keys: ["Ctrl+Enter", "Ctrl+P"], says: (m) => m.daysheet.export },
});
