// The card of keys: made of the panel's rows in both languages, printed from the panel.
import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import KeysOverlay from "./frame/KeysOverlay.vue";
import { installFake, refuse } from "./ipc/fake";
import { listCardGroups, useKeyCard } from "./keyCard";
import { listKeyGroups } from "./keys";
import { dispatchKey } from "./kit/useShortcuts";

/** As `print_key_card` of the desk has them. */
const MOST = { groups: 8, rows: 56, keys: 8, letters: 80, keyLetters: 24 };

it("has every row of the panel in both languages, and no more than a page holds", () => {
  for (const practice of [false, true]) {
    const groups = listCardGroups(practice);
    const rows = groups.flatMap((group) => group.rows);
    expect(rows.length).toBe(listKeyGroups(practice).flatMap((group) => group.rows).length);
    expect(groups.length).toBeLessThanOrEqual(MOST.groups);
    expect(rows.length).toBeLessThanOrEqual(MOST.rows);
    for (const { title, also } of groups) {
      expect(title).toMatch(/\p{Script=Han}/u);
      expect(also).not.toMatch(/\p{Script=Han}/u);
    }
    for (const { keys, says, also } of rows) {
      expect(says).toMatch(/\p{Script=Han}/u);
      expect(also).toMatch(/\w/);
      expect(also).not.toMatch(/\p{Script=Han}/u);
      expect(keys.length).toBeGreaterThan(0);
      expect(keys.length).toBeLessThanOrEqual(MOST.keys);
      expect(Math.max(says.length, also.length)).toBeLessThanOrEqual(MOST.letters);
      expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(MOST.keyLetters);
    }
  }
  const shown = listCardGroups(false).flatMap((group) => group.rows.flatMap((row) => row.keys));
  expect(shown).toContain("Ctrl+←");
  expect(shown).toContain("Esc");
  for (const key of ["Alt+G", "Alt+C", "Alt+P"]) expect(shown).toContain(key);
});

/** Down and up again. */
function pressPrint(): void {
  const key = { key: "p", code: "KeyP", ctrlKey: true, bubbles: true, cancelable: true };
  dispatchKey(new KeyboardEvent("keydown", key));
  window.dispatchEvent(new KeyboardEvent("keyup", key));
}

it("is printed from the panel by its key, once at a time and by whoever is signed in", async () => {
  const groups = listKeyGroups(false);
  const panel = mount(KeysOverlay, { props: { groups, canPrint: false, printing: false } });
  pressPrint();
  expect(panel.find("[data-test=print-keys]").exists()).toBe(false);
  await panel.setProps({ canPrint: true });
  pressPrint();
  await panel.get("[data-test=print-keys]").trigger("click");
  expect(panel.emitted("print")?.length).toBe(2);
  await panel.setProps({ printing: true });
  expect(panel.get("[data-test=print-keys]").attributes("disabled")).toBeDefined();
  panel.unmount();
});

it("says where the paper went, or why it did not", async () => {
  const desk = installFake();
  const card = useKeyCard();
  await Promise.all([card.print(false), card.print(false)]);
  expect(desk.calls.filter(([name]) => name === "print_key_card").length).toBe(1);
  expect(card.printed.value?.file).toContain("key-card");
  desk.answers.print_key_card = () => refuse("font_missing");
  await card.print(true);
  await flushPromises();
  expect(card.printed.value).toBeNull();
  expect(card.failure.value?.code).toBe("font_missing");
  card.forget();
  expect(card.failure.value).toBeNull();
});
