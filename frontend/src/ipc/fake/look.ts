// The pretended desk in a browser, to look at the screens: `?fake`, and `&scene=…` to begin at one of them.
import { installFake } from ".";
import { announceChange } from "../changed";
import { playScene } from "./scenes";

/** "Alt-/" and the like, as if pressed; several by commas. */
function pressKeys(keys: string): void {
  const parts = keys.split("-");
  const key = parts.at(-1)!;
  const init = {
    key,
    code:
      key === "/"
        ? "Slash"
        : /^\d$/.test(key)
          ? `Digit${key}`
          : key.length === 1
            ? `Key${key.toUpperCase()}`
            : key,
    ctrlKey: parts.includes("Ctrl"),
    altKey: parts.includes("Alt"),
    bubbles: true,
    cancelable: true,
  };
  for (const type of ["keydown", "keyup"])
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, init));
}

export async function pretendIfAsked(): Promise<boolean> {
  const asked = new URLSearchParams(window.location.search);
  if (!asked.has("fake") && "__TAURI_INTERNALS__" in window) return false;
  const desk = installFake();
  const theme = asked.get("theme");
  if (theme) Object.assign(document.documentElement.dataset, { theme, fixedTheme: "" });
  const scene = asked.get("scene");
  if (scene) await playScene(desk, scene);
  Object.assign(window, { fakeDesk: desk, announceChange });
  const keys = asked.get("press");
  keys?.split(",").forEach((one, i) => window.setTimeout(() => pressKeys(one), 900 + i * 250));
  if (asked.has("english")) desk.settings.language = "en";
  if (asked.has("axe")) (await import("./axe")).reportLater();
  return true;
}
