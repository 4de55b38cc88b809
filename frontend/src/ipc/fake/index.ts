// A pretended desk for Vitest and for looking at the screens in a browser.
// Typed from the contract; never in the real build.
import { useWire, type CommandName, type Payload, type Reply } from "../call";
import type { ConsentedAct } from "../contract";
import { NOT_FAKED, type FakeAnswer, type FakeAnswers, type FakedCommand } from "./answer";
import { casesAnswers } from "./answers/cases";
import { catalogAnswers } from "./answers/catalog";
import { centreAnswers } from "./answers/centre";
import { courseAnswers } from "./answers/course";
import { decisionAnswers } from "./answers/decision";
import { deliveryAnswers } from "./answers/delivery";
import { materialsAnswers } from "./answers/materials";
import { peopleAnswers } from "./answers/people";
import { sessionAnswers } from "./answers/session";
import { setupAnswers } from "./answers/setup";
import { signingAnswers } from "./answers/signing";
import { superviseAnswers } from "./answers/supervise";
import { viewOf } from "./caseView";
import { FakeState, refuse } from "./state";

export { refuse };

/** The one key for all originals is the act of the key for one. */
const GIVE_BACK_ALL = "give_back_all";
/** What a trainee does with a mentor's word only. */
const ACTS: readonly string[] = [
  "receive",
  "corrections_in",
  "check_original",
  "set_custody",
  "issue",
  "send_replacement",
  "hand_over",
  "print_step",
  "ask_withdrawal",
  "decide_for_department",
  "end_lapsed",
  "void_case",
] satisfies ConsentedAct[];

export class FakeDesk extends FakeState {
  calls: [name: string, payload: unknown][] = [];
  /** Tests put their own answers here. */
  readonly answers: FakeAnswers = {
    ...sessionAnswers(this),
    ...centreAnswers(this),
    ...catalogAnswers(this),
    ...casesAnswers(this),
    ...peopleAnswers(this),
    ...materialsAnswers(this),
    ...signingAnswers(this),
    ...courseAnswers(this),
    ...decisionAnswers(this),
    ...deliveryAnswers(this),
    ...superviseAnswers(this),
    ...setupAnswers(this),
  };

  async call<K extends CommandName>(name: K, payload: Payload<K>): Promise<Reply<K>> {
    this.calls.push([name, payload]);
    if (!isFaked(name)) return refuse("unknown_command");
    this.useConsent(name, payload);
    const answer = this.answers[name] as FakeAnswer<K>;
    return structuredClone(await answer(payload));
  }

  /** As the desk: one word is for one act of one case, and for what the refusal named. */
  private useConsent(name: CommandName, payload: object): void {
    const act = name === GIVE_BACK_ALL ? "set_custody" : name;
    if (this.clerk.role !== "trainee" || !ACTS.includes(act)) return;
    const { case: id = "", ...named } = payload as Record<string, string>;
    const fields = Object.keys(named).sort();
    const seen = name === "issue" ? this.cases.get(id)?.preview?.kind : undefined;
    const rows = name === GIVE_BACK_ALL ? viewOf(this.get(id)).materials : [];
    const due = rows.filter((row) => row.due_custody).map((row) => `${row.id}:${row.due_custody}`);
    const texts = fields.map((field) => named[field]).filter((text) => typeof text === "string");
    const of = seen ?? [...texts, ...due].join("/");
    const word = this.consent;
    if (word?.act !== act || word.case !== id || word.of !== of) refuse("consent_needed", { act, of });
    this.consent = null;
  }
}

export function isFaked(name: CommandName): name is FakedCommand {
  return !(NOT_FAKED as readonly CommandName[]).includes(name);
}

export function installFake(desk = new FakeDesk()): FakeDesk {
  useWire(
    (name, payload) => desk.call(name, payload),
    async (id, material) => desk.change(id, (c) => desk.addPage(c, material)),
  );
  return desk;
}
