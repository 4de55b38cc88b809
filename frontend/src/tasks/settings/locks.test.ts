// What the centre settles and what only a technician changes: off on the page, and told by whom.
import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake, refuse, type FakeDesk } from "@/ipc/fake";
import { ownTrial, realCentre } from "@/ipc/fake/centre";
import { applyHello, refreshStatus } from "@/session";
import { findLock } from "./locks";
import SettingsPage from "./SettingsPage.vue";

const none = { render: () => null };
const CODE = "T".padEnd(36, "2");
let desk: FakeDesk;
beforeEach(() => {
  desk = installFake();
  desk.signedIn = true;
});

async function opened() {
  applyHello(desk.hello());
  await refreshStatus();
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/join", "/settings"].map((path) => ({ path, component: none })),
  });
  await router.push("/settings");
  const page = mount(SettingsPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  const control = (mark: string) => page.get<HTMLInputElement>(`[data-test=set-${mark}]`);
  const isOff = (mark: string) => control(mark).element.disabled;
  return { page, router, control, isOff };
}

it("is by the centre where its file says it, else by a technician", () => {
  const view = { locked: ["office", "reader_speed"], settled: ["office", "keep_days"] };
  expect(findLock(view, "office")).toBe("centre");
  expect(findLock(view, "reader_speed")).toBe("technician");
  expect(findLock(view, "keep_days")).toBeNull();
  expect(findLock(null, "office")).toBeNull();
});

it("locks nothing at a trial, says whose file it is, and leads to joining", async () => {
  const { page, router, isOff } = await opened();
  expect(page.findAll("[data-locked]")).toEqual([]);
  expect(isOff("office")).toBe(false);
  expect((document.activeElement as HTMLElement).dataset.test).toBe("set-office");
  expect(page.get("[data-test=centre]").text()).toContain(ownTrial.station);
  expect(page.get("[data-test=centre-own]").text()).toContain("试用");
  expect(page.find("[data-test=technician-code]").exists()).toBe(false);
  await page.get("[data-test=to-join]").trigger("click");
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/join");
  page.unmount();
});

it("puts each locked control off and says by whom it is", async () => {
  desk.centre = realCentre;
  const { page, control, isOff } = await opened();
  for (const mark of ["office", "catalogue-key", "keep-days", "warn-free", "warn-card-days", "reader-speed"])
    expect(isOff(mark), mark).toBe(true);
  expect(isOff("graphics-card")).toBe(true);
  for (const mark of ["language", "text-size", "citizen-screen", "reader-port", "scanner", "printer"])
    expect(isOff(mark), mark).toBe(false);
  const reason = (mark: string) =>
    (control(mark).attributes("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" ");
  expect(reason("office")).toContain("由中心设定");
  expect(reason("reader-speed")).toContain("由技术人员修改");
  expect(reason("catalogue-key")).toContain("公钥");
  expect(reason("graphics-card")).toContain("绘制");
  const notes = page.findAll("[data-test=lock-note]").map((note) => note.text());
  expect(notes).toContain("带锁的项由中心设定");
  expect(notes).toContain("带锁的项由中心设定或由技术人员修改");
  expect((document.activeElement as HTMLElement).dataset.test, "the first that is open").toBe("set-language");
  page.unmount();
});

it("opens for a technician's code, and keeps what was typed beside it", async () => {
  desk.centre = realCentre;
  const { page, control, isOff } = await opened();
  await control("printer").setValue("example-printer");
  const form = page.get("[data-test=centre] form");
  await page.get("[data-test=technician-code]").setValue("T2");
  await form.trigger("submit");
  await flushPromises();
  expect(page.get("[data-test=failure]").attributes("data-code")).toBe("not_a_code");
  await page.get("[data-test=technician-code]").setValue(CODE);
  await form.trigger("submit");
  await flushPromises();
  expect(page.get("[data-test=technician-until]").text()).toContain("11:12");
  expect(isOff("reader-speed")).toBe(false);
  expect(isOff("office")).toBe(true);
  expect(control("printer").element.value).toBe("example-printer");
  page.unmount();
});

it("opens for a technician at a centre's trial as well", async () => {
  desk.centre = { ...realCentre, kind: "trial" };
  const { page, isOff } = await opened();
  expect(isOff("reader-speed")).toBe(true);
  await page.get("[data-test=technician-code]").setValue(CODE);
  await page.get("[data-test=centre] form").trigger("submit");
  await flushPromises();
  expect(isOff("reader-speed")).toBe(false);
  page.unmount();
});

it("locks again when the leave is over, and shows what counts", async () => {
  desk.centre = realCentre;
  desk.technicianUntil = "2026-11-22 11:12";
  const { page, control, isOff } = await opened();
  await control("warn-card-days").setValue("7");
  await control("printer").setValue("example-printer");
  desk.technicianUntil = null;
  desk.answers.save_settings = () => refuse("setting_locked", { field: "warn_card_days" });
  await page.get("[data-test=primary]").trigger("click");
  await flushPromises();
  expect(page.get("[data-test=failure]").attributes("data-code")).toBe("setting_locked");
  expect(isOff("warn-card-days")).toBe(true);
  expect(control("warn-card-days").element.value).toBe("30");
  expect(control("printer").element.value).toBe("example-printer");
  page.unmount();
});

it("warns of a file that has ended, and offers no joining in practice", async () => {
  desk.centre = { ...realCentre, ended: true };
  const real = await opened();
  expect(real.page.find("[data-test=centre-ended]").exists()).toBe(true);
  expect(real.page.get("[data-test=to-join]").text()).toContain("重新加入");
  real.page.unmount();
  const asked = desk.answers.settings;
  desk.answers.settings = async (payload) => ({ ...(await asked(payload)), fixed: true });
  const fixed = await opened();
  expect(fixed.page.find("[data-test=to-join]").exists()).toBe(false);
  expect(fixed.page.find("[data-test=technician-code]").exists()).toBe(false);
  fixed.page.unmount();
});
