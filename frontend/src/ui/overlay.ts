// Which overlay is open over the screen. One at a time; closing it gives the focus back.
import { reactive } from "vue";

type Overlay = "keys" | "lookup" | "another" | "brief" | "qr";

export const overlay = reactive({
  shown: null as Overlay | null,
  from: null as HTMLElement | null,
  open(which: Overlay) {
    if (!this.shown) this.from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.shown = which;
  },
  close() {
    this.shown = null;
    const back = this.from;
    this.from = null;
    window.setTimeout(() => back?.isConnected && back.focus());
  },
});
