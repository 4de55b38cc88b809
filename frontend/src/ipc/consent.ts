// What a trainee may not do alone: the desk wants a mentor's consent, whoever is at the screen is asked for it,
// and the bridge sends the same command again. One question at a time; where nobody asks, the answer is no.
import type { ConsentedAct, Failure } from "./contract";

export interface ConsentQuestion {
  case: string;
  act: ConsentedAct;
  /** What of the case, as the desk named it: the material, the paper that was looked at. */
  of: string;
  /** Whose word it wants, where it is a supervisor's. */
  by?: "supervisor";
}
/** Whether it was given. */
type Asker = (question: ConsentQuestion) => Promise<boolean>;

let asker: Asker | null = null;
let before: Promise<unknown> = Promise.resolve();

/** Puts the questions to the screen, until the answer is called. */
export function putQuestions(to: Asker): () => void {
  asker = to;
  return () => {
    if (asker === to) asker = null;
  };
}

export function askForConsent(payload: object, failure: Failure): Promise<boolean> {
  const { case: id = "" } = payload as { case?: string };
  const { act, of = "" } = failure.params;
  const question: ConsentQuestion = { case: id, act: act as ConsentedAct, of };
  if (failure.params.by === "supervisor") question.by = "supervisor";
  const answer = before.then(() => asker?.(question) ?? false);
  before = answer.catch(() => undefined);
  return answer;
}
