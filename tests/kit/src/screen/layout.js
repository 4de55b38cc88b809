// Words that a person could not read as they stand: cut, over one another, or one letter a line.
// A place that scrolls down is no cut: what is in it can be brought up. Answers with one line each.
const SLACK = 1.5;
const name = (one) => {
  const marked = one.closest("[data-test]");
  const own = one.tagName.toLowerCase() + [...one.classList].map((part) => `.${part}`).join("");
  return marked === one ? `[${one.dataset.test}]` : `${marked ? `[${marked.dataset.test}] ` : ""}${own}`;
};
const isSeen = (one) =>
  one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  !one.closest("[inert], .hidden-label, .skip, option, svg");
const scrolls = (how) => how === "auto" || how === "scroll";

/** The part of a box that its surroundings let through, and whether they cut it for good. */
function lookThrough(box, from) {
  let { left, top, right, bottom } = box;
  let cut = "";
  for (let one = from; one && one !== document.documentElement; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.position === "fixed" && one !== from) break;
    if (style.overflowX === "visible" && style.overflowY === "visible") continue;
    const edge = one.getBoundingClientRect();
    const inner = { left: edge.left + one.clientLeft, top: edge.top + one.clientTop };
    inner.right = inner.left + one.clientWidth;
    inner.bottom = inner.top + one.clientHeight;
    if (left < inner.left - SLACK || right > inner.right + SLACK) cut ||= name(one);
    const unreachable = top < inner.top - one.scrollTop - SLACK;
    if (scrolls(style.overflowY) ? unreachable : top < inner.top - SLACK || bottom > inner.bottom + SLACK)
      cut ||= name(one);
    [left, right] = [Math.max(left, inner.left), Math.min(right, inner.right)];
    [top, bottom] = [Math.max(top, inner.top), Math.min(bottom, inner.bottom)];
    // Scrolled away: what is around it need not have room for it.
    if (scrolls(style.overflowY) && bottom <= top) return { cut, seen: null };
  }
  if (left < -SLACK || right > innerWidth + SLACK || top < -SLACK || bottom > innerHeight + SLACK)
    cut ||= "the window";
  return { cut, seen: right > left && bottom > top ? { left, top, right, bottom } : null };
}

/** How wide the words may run: a word broken at the end of a long line is no fault. */
function roomOf(one) {
  let block = one;
  while (getComputedStyle(block).display === "inline" && block.parentElement) block = block.parentElement;
  return block.clientWidth;
}

const faults = [];
const pieces = [];
const tell = (fault, one, words, more = "") =>
  faults.push(`${fault}: ${name(one)} “${words.trim().slice(0, 24)}”${more && ` by ${more}`}`);

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const one = node.parentElement;
  const words = node.data.trim();
  if (!words || !one || !isSeen(one)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  if (boxes.length === 0) continue;
  const size = parseFloat(getComputedStyle(one).fontSize);
  const lines = new Set(boxes.map((box) => Math.round(box.top))).size;
  const letters = [...words.replace(/\s/g, "")].length;
  if (lines > 1 && letters / lines < 2 && roomOf(one) < 3 * size) tell("upright", one, words);
  if (lines > 1 && one.closest(".btn")) tell("a button of several lines", one, words);
  for (const { left, right, top, bottom } of boxes) {
    // A font's own box is higher than its letters.
    const middle = (top + bottom) / 2;
    const letter = { left, right, top: middle - size / 2, bottom: middle + size / 2 };
    const { cut, seen } = lookThrough(letter, one);
    if (cut) tell("cut", one, words, cut);
    if (seen) pieces.push({ one, words, ...seen });
  }
}
const pen = document.createElement("canvas").getContext("2d");
for (const one of document.querySelectorAll("button, input, select, textarea, a.btn")) {
  if (!isSeen(one) || ["checkbox", "radio", "file"].includes(one.type)) continue;
  const { cut, seen } = lookThrough(one.getBoundingClientRect(), one.parentElement);
  const value = one.matches("select") ? (one.selectedOptions[0]?.label ?? "") : (one.value ?? "");
  if (cut) tell("cut", one, one.innerText || value || "a field", cut);
  // A field whose words lie under it, as the whole line that opens a section, is no obstacle.
  if (seen && (one.innerText || !one.matches("button"))) pieces.push({ one, words: value, box: true, ...seen });
  if (!one.matches("input, select")) continue;
  const style = getComputedStyle(one);
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  // A hint in an empty field may end early, and a value may stand under its field in full.
  const isBelow = [...(one.closest("label")?.children ?? [])].some(
    (other) => other !== one && isSeen(other) && other.innerText.trim() === value.trim(),
  );
  const shown = one.type === "password" ? "" : value;
  if (!isBelow && pen.measureText(shown).width > room + SLACK) tell("cut", one, shown, "its own field");
}
for (const [i, a] of pieces.entries())
  for (const b of pieces.slice(i + 1)) {
    if (a.one === b.one || a.one.contains(b.one) || b.one.contains(a.one)) continue;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 3) tell("over one another", a.one, a.words, `${name(b.one)} “${b.words.trim().slice(0, 12)}”`);
  }
return [...new Set(faults)];
