// The scenario being played, for the bar and the brief.
// Asked again whenever the desk says that practice moved on.
import { reactive, watch } from "vue";
import { call } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { ScenarioView } from "@/ipc/contract";
import { session } from "@/session";

export const current = reactive({ scenario: null as ScenarioView | null });

export async function refreshScenario(): Promise<void> {
  current.scenario = session.practice && session.clerk ? (await call("scenario_now", {})).scenario : null;
}

export function followScenario(): () => void {
  // What cannot be asked leaves the bar as it was; the page concerned tells its own failure.
  const quietly = () => void refreshScenario().catch(() => undefined);
  const stop = watch(() => [session.practice, session.clerk?.number], quietly, { immediate: true });
  const drop = onChanged((topic) => {
    if (topic === "practice") quietly();
  });
  return () => {
    stop();
    drop();
  };
}
