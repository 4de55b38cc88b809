// What runs here, and the bundle for a technician.
import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { installFake, refuse } from "@/ipc/fake";
import { showSettings } from "@/ipc/fake/answers/session";
import { dispatchKey } from "@/kit/useShortcuts";
import SupportSection from "./SupportSection.vue";

/** Down and up again. */
function pressBundle(): void {
  const key = { key: "d", code: "KeyD", altKey: true, bubbles: true, cancelable: true };
  dispatchKey(new KeyboardEvent("keydown", key));
  window.dispatchEvent(new KeyboardEvent("keyup", key));
}

it("says what runs here, and of what is not known that it is not", async () => {
  const { versions } = showSettings(installFake());
  const section = mount(SupportSection, { props: { versions } });
  const shown = (name: string) => section.get(`[data-test=version-${name}]`).text();
  expect(shown("program")).toBe(versions.program);
  expect(shown("catalogue")).toBe(`shili ${versions.catalogue_version}`);
  expect(shown("webview")).toBe("2.48.0");
  expect(shown("schema")).toBe("6");
  await section.setProps({ versions: { ...versions, webview: null, schema: null } });
  expect(shown("webview")).toBe("不详");
  expect(shown("schema")).toBe("不详");
  section.unmount();
});

it("makes the bundle by its key, and says where it lies or why there is none", async () => {
  const desk = installFake();
  const section = mount(SupportSection, { props: { versions: showSettings(desk).versions } });
  pressBundle();
  pressBundle();
  await flushPromises();
  expect(desk.calls.filter(([name]) => name === "save_bundle").length).toBe(1);
  expect(section.get("[data-test=bundle]").text()).toContain("/example/prints/diagnostics-2026-11-22.zip");
  desk.answers.save_bundle = () => refuse("disk_full");
  await section.get("[data-test=make-bundle]").trigger("click");
  await flushPromises();
  expect(section.find("[data-test=bundle]").exists()).toBe(false);
  expect(section.get("[data-test=failure]").attributes("data-code")).toBe("disk_full");
  section.unmount();
});
