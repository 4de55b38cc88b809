// A key or a pointer in this window, told to the desk three times a minute at most: it says when a window is idle,
// and an idle lock may be of one minute.
// Told later, it is said how long ago it was, so that nothing is counted younger than it is.
const REPORT_EVERY_MS = 20_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

export function followActivity(report: (secondsAgo: number) => void): () => void {
  let last = 0;
  let reported = -Infinity;
  let timer: number | undefined;

  function tell(): void {
    timer = undefined;
    reported = performance.now();
    report(Math.round((reported - last) / 1000));
  }
  function note(): void {
    last = performance.now();
    if (timer !== undefined) return;
    const wait = reported + REPORT_EVERY_MS - last;
    if (wait <= 0) tell();
    else timer = window.setTimeout(tell, wait);
  }
  const how = { capture: true, passive: true };
  for (const sign of SIGNS) window.addEventListener(sign, note, how);
  return () => {
    window.clearTimeout(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, note, how);
  };
}
