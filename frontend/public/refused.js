// The button has the focus, so that Enter closes the window. After the page has gone to its fragment, which takes the focus.
const focus = () => document.querySelector("a").focus();
window.addEventListener("load", () => requestAnimationFrame(() => setTimeout(focus)));
window.addEventListener("focus", focus);
