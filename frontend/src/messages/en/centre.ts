// Words about the centre a station works for, in English.
import type { CentreWords, JoinWords } from "../zh-CN/centre";

export const centre: CentreWords = {
  title: "Centre",
  centre: "Name of the centre",
  station: "Station",
  office: "Office address",
  until: "Valid until",
  version: "Version of the file",
  fingerprint: "Fingerprint of the centre's key",
  ownTrial: "This program's own file, for a trial",
  ownPractice: "This program's own file, for practice",
  ended:
    "Past its last day: no new catalogue is taken, cases are not affected. Ask the centre for a new one.",
  none: "This station has not joined a centre",
  toJoin: "Join a centre…",
  showCode: "Show",
  hideCode: "Hide",
  showKey: "Show or hide the code",
  rejoin: "Join anew…",
  technician: "A technician's code",
  technicianHint:
    "Typed with the technician here: what is locked opens for half an hour, or until you sign " +
    "out. It works once.",
  open: "Open what is locked",
  openUntil: (t) => `Opened by a technician's code, until ${t}`,
};

export const join: JoinWords = {
  title: "Join a centre",
  intro:
    "From then on the office, the catalogue and the times are as the centre settles them. " +
    "What was entered, and what waits to be sent, stays here and is not lost; while cases wait " +
    "for the office " +
    "before, it is not exchanged.",
  officeHint: "https://…",
  officeWrong:
    "This office address cannot be used: it begins with https:// and holds no name or password. " +
    "Write it as the centre gave it.",
  code: "Join code",
  codeHint:
    "36 letters and digits, which the centre gave to this station. It works once; capitals and " +
    "hyphens do not matter.",
  submit: "Join the centre",
  working: "Asking the office for the centre's file, and checking its signature…",
  done: "Joined the centre",
  compare:
    "Compare the fingerprint, group by group, with what the centre told you. If it differs, do " +
    "not sign in; " +
    "tell the centre at once.",
  toSignIn: "Sign in",
};
