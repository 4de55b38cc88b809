// Follows the desktop's colours and the clerk's text size. Not a setting of its own.
const dark = "(prefers-color-scheme: dark)";
const contrast = "(prefers-contrast: more)";

export function followDesktopTheme(root: HTMLElement = document.documentElement): void {
  const apply = () => {
    if (root.dataset.fixedTheme !== undefined) return;
    root.dataset.theme = window.matchMedia(contrast).matches
      ? "contrast"
      : window.matchMedia(dark).matches
        ? "dark"
        : "light";
  };
  apply();
  for (const query of [dark, contrast]) window.matchMedia(query).addEventListener("change", apply);
}
