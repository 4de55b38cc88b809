// Which overlay is open over the screen, and which one lies under it;
// closing gives back the one under it, and the focus.
import { reactive } from "vue";

type Overlay =
  | "keys"
  | "lookup"
  | "another"
  | "another_applicant"
  | "refile"
  | "brief"
  | "qr"
  | "course"
  | "blank"
  | "consent"
  | "receipt";
interface Open {
  shown: Overlay;
  from: HTMLElement | null;
}

export const overlay = reactive({
  shown: null as Overlay | null,
  from: null as HTMLElement | null,
  /** Only a blank opens over another, and goes back to it. */
  under: null as Open | null,
  open(which: Overlay) {
    const over = which === "blank" && this.shown !== null;
    this.under = over ? ({ shown: this.shown, from: this.from } as Open) : null;
    if (!this.shown || over)
      this.from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.shown = which;
  },
  close() {
    const back = this.from;
    this.shown = this.under?.shown ?? null;
    this.from = (this.under?.from as HTMLElement | undefined) ?? null;
    this.under = null;
    window.setTimeout(() => back?.isConnected && back.focus());
  },
  /** On the way to another screen: nothing to go back to. */
  leave() {
    this.shown = this.under = null;
  },
});
