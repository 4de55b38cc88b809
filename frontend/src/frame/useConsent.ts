// What a mentor signs with: their number, and the screen code or the password.
import { nextTick, ref, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import type { Failure } from "@/ipc/contract";
import { consent, dropConsent, settleConsent } from "./consent";

export function useConsent(form: () => HTMLElement | undefined) {
  const asked = consent.asked;
  const number = ref(consent.mentor);
  const way = ref<"secret" | "password">("secret");
  const typed = ref("");
  const busy = ref(false);
  /** The code opens nothing now: the password is asked for instead. */
  const spent = ref(false);
  const failure = shallowRef<Failure | null>(null);

  async function focusField(name: "number" | "typed"): Promise<void> {
    await nextTick();
    const field = form()?.querySelector<HTMLInputElement>(`[data-field=${name}]`);
    field?.focus();
    field?.select();
  }
  const focusMissing = () => focusField(number.value.trim() === "" ? "number" : "typed");

  async function turn(): Promise<void> {
    way.value = way.value === "secret" ? "password" : "secret";
    typed.value = "";
    spent.value = false;
    failure.value = null;
    await focusMissing();
  }

  async function submit(): Promise<void> {
    if (busy.value || !asked) return;
    const mentor = number.value.trim();
    const sign = typed.value;
    if (mentor === "" || sign === "") return focusMissing();
    busy.value = true;
    failure.value = null;
    // Emptied now, not with the answer: what is typed meanwhile is the next try.
    typed.value = "";
    const secret = way.value === "secret" ? sign : null;
    try {
      const password = secret === null ? sign : null;
      const { case: id, act, of } = asked;
      await call("give_consent", { case: id, act, of, number: mentor, password, secret });
      // Left meanwhile, it was a no.
      if (consent.asked !== asked) return dropConsent();
      consent.mentor = mentor;
      settleConsent(true);
    } catch (reason) {
      const failed = asFailure(reason);
      spent.value = failed.code === "secret_spent";
      failure.value = spent.value ? null : failed;
      if (spent.value) way.value = "password";
      await focusField(
        ["consent_not_mentor", "consent_not_supervisor"].includes(failed.code) ? "number" : "typed",
      );
    } finally {
      busy.value = false;
    }
  }

  return { asked, number, way, typed, busy, spent, failure, turn, submit };
}
