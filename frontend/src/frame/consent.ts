// The question for a mentor's consent (带教人同意) that is on the screen, and its answer. Leaving it is a no, and
// so are the lock and another clerk; the command that asked is then refused, and nothing was done. The desk ends
// a word by itself when it locks or the session ends; that the question was left it is told.
import { reactive, watch } from "vue";
import { call } from "@/ipc/call";
import { putQuestions, type ConsentQuestion } from "@/ipc/consent";
import { session } from "@/session";
import { overlay } from "./overlay";
import { screenLock } from "./screenLock";

export const consent = reactive({
  asked: null as ConsentQuestion | null,
  /** Who consented last, while the same clerk works here: mostly it is the same mentor again. */
  mentor: "",
});
let answer: (given: boolean) => void = () => undefined;

export function settleConsent(given: boolean): void {
  if (!consent.asked) return;
  consent.asked = null;
  if (overlay.shown === "consent") overlay.close();
  answer(given);
}

/** No word for it counts any more, not even one that is being given. */
export function dropConsent(): void {
  void call("drop_consent", {}).catch(() => undefined);
}

function leaveConsent(): void {
  if (!consent.asked) return;
  settleConsent(false);
  dropConsent();
}

function ask(question: ConsentQuestion): Promise<boolean> {
  return new Promise((done) => {
    answer = done;
    consent.asked = question;
    overlay.open("consent");
  });
}

export function followConsent(): () => void {
  const stops = [
    putQuestions(ask),
    watch(
      () => overlay.shown,
      (shown) => shown !== "consent" && leaveConsent(),
      { flush: "sync" },
    ),
    watch(
      () => session.locked !== null || screenLock.hiding,
      (locked) => locked && settleConsent(false),
    ),
    watch(
      () => session.clerk?.number,
      () => {
        consent.mentor = "";
        settleConsent(false);
      },
    ),
  ];
  return () => {
    settleConsent(false);
    stops.forEach((stop) => stop());
  };
}
