// What stands between this machine and its office: whose office it is, and who settles that.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "Everything entered is kept on this machine.";
const UNCHANGED = "Nothing was changed.";

export const officeFailures = {
  settings_unreadable: {
    what: "This computer's settings cannot be read: which office it works for is not known",
    safe: KEPT,
    now:
      "Nothing was sent anywhere; have a technician mend the settings, or join the centre of the " +
      "office that has this computer's cases",
  },
  setting_out_of_range: {
    what: "A number of the settings is out of range: a whole number from {min} to {max} is taken",
    safe: UNCHANGED,
    now: "Write one within the range, then save",
  },
  setting_locked: {
    what: "The centre or a technician settles this; it cannot be changed here",
    safe: UNCHANGED,
    now: "To have it changed, ask a technician",
  },
  line_down: {
    what: "The line is down, the office cannot be reached",
    safe: UNCHANGED,
    now: "Try when it is back; this station's cases can be read",
  },
  office_address_wrong: {
    what: "This office address cannot be used",
    safe: UNCHANGED,
    now: "It begins with https:// and holds no name or password; write it as the centre gave it",
  },
  time_unreadable: {
    what: "This is not a time",
    safe: UNCHANGED,
    now: "Write it in 24 hours, like 17:00 or 1700",
  },
  office_not_settled: {
    what: "This computer's records are not open yet",
    safe: KEPT,
    now: "Open them first",
  },
  office_settings_gone: {
    what: "This computer worked for a real office, and its settings name none",
    safe: KEPT,
    now:
      "Nothing was sent anywhere; have a technician write the office's address into the settings " +
      "again, or join the centre of the office that has this computer's cases",
  },
  office_has_unsent: {
    what: "Some cases are not delivered yet; the office cannot be changed",
    safe: UNCHANGED,
    now: "Let them go up first",
  },
  office_is_another: {
    what: "Who answers is not this computer's office",
    safe: KEPT,
    now: "Nothing was given to it; have a technician check the address",
  },
  office_left: {
    what: "This case is for another office than the one this station works for now",
    safe: KEPT,
    now:
      "Print the slip (F7) and take the papers to that office; should the station go back to it, " +
      "the case is sent by itself",
  },
  clock_implausible: {
    what:
      "This computer's date cannot be true: more than two years behind the trusted time, or one " +
      "year ahead of it",
    safe: `Nothing was decided or printed with such a day. ${KEPT}`,
    now:
      "Have a technician set the clock right, then do it again; on line it is compared with the " +
      "office by itself",
  },
  office_forbids: {
    what: "The back office does not let this window file (403)",
    safe: KEPT,
    now:
      "Go on as usual, cases go up once it is allowed; the office's administrator can check this " +
      "window's rights",
  },
  office_quota: {
    what: "This window's quota at the back office is used up",
    safe: KEPT,
    now: "Go on as usual, cases go up once there is room; the office's administrator can raise the quota",
  },
  department_decides: {
    what: "Not decided at the window: {why}",
    safe: KEPT,
    now: "Where points are open, examine them and try again; else wait for the department",
  },
  office_without_event: {
    what: "The back office, as it is now, does not take this kind of thing after acceptance",
    safe: KEPT,
    now: "Nothing has to be sent anew: it goes up once the office is updated; tell its administrator",
  },
  lapse_not_possible: {
    what: "The case cannot be ended now for corrections that never came",
    safe: KEPT,
    now: "A case ends so only after the day that its notice stated, with what follows, and once the applicant was told",
  },
  warning_day_impossible: {
    what: "The day on which the applicant was told is before the notice, or to come",
    safe: KEPT,
    now: "Enter the day on which they were told",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
