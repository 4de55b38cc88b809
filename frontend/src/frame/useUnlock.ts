// What opens a locked screen: the screen code, the clerk's password, or a colleague: by relief, and where the
// session is over by a sign-in of their own.
import { computed, nextTick, ref, shallowRef, watch } from "vue";
import { asFailure, call } from "@/ipc/call";
import type { Failure, Hello } from "@/ipc/contract";
import { refreshStatus, session } from "@/session";
import { beginAnew, finishUnlock, screenLock } from "./screenLock";

type Mode = "secret" | "password" | "relief";

export function useUnlock(caseId: () => string | null) {
  const lock = computed(() => session.locked);
  const over = computed(() => lock.value?.cause === "session_over");
  const bySecret = computed(() => (lock.value?.secret ?? false) && lock.value!.left > 0);
  const mode = ref<Mode>(screenLock.relief ? "relief" : bySecret.value ? "secret" : "password");
  const secret = ref("");
  const number = ref("");
  const password = ref("");
  const newSecret = ref("");
  const repeatedSecret = ref("");
  const busy = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const form = ref<HTMLFormElement>();
  const differs = computed(
    () => newSecret.value !== "" && repeatedSecret.value !== "" && newSecret.value !== repeatedSecret.value,
  );

  async function turn(to: Mode): Promise<void> {
    mode.value = to === "secret" && !bySecret.value ? "password" : to;
    failure.value = null;
    [secret.value, password.value, newSecret.value, repeatedSecret.value] = ["", "", "", ""];
    await focusFirst();
  }
  async function focusFirst(): Promise<void> {
    await nextTick();
    form.value?.querySelector("input")?.focus();
  }
  watch(
    () => lock.value === null,
    (waiting) => void (!waiting && turn(mode.value === "password" ? "secret" : mode.value)),
    { immediate: true },
  );
  // The session may end while somebody is about to type the code.
  watch(over, (isOver) => void (isOver && mode.value === "secret" && turn("password")));

  function requestUnlock(): Promise<Hello> | null {
    if (mode.value === "relief") {
      const colleague = { number: number.value.trim(), password: password.value };
      if (colleague.number === "" || colleague.password === "") return null;
      return over.value ? call("sign_in", colleague) : call("relieve", { ...colleague, case: caseId() });
    }
    if (mode.value === "secret")
      return secret.value === ""
        ? null
        : call("unlock_screen", { secret: secret.value, password: null, new_secret: null });
    if (password.value === "" || newSecret.value !== repeatedSecret.value) return null;
    return call("unlock_screen", {
      secret: null,
      password: password.value,
      new_secret: newSecret.value === "" ? null : newSecret.value,
    });
  }
  async function submit(): Promise<void> {
    if (busy.value || !lock.value) return;
    const request = requestUnlock();
    if (!request) return;
    busy.value = true;
    failure.value = null;
    // Emptied now, not with the answer: what is typed meanwhile is the next try.
    secret.value = password.value = "";
    const owner = lock.value.number;
    try {
      const hello = await request;
      if (over.value && hello.signed_in?.number !== owner) return beginAnew();
      await finishUnlock(hello);
    } catch (reason) {
      const failed = asFailure(reason);
      // How many tries are left is the desk's to say.
      await refreshStatus().catch(() => undefined);
      if (failed.code === "secret_spent") await turn("password");
      failure.value = failed;
      busy.value = false;
      if (!form.value?.querySelector("input:focus")) await focusFirst();
    } finally {
      busy.value = false;
    }
  }

  const fields = { secret, number, password, newSecret, repeatedSecret };
  return { lock, over, bySecret, mode, form, busy, failure, differs, ...fields, turn, submit };
}
