// Words for setting a computer up, in English.
import type { SetupWords } from "../zh-CN/setup";

export const setup: SetupWords = {
  open: "Set this computer up",
  openHint: "Join a centre, try each device",
  again: "Devices tried, and the summary",
  title: "Set this computer up",
  parts: {
    join: "Join a centre",
    reader: "Card reader",
    scanner: "Scanner",
    printer: "Printer",
    screen: "Citizen's screen",
    sample: "A sample case",
    summary: "Summary",
  },
  intro: {
    join:
      "Two ways, choose one: with a centre this computer is a real window; the trial only shows " +
      "how it works.",
    reader:
      "Lay an ID card on the reader, then press the button below. Only the kind of card is shown; " +
      "name and number are neither shown nor kept.",
    scanner:
      "Put in a sheet that is about nobody, then press the button below. The page is shown here " +
      "once and not kept.",
    printer: "Print a test page and look whether its letters are clear and its frame is whole.",
    screen: "Where the window has a second screen for the citizen, try it here; else skip it.",
    sample:
      "Handle an invented case in practice: people, papers and numbers are made up and reach no " +
      "real work. End practice afterwards and come back here.",
    summary: "All this is kept on this computer; the settings show it and print it again.",
  },
  joinChoice: "Join a centre: a real window",
  joinHint:
    "It takes the address and the join code that the centre gave. An administrator may also put " +
    "the centre's file on this computer; the next start joins by it.",
  trialChoice: "Trial",
  trialHint: "Accounts and cases are invented, the office is in this computer, nothing is sent anywhere.",
  isTrial: "The trial was chosen, no centre was joined",
  found: "Devices found",
  finding: "Looking for devices…",
  noneFound:
    "None was found. Connect it, switch it on and look again; a printer has to be installed in " +
    "the system first.",
  findAgain: "Look again",
  inUse: (device) => `In use: ${device}`,
  noneChosen: "None is chosen yet",
  invented: "Nothing here is real work now: a made-up device is used",
  chosen: "In use",
  tryIt: {
    reader: "Read a card",
    scanner: "Scan a page",
    printer: "Print a test page",
    screen: "Show the test",
  },
  trying: {
    reader: "Reading, for some seconds at most…",
    scanner: "Scanning…",
    printer: "Printing…",
    screen: "Opening…",
  },
  tryAgain: "Try again",
  skip: "Skip",
  next: "Next",
  step: "Step back / on",
  choice: "Choose by digit",
  picture: "The page that was scanned, not kept",
  seenAsk: "Does the citizen's screen show the word for “test” in large letters?",
  seen: "It does",
  notSeen: "It does not",
  toSample: "To practice",
  sampleDone: "Done",
  signedIn: "Somebody is signed in. To practise sign out first, then press Alt+6 at the door.",
  cards: {
    resident: "resident's ID card",
    hmt: "residence permit for Hong Kong, Macau and Taiwan residents",
    foreign2017: "foreigner's permanent residence card",
    foreign2023: "foreigner's permanent residence card",
  },
  results: {
    none: "Not done",
    joined: "Joined",
    skipped: "Skipped",
    failed: (why) => `It failed: ${why}`,
    unseen: "It was not seen",
    reader: (card) => `One card was read: ${card}`,
    scanner: "A page was scanned",
    printer: "The test page went to the printer",
    saved: (file) => `No printer is set; the test page is in the file ${file}`,
    screen: "The test was seen",
    sample: "Done",
    by: (device, result) => `${device}: ${result}`,
    made: "A made-up device",
  },
  versions: (program, catalogue) => `Program ${program}, catalogue ${catalogue}`,
  print: "Print the summary",
  printedAt: (t) => `Printed last: ${t}`,
  toDoor: "To sign-in",
  toSettings: "Back to the settings",
  goOn: "Go on setting up",
};
