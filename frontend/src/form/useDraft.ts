// One field's text on its way to the desk: at most 400 ms behind the typing,
// at once on blur, never while composing.
import { onBeforeUnmount, ref, watch } from "vue";

export const WRITE_EVERY_MS = 400;

export function useDraft(value: () => string, save: (text: string) => void) {
  const text = ref(value());
  let sent = value();
  let timer: number | undefined;
  let focused = false;
  let composing = false;
  /** Sent and not yet answered, oldest first. */
  let flying: string[] = [];

  // What the desk says wins, except under the hand,
  // and except where it answers something older than what is written here.
  watch(value, (fresh) => {
    flying = flying.slice(flying.indexOf(fresh) + 1);
    if (focused || flying.length > 0 || text.value !== sent) return;
    text.value = fresh;
    sent = fresh;
  });

  function flush(): void {
    window.clearTimeout(timer);
    timer = undefined;
    // What was sent and did not arrive (a full disk) is sent again;
    // the desk takes the same value twice without harm.
    if (text.value === sent && text.value === value()) return;
    sent = text.value;
    flying.push(sent);
    save(sent);
  }
  function later(): void {
    if (!composing && timer === undefined) timer = window.setTimeout(flush, WRITE_EVERY_MS);
  }
  function typed(next: string): void {
    text.value = next;
    later();
  }
  function put(next: string): void {
    text.value = next;
    flush();
  }
  const on = {
    focus: () => {
      focused = true;
      flying = [];
    },
    blur: () => {
      focused = false;
      composing = false;
      flush();
    },
    compositionstart: () => {
      composing = true;
      window.clearTimeout(timer);
      timer = undefined;
    },
    compositionend: () => {
      composing = false;
      later();
    },
  };
  onBeforeUnmount(flush);
  return { text, typed, put, flush, on };
}
