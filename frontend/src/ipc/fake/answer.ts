// Which commands the pretended desk answers, typed by the contract: an answer that drifts does not compile.
import type { CommandName, Payload, Reply } from "../call";

/** Commands without an answer here. What is practised, and what a deciding office does, is not pretended. */
export const NOT_FAKED = [
  "enter_practice",
  "leave_practice",
  "reset_practice",
  "scenarios",
  "begin_scenario",
  "scenario_now",
  "practice_result",
  "practice_results",
  "corrections_in",
  "print_step",
  "search_station_cases",
  "show_station_case",
  "continue_case",
  "release_case",
] as const satisfies readonly CommandName[];
export type FakedCommand = Exclude<CommandName, (typeof NOT_FAKED)[number]>;
export type FakeAnswer<K extends CommandName> = (payload: Payload<K>) => Reply<K> | Promise<Reply<K>>;
export type FakeAnswers = { [K in FakedCommand]: FakeAnswer<K> };
