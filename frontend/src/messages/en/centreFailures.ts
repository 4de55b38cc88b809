// What is refused about the centre: its file, and the codes that it gives out.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "Everything entered is kept on this machine.";
const UNCHANGED = "Nothing was changed.";
const UNUSED = "Nothing was changed, and the code was not used up.";

export const centreFailures = {
  installation_ended: {
    what: "The office has ended this computer and takes no cases from it",
    safe: KEPT,
    now: "Ask the centre for a code and join again; what waits is then sent by itself",
  },
  role_not_at_window: {
    what: "By what the centre settled, your role does not work at this window",
    safe: KEPT,
    now: "Sign in at your own window; if the role is wrong, the centre can check it",
  },
  item_not_this_window: {
    what: "By what the centre settled, this window takes no items of this kind",
    safe: UNCHANGED,
    now: "Send the citizen to the window that takes it; the list can be seen and printed",
  },
  not_a_code: {
    what: "This is no code of a centre: one has 36 letters and digits",
    safe: UNUSED,
    now: "Compare it group by group with what the centre gave you",
  },
  code_mistyped: {
    what: "A letter or digit of the code is wrong",
    safe: UNUSED,
    now: "Compare it group by group with what the centre gave you, and try again",
  },
  code_other_centre: {
    what: "The code is of one centre and the file of another; it was not taken",
    safe: UNCHANGED,
    now:
      "Check the office address first; if it is right, do not type this code again and tell the " +
      "centre at once",
  },
  code_other_station: {
    what: "This code is for another station",
    safe: UNCHANGED,
    now: "Ask the centre for one of this station",
  },
  code_other_purpose: {
    what: "The code is for something else: join codes and technicians' codes do not stand in for each other",
    safe: UNUSED,
    now: "Join with a join code; open locked settings with a technician's code",
  },
  code_unknown: {
    what: "The centre has no such code on its list",
    safe: UNCHANGED,
    now: "Check the office address and the code; if both are right, ask the centre for a new one",
  },
  code_used: {
    what: "This code was used already; each works once",
    safe: UNCHANGED,
    now: "Ask the centre for a new one",
  },
  code_ended: { what: "This code is past its time", safe: UNCHANGED, now: "Ask the centre for a new one" },
  centre_unreadable: {
    what: "The centre's file cannot be read (damaged, altered, or wrongly signed) and was not taken",
    safe: UNCHANGED,
    now: "Ask the centre to send it again; use no file that you do not know the source of",
  },
  centre_needs_newer: {
    what: "This program is too old for the centre's file, which was not taken",
    safe: UNCHANGED,
    now: "Have a technician update the program, then try again",
  },
  centre_other: {
    what: "This station belongs to another centre or office already; that cannot be changed here",
    safe: UNCHANGED,
    now: "An administrator of this computer can put the new file at /etc/counter-workstation/station.centre",
  },
  centre_not_newer: {
    what: "The centre's file is older than the one here, and was not taken",
    safe: "The one here still counts.",
    now: "Ask the centre for the newest file",
  },
  centre_ended: {
    what: "The centre's file was valid until {until} and has ended",
    safe: KEPT,
    now: "Ask the centre for a new one",
  },
  centre_file_unbelieved: {
    what:
      "The centre's file on this computer is not believed: file and folder must be root's, and " +
      "writable for nobody else",
    safe: UNCHANGED,
    now: "Have an administrator put it down anew, then start the program again",
  },
  no_centre_file: {
    what: "The office has no file for this station, or cannot give files yet",
    safe: UNCHANGED,
    now: "Ask the centre to sign one for this station; if it did, check the office's address and version",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
