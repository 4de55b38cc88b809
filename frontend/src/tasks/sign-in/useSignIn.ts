// Signing in, opening what was blocked, and crossing to practice and back.
import { computed, nextTick, onMounted, ref, shallowRef, watch } from "vue";
import { useRouter } from "vue-router";
import { asFailure, call } from "@/ipc/call";
import type { DemoAccount, Failure } from "@/ipc/contract";
import { applyHello, refreshSettings, refreshStatus, session } from "@/session";

export function useSignIn() {
  const router = useRouter();
  const number = ref(session.hello?.last_clerk ?? "");
  const password = ref("");
  const failure = shallowRef<Failure | null>(null);
  const busy = ref(false);
  const numberInput = ref<HTMLInputElement>();
  const passwordInput = ref<HTMLInputElement>();
  const hello = computed(() => session.hello);
  const blocked = computed<Failure>(() => ({
    code: hello.value?.blocked ?? "internal",
    params: {},
    incident: "",
  }));

  async function focusFirst(): Promise<void> {
    await nextTick();
    (number.value === "" ? numberInput : passwordInput).value?.focus();
  }
  onMounted(focusFirst);
  // Another desk took this one's place: its own clerk, unless somebody is typing already.
  watch(
    () => hello.value?.last_clerk,
    (last, before) => {
      if (number.value === (before ?? "")) number.value = last ?? "";
    },
  );
  watch(
    () => hello.value?.state,
    () => {
      if (number.value === "") number.value = hello.value?.last_clerk ?? "";
      void focusFirst();
    },
  );

  async function signIn(): Promise<void> {
    // Enter in the number goes on to the password.
    if (number.value.trim() === "" || password.value === "") return focusFirst();
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      applyHello(await call("sign_in", { number: number.value.trim(), password: password.value }));
      password.value = "";
      await Promise.all([refreshStatus(), refreshSettings()]);
      await router.push(session.practice ? "/practice" : "/");
    } catch (reason) {
      failure.value = asFailure(reason);
      passwordInput.value?.select();
    } finally {
      busy.value = false;
    }
  }

  /**
   * What stood in the way may be gone (a keyring unlocked, room made on the disk):
   * the desk tries to open once more.
   */
  async function openAgain(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      applyHello(await call("open_again", {}));
      await refreshStatus();
    } catch (reason) {
      failure.value = asFailure(reason);
    } finally {
      busy.value = false;
    }
  }

  /** Over to the practice ground, or back to the counter. */
  async function crossPractice(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      applyHello(await call(session.practice ? "leave_practice" : "enter_practice", {}));
      number.value = hello.value?.last_clerk ?? "";
      password.value = "";
      await refreshStatus();
    } catch (reason) {
      failure.value = asFailure(reason);
    } finally {
      busy.value = false;
      void focusFirst();
    }
  }

  async function fillAccount(account: DemoAccount): Promise<void> {
    number.value = account.number;
    password.value = account.password;
    await nextTick();
    passwordInput.value?.focus();
  }

  const fields = { number, password, numberInput, passwordInput };
  const acts = { signIn, openAgain, crossPractice, fillAccount, focusFirst };
  return { ...fields, hello, blocked, failure, busy, ...acts };
}
