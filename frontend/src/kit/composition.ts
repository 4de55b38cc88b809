// Keeps our keys away from an input method. While composing nothing is ours; after `compositionend` the key
// that ended it is still on its way (WebKit reports it late, bug 165004): Enter, Space, Esc and digits are
// swallowed until that key is released.
const SWALLOWED = /^(Enter|NumpadEnter|Space|Escape|(Digit|Numpad)\d)$/;
const SWALLOWED_KEY = /^(Enter| |Escape|\d)$/;
/** A candidate taken with the mouse brings no key: then nothing is swallowed for longer than this. */
const LONGEST_MS = 600;

export class CompositionGuard {
  composing = false;
  private swallowUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** For every keydown, first of all: true when the key belongs to the input method. */
  takes(event: KeyboardEvent): boolean {
    if (event.isComposing || event.keyCode === 229 || this.composing) return true;
    if (this.now() >= this.swallowUntil) return false;
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (!SWALLOWED.test(event.code) && !SWALLOWED_KEY.test(event.key)) return false;
    this.swallowUntil = this.now() + LONGEST_MS;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  started(): void {
    this.composing = true;
    this.swallowUntil = 0;
  }

  ended(): void {
    this.composing = false;
    this.swallowUntil = this.now() + LONGEST_MS;
  }

  released(): void {
    if (!this.composing) this.swallowUntil = 0;
  }

  /** A field can vanish while composing: then no compositionend comes. */
  forget(): void {
    this.composing = false;
    this.swallowUntil = 0;
  }

  attach(target: Window): () => void {
    const on = { capture: true } as const;
    const keydown = (e: Event) => void this.takes(e as KeyboardEvent);
    const start = () => this.started();
    const end = () => this.ended();
    const up = () => this.released();
    const leave = () => this.forget();
    target.addEventListener("keydown", keydown, on);
    target.addEventListener("compositionstart", start, on);
    target.addEventListener("compositionend", end, on);
    target.addEventListener("keyup", up, on);
    target.addEventListener("pointerdown", leave, on);
    // The focus is taken away by a script while composing: the text stays, and no compositionend comes.
    target.addEventListener("blur", leave, on);
    return () => {
      target.removeEventListener("keydown", keydown, on);
      target.removeEventListener("compositionstart", start, on);
      target.removeEventListener("compositionend", end, on);
      target.removeEventListener("keyup", up, on);
      target.removeEventListener("pointerdown", leave, on);
      target.removeEventListener("blur", leave, on);
    };
  }
}

/** The window's one guard; field components ask it too. */
export const guard = new CompositionGuard();
