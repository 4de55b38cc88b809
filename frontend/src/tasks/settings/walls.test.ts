// Which walls stand round what opens citizens' files.
import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { installFake } from "@/ipc/fake";
import { showSettings } from "@/ipc/fake/answers/session";
import WallsFacts from "./WallsFacts.vue";

it("says of each wall whether it stands, and where nobody knows it that nobody does", async () => {
  const { walls } = showSettings(installFake());
  if (walls === null) throw new Error("the fake desk has walls");
  const section = mount(WallsFacts, { props: { walls } });
  const shown = () => section.findAll("[data-test=walls] li").map((wall) => wall.text());
  expect(shown().map((text) => text.split("：")[1])).toEqual(["有效", "有效（第 7 版）", "有效"]);
  await section.setProps({ walls: { no_new_privileges: true, system_calls: false, landlock: null } });
  expect(shown().map((text) => text.split("：")[1])).toEqual(["没有", "没有", "有效"]);
  await section.setProps({ walls: null });
  expect(section.find("[data-test=walls]").exists()).toBe(false);
  expect(section.get("[data-test=walls-unknown]").text()).not.toBe("");
  section.unmount();
});
