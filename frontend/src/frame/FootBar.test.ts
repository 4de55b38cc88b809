import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { LEVEL, useShortcuts } from "@/kit/useShortcuts";
import FootBar from "./FootBar.vue";
import { windowKeys } from "./keys";

const press = (key: string) =>
  ["keydown", "keyup"].forEach((kind) =>
    window.dispatchEvent(new KeyboardEvent(kind, { key, cancelable: true })),
  );

it("hears every key while it is open, and gives the focus back where it was", async () => {
  const below: string[] = [];
  const page = mount(
    {
      setup: () =>
        useShortcuts([{ key: windowKeys.escape, run: () => below.push("Escape") }], LEVEL.page) ?? {},
      template: '<input data-test="field" />',
    },
    { attachTo: document.body },
  );
  const field = page.get<HTMLInputElement>("[data-test=field]").element;
  field.focus();
  const bar = mount(FootBar, {
    props: { title: "t", cancelTest: "cancel" },
    slots: { default: '<button type="button" class="choice">1</button>' },
    attachTo: document.body,
  });
  await bar.vm.focusIn(".choice");
  expect(document.activeElement?.className).toBe("choice");
  press("Escape");
  expect([bar.emitted("close")?.length, below.length]).toEqual([1, 0]);
  expect(document.activeElement).toBe(field);
  await bar.get("[data-test=cancel]").trigger("click");
  expect(bar.emitted("close")?.length).toBe(2);
  bar.unmount();
  field.blur();
  press("Escape");
  expect(below).toEqual(["Escape"]);
  page.unmount();
});
