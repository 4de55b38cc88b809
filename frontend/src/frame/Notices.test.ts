import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { nextTick } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import type { NoticeKind } from "@/ipc/contract";
import { installFake } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import { applyHello, refreshStatus, session } from "@/session";
import Notices from "./Notices.vue";

const none = { render: () => null };
const router = createRouter({
  history: createMemoryHistory(),
  routes: ["/", "/catalogue", "/settings"].map((path) => ({ path, component: none })),
});
const shown = () => mount(Notices, { global: { plugins: [router] } });

it("tells what is odd about the computer, and puts away only what was news", async () => {
  const desk = installFake();
  desk.signedIn = true;
  desk.notices = [
    { code: "clock_back", can_be_read: false, params: { minutes: "4320" } },
    { code: "old_image", can_be_read: true, params: { missing: "2" } },
    { code: "of_a_newer_desk" as NoticeKind, can_be_read: false, params: {} },
  ];
  applyHello(desk.hello());
  await refreshStatus();
  const band = shown();
  expect(band.get("[data-test=notice-clock_back]").text()).toContain("3 天");
  expect(band.find("[data-test=notice-read-clock_back]").exists()).toBe(false);
  expect(band.get("[data-test=notice-old_image]").text()).toContain("2 件后台有、本机没有");
  expect(band.get("[data-test=notice-of_a_newer_desk]").text()).toContain("数据没有被改动");
  await band.get("[data-test=notice-read-old_image]").trigger("click");
  await flushPromises();
  expect(band.find("[data-test=notice-old_image]").exists()).toBe(false);
  expect(session.status?.notices.map((n) => n.code)).toEqual(["clock_back", "of_a_newer_desk"]);
});

it("leads from a new catalogue to what it changed, and counts that as read", async () => {
  const desk = installFake();
  desk.signedIn = true;
  desk.notices = [
    {
      code: "catalogue_new",
      can_be_read: true,
      params: { version: "2027.1", changed: "2", added: "0", removed: "1" },
    },
    { code: "catalogue_refused", can_be_read: false, params: { code: "catalog_wrong_key" } },
  ];
  applyHello(desk.hello());
  await refreshStatus();
  const band = shown();
  expect(band.get("[data-test=notice-catalogue_new]").text()).toContain("2 个事项的要求有变，不再办理 1 个");
  expect(band.get("[data-test=notice-catalogue_refused]").text()).toContain("不是本机认可的单位签的");
  expect(band.find("[data-test=notice-see-catalogue_refused]").exists()).toBe(false);
  await band.get("[data-test=notice-see-catalogue_new]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/catalogue");
  expect(session.status?.notices.map((n) => n.code)).toEqual(["catalogue_refused"]);
});

it("tells what is with the centre, in both languages, and leads to where it is put right", async () => {
  const desk = installFake();
  desk.signedIn = true;
  desk.notices = [
    { code: "centre_not_joined", can_be_read: false, params: {} },
    { code: "centre_ended", can_be_read: false, params: { until: "2026-11-15" } },
    { code: "centre_refused", can_be_read: false, params: { code: "centre_not_newer" } },
    { code: "catalogue_refused", can_be_read: false, params: { code: "centre_ended" } },
  ];
  applyHello(desk.hello());
  await refreshStatus();
  const band = shown();
  const told = (code: NoticeKind) => band.get(`[data-test=notice-${code}]`).text();
  expect(told("centre_not_joined")).toContain("尚未加入中心");
  expect(told("centre_ended")).toContain("2026-11-15");
  expect(told("centre_refused")).toContain("比现在用的旧");
  expect(told("catalogue_refused")).toContain("中心文件已过有效期");
  expect(band.find("[data-test=notice-see-centre_refused]").exists()).toBe(false);
  setLanguage("en");
  await nextTick();
  expect(told("centre_not_joined")).toContain("has not joined a centre");
  expect(told("centre_ended")).toContain("2026-11-15");
  expect(told("centre_refused")).toContain("older than the one in use");
  setLanguage("zh-CN");
  const before = desk.calls.length;
  await band.get("[data-test=notice-see-centre_ended]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/settings");
  expect(desk.calls.slice(before), "what stays true is not put away").toEqual([]);
});

