// Setting this computer up: which step is open, what was found for it, what came of its try. The desk keeps the
// results; the picture of a page is here only until the step is left.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from "vue";
import { useRouter } from "vue-router";
import { asFailure, call } from "@/ipc/call";
import type { DeviceView, Failure, PrintResult, SetupOutcome, SetupStep, SetupView } from "@/ipc/contract";
import type { SetupPart } from "@/messages/zh-CN/setup";
import { applyHello, refreshStatus, session } from "@/session";

export const PARTS: SetupPart[] = ["join", "reader", "scanner", "printer", "screen", "sample", "summary"];
const isDevice = (part: SetupPart) => part === "reader" || part === "scanner" || part === "printer";

export function useSetup(focusPrimary: () => Promise<void>) {
  const router = useRouter();
  const view = shallowRef<SetupView | null>(null);
  const part = ref<SetupPart>("join");
  const devices = shallowRef<DeviceView[] | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const picture = ref<string | null>(null);
  const printed = shallowRef<PrintResult | null>(null);
  const busy = ref(false);
  /** The other screen shows the test now; whether it is seen is still to be said. */
  const isShown = ref(false);

  const row = computed(() => view.value?.rows.find((one) => one.step === part.value) ?? null);
  const isDone = computed(() => ["good", "skipped"].includes(row.value?.last?.outcome ?? ""));
  const found = computed(() => (devices.value ?? []).filter((one) => one.kind.endsWith(part.value)));

  /** One thing at a time. Whatever came of it, the desk's view is shown. */
  async function act(work: () => Promise<SetupView>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    picture.value = null;
    isShown.value = false;
    try {
      view.value = await work();
      return true;
    } catch (reason) {
      failure.value = asFailure(reason);
      view.value = await call("setup", {}).catch(() => view.value);
      return false;
    } finally {
      busy.value = false;
      await focusPrimary();
    }
  }

  async function find(): Promise<void> {
    devices.value = null;
    devices.value = await call("setup_devices", {}).catch(() => []);
  }

  /** The other screen goes back to what it is for, however the step is left. */
  const endTest = () => void (isShown.value && call("setup", {}).catch(() => undefined));
  onBeforeUnmount(endTest);

  /** Nothing of a try goes along. */
  async function open(next: SetupPart): Promise<void> {
    if (busy.value) return;
    endTest();
    part.value = next;
    picture.value = null;
    failure.value = null;
    isShown.value = false;
    await focusPrimary();
  }
  async function move(by: number): Promise<void> {
    const next = PARTS[PARTS.indexOf(part.value) + by];
    if (next) await open(next);
  }

  onMounted(async () => {
    if (!(await act(() => call("setup", {})))) return;
    const first = view.value?.rows.find((one) => !["good", "skipped"].includes(one.last?.outcome ?? ""));
    void find();
    await open(first?.step ?? "summary");
  });

  async function tryIt(step: SetupStep): Promise<void> {
    let seen: string | null = null;
    const done = await act(async () => {
      const tried = await call("try_step", { step });
      seen = tried.picture;
      return tried.view;
    });
    picture.value = seen;
    isShown.value = done && step === "screen";
    void refreshStatus().catch(() => undefined);
  }

  async function settle(step: SetupStep, outcome: SetupOutcome): Promise<void> {
    const done = await act(() => call("settle_step", { step, outcome }));
    if (done && outcome !== "failed") await move(1);
  }

  async function choose(device: DeviceView): Promise<void> {
    const step = row.value?.step;
    if (!step || !isDevice(step) || device.name === row.value?.device) return;
    await act(() => call("choose_device", { step, name: device.name }));
    void refreshStatus().catch(() => undefined);
  }

  async function print(): Promise<void> {
    await act(async () => {
      const { view: next, print: result } = await call("print_setup", {});
      printed.value = result;
      return next;
    });
  }

  /** To the trial's own door; that it was chosen is kept. */
  async function tryProgram(): Promise<void> {
    if (await act(() => call("settle_step", { step: "join", outcome: "skipped" }))) await leave();
  }

  /** A sample case is handled beside the counter, where nobody is signed in. */
  async function crossOver(): Promise<void> {
    if (busy.value || session.clerk) return;
    busy.value = true;
    failure.value = null;
    try {
      applyHello(await call("enter_practice", {}));
      await refreshStatus();
      await router.push("/sign-in");
    } catch (reason) {
      failure.value = asFailure(reason);
    } finally {
      busy.value = false;
    }
  }

  const join = () => void router.push("/join?setup=1");
  async function leave(): Promise<void> {
    await router.push(session.clerk ? "/settings" : "/sign-in");
  }

  const shown = { view, part, row, devices, found, failure, picture, printed, busy, isShown, isDone };
  return {
    ...shown,
    isDevice,
    find,
    open,
    move,
    tryIt,
    settle,
    choose,
    print,
    tryProgram,
    crossOver,
    join,
    leave,
  };
}
