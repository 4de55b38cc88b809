import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { installFake } from "@/ipc/fake";
import { greet, refreshStatus, session } from "@/session";
import Notices from "./Notices.vue";

it("tells what is odd about the computer, and puts away only what was news", async () => {
  const desk = installFake();
  desk.signedIn = true;
  desk.notices = [
    { code: "clock_back", can_be_read: false, params: { minutes: "4320" } },
    { code: "old_image", can_be_read: true, params: { missing: "2" } },
    { code: "of_a_newer_desk", can_be_read: false, params: {} },
  ];
  greet(desk.hello());
  await refreshStatus();
  const band = mount(Notices);
  expect(band.get("[data-test=notice-clock_back]").text()).toContain("3 天");
  expect(band.find("[data-test=notice-read-clock_back]").exists()).toBe(false);
  expect(band.get("[data-test=notice-old_image]").text()).toContain("2 件后台有、本机没有");
  expect(band.get("[data-test=notice-of_a_newer_desk]").text()).toContain("数据没有被改动");
  await band.get("[data-test=notice-read-old_image]").trigger("click");
  await flushPromises();
  expect(band.find("[data-test=notice-old_image]").exists()).toBe(false);
  expect(session.status?.notices.map((n) => n.code)).toEqual(["clock_back", "of_a_newer_desk"]);
});
