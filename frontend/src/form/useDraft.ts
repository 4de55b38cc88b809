// One field's text on its way to the desk: at most 400 ms behind the typing, at once when the box is left,
// never while composing. It stands in the box as it was typed, until the box is left or Enter is pressed:
// then as the desk keeps it.
import { nextTick, onBeforeUnmount, ref, watch } from "vue";

export const WRITE_EVERY_MS = 400;

/** `save` tells whether the desk took the text. */
export function useDraft(value: () => string, save: (text: string) => Promise<boolean>) {
  const text = ref(value());
  let sent = value();
  let timer: number | undefined;
  /** The text is somebody's who is typing, and nobody else's. */
  let inHand = false;
  let composing = false;
  /** Sent so far, and how many of these are not yet answered. */
  let count = 0;
  let awaited = 0;
  /** The newest was not taken (a full disk): it stays, and is sent again. */
  let refused = false;

  /** An answer to something older than what stands here says nothing. */
  function showKept(): void {
    if (inHand || awaited > 0 || refused || text.value !== sent) return;
    text.value = sent = value();
  }
  watch(value, showKept);

  async function flush(): Promise<void> {
    window.clearTimeout(timer);
    timer = undefined;
    if (text.value === sent && !refused) return showKept();
    sent = text.value;
    refused = false;
    awaited += 1;
    const mine = (count += 1);
    const taken = await save(sent);
    // The answer's view comes down with the next rendering.
    await nextTick();
    awaited -= 1;
    if (mine === count) refused = !taken;
    showKept();
  }
  function later(): void {
    if (!composing && timer === undefined) timer = window.setTimeout(() => void flush(), WRITE_EVERY_MS);
  }
  function typed(next: string): void {
    // The component kit tells of the last word a moment after the box was left.
    if (next === text.value) return;
    inHand = true;
    text.value = next;
    later();
  }
  /** The box is left, or Enter says that this is all. */
  function finish(): void {
    inHand = false;
    composing = false;
    void flush();
  }
  const on = {
    focus: () => void (inHand = true),
    blur: (event: FocusEvent) => {
      // Half a word that was being composed stands in the box, and nobody has told of it.
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
        text.value = event.target.value;
      finish();
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
  onBeforeUnmount(finish);
  return { text, typed, finish, on };
}
