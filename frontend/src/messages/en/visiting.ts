// Words for the whole course of a case, in English.
import type { VisitingWords } from "../zh-CN/visiting";

const times = (n: number) => (n === 1 ? "once" : `${n} times`);
export const visiting: VisitingWords = {
  act: "Course of the case",
  title: "Course of the case",
  next: "Next",
  print: "Print the slip",
  citizen: "Show the citizen",
  takeAway: "Off the citizen's screen",
  hint: "To be scanned with a phone: the course as text, without a network, and of no person anything.",
  label: "QR code of the course",
  empty: "Nothing has happened yet",
  provisional: " (provisional)",
  came: (n) => (n === 0 ? "Not been here yet" : `Been here ${times(n)}`),
  promised: (n, official) => `promised: at most ${times(n)}${official ? "" : " (example)"}`,
  unpromised: "no number is promised for this item",
  again: (n) => `The next visit is number ${n}`,
  over: (n) => `The next visit is number ${n}, more than was promised: finish here what can be finished`,
  someProcedure: "special procedure",
  comma: ", ",
  milestones: {
    received: () => "Papers received",
    refiled: ({ number }) => `Case ${number} was of the wrong item: it goes on under this one`,
    accepted: () => "Accepted",
    deferred: ({ until }) => `Accepted, papers to follow before ${until}`,
    deemed: () => "Taken as accepted by silence",
    completed: () => "The papers that were to follow are all in",
    amended: () => "Put right, and its papers given anew",
    notified: ({ count }) => `Correction notice, ${count} ${count === 1 ? "line" : "lines"}`,
    corrections_in: () => "All corrections in",
    warned: () => "The applicant was told of the last day and what follows",
    lapsed: () => "Ended: the corrections never came",
    refused: () => "Not accepted",
    redirected: () => "Not a matter of this authority",
    given_up: () => "Ended before acceptance",
    withdrawal_asked: () => "Withdrawal asked for",
    withdrawal_refused: () => "The office did not take the withdrawal",
    withdrawn: () => "Ended by the department, as the applicant asked",
    void_asked: () => "Asked to be made void: wrong item",
    void_refused: () => "The office did not agree to a void",
    voided: () => "Void: wrong item",
    special: ({ procedure }) => `The department holds: ${procedure}; its time is not counted`,
    special_ended: ({ procedure }) => `Over: ${procedure}; the time counts on`,
    extended: ({ count }) => `The department extended the time by ${count} ${count === 1 ? "day" : "days"}`,
    granted: ({ number }) =>
      number ? `Granted for the department, document ${number}` : "Granted by the department",
    not_granted: ({ number }) =>
      number ? `Not granted for the department, document ${number}` : "Not granted by the department",
    delivered: () => "Result handed over",
    unread: () => "Other news of the department, which this program cannot read",
  },
  things: {
    hand_in: () => "Bring the papers to this window",
    sign: () => "Come and sign",
    await_answer: ({ until }) =>
      until
        ? `Nothing: the window says by ${until} whether anything is missing`
        : "Nothing: the window will answer",
    same_day: () => "Nothing: done on the same day",
    fetch_receipt: () => "The window did not answer in time, so it counts as accepted: fetch the receipt",
    bring_corrections: ({ until, papers }) =>
      until ? `Bring by ${until}: ${papers}` : `Bring all at once: ${papers}`,
    await_receipt: () => "Nothing: all is here, the window writes the receipt",
    bring_promised: ({ until, papers }) => `Bring before ${until}: ${papers}`,
    bring_late: ({ papers }) => `Bring: ${papers}; the time counts on`,
    await_decision: ({ until }) =>
      until ? `Nothing: the department decides before ${until}` : "Nothing: the department decides",
    await_procedure: ({ procedure }) => `Nothing: the department holds: ${procedure}`,
    await_withdrawal: () => "Nothing: the department answers the withdrawal",
    await_void: () => "Nothing: the void waits for its answer, and the receipt stands until then",
    await_result: ({ until }) =>
      until
        ? `Decided; the result is handed over by ${until}`
        : "Decided; the result is still to be handed over",
    nothing: () => "Nothing: this case is done",
    refused: () => "Not accepted; what can be done against it stands in the notice",
    ask_elsewhere: ({ office }) => `Apply to ${office || "the authority named in the notice"}`,
    ended: () => "Nothing: this case has ended",
    goes_on: () => "It goes on under the right item: use the new number",
  },
};