it("tells of a fault of the program what is safe and what to do, and leads to where the bundle is made", async () => {
  const desk = installFake();
  desk.signedIn = true;
  const params = { count: "2", last: "2026-11-21 17:02", program: "device_host" };
  desk.notices = [{ code: "crashed", can_be_read: true, params }];
  applyHello(desk.hello());
  await refreshStatus();
  const band = shown();
  const told = () => band.get("[data-test=notice-crashed]").text();
  for (const words of ["2 次故障", "设备程序", "没有丢失", "诊断包"]) expect(told()).toContain(words);
  setLanguage("en");
  await nextTick();
  for (const words of ["2 faults", "program for devices", "No stored case was lost", "bundle"])
    expect(told()).toContain(words);
  setLanguage("zh-CN");
  await band.get("[data-test=notice-see-crashed]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/settings");
  expect(session.status?.notices).toEqual([]);
});

it("tells of updates: what waits, what must be, what is new, what was refused", async () => {
  const desk = installFake();
  desk.signedIn = true;
  const version = "0.3.1";
  desk.notices = [
    { code: "update_waits", can_be_read: false, params: { version } },
    { code: "update_forced", can_be_read: false, params: { version } },
    { code: "update_installed", can_be_read: false, params: { version } },
    { code: "update_new", can_be_read: true, params: { version, news: "换证提醒更早\n打印更快" } },
    { code: "update_refused", can_be_read: false, params: { code: "refused_digest" } },
  ];
  applyHello(desk.hello());
  await refreshStatus();
  const band = shown();
  const told = (code: NoticeKind) => band.get(`[data-test=notice-${code}]`).text();
  for (const code of ["update_waits", "update_forced", "update_installed", "update_new"] as const)
    expect(told(code)).toContain(version);
  expect(told("update_new")).toContain("换证提醒更早；打印更快");
  expect(told("update_refused")).toContain("下载的安装包与清单不一致");
  setLanguage("en");
  await nextTick();
  expect(told("update_refused")).toContain("not the one that the list names");
  expect(told("update_new")).toContain("换证提醒更早; 打印更快");
  setLanguage("zh-CN");
  await band.get("[data-test=notice-read-update_new]").trigger("click");
  await flushPromises();
  expect(band.find("[data-test=notice-update_new]").exists()).toBe(false);
  expect(band.find("[data-test=notice-read-update_waits]").exists()).toBe(false);
});

it("tells of deadlines by their count, and leads to the list of what is due", async () => {
  const desk = installFake();
  desk.signedIn = true;
  const params = { count: "3", undecided: "2" };
  desk.notices = [
    { code: "deadline_past", can_be_read: true, params },
    { code: "deadline_today", can_be_read: true, params: { count: "1", undecided: "0" } },
    { code: "deadline_near", can_be_read: true, params },
    { code: "closing_soon", can_be_read: true, params: { count: "1", undecided: "1" } },
  ];
  applyHello(desk.hello());
  await refreshStatus();
  const band = shown();
  const told = (code: NoticeKind) => band.get(`[data-test=notice-${code}]`).text();
  expect(told("deadline_past")).toContain("3 件已过期限。其中 2 件已收件还没有答复");
  expect(told("deadline_today")).not.toContain("其中");
  expect(told("closing_soon")).toContain("即办件");
  setLanguage("en");
  await nextTick();
  expect(told("deadline_past")).toContain("3 cases past the deadline");
  setLanguage("zh-CN");
  await band.get("[data-test=notice-see-deadline_past]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.fullPath).toBe("/?show=due");
  expect(session.status?.notices.map((n) => n.code)).not.toContain("deadline_past");
});
