// Words for what waits to be sent, in English.
import type { Messages } from "../zh-CN";

export const outbox: Messages["outbox"] = {
  title: "To send",
  empty: "Nothing waits",
  retry: "Send now",
  attempts: (n) => `tried ${n} ×`,
  nextAt: (t) => `next ${t}`,
  safe: "All cases are kept here, encrypted; they go up by themselves and are not lost.",
  pause: "Stop sending",
  resume: "Send again",
  pausedBy: (who, t) =>
    `${who} stopped sending at ${t}; all cases are kept here and go up once it is resumed.`,
  sent: (sent, total) => `${sent} of ${total} MB sent`,
  waits: {
    turn: "its turn comes",
    time: "again later",
    line: "for the line",
    paused: "stopped",
    earlier: "after the one before",
    person: "needs a person",
  },
  number: "Number",
  item: "Item",
  state: "State",
  reason: "Reason",
  when: "Next try",
};
