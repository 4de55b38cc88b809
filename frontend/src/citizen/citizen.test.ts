import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { announceChange } from "@/ipc/changed";
import type { CitizenPapers } from "@/ipc/contract";
import { installFake } from "@/ipc/fake";
import CitizenApp from "./CitizenApp.vue";

let screen: VueWrapper;
async function show(papers: CitizenPapers) {
  const desk = installFake();
  desk.signedIn = true;
  desk.papers = papers;
  screen = mount(CitizenApp);
  await settle();
  return desk;
}
const settle = async () => {
  for (let i = 0; i < 40; i++) await flushPromises();
};
const names = (n: number) => Array.from({ length: n }, (_, i) => `材料${i + 1}`);

afterEach(() => {
  screen.unmount();
  vi.restoreAllMocks();
});

it("reads what goes back and what stays, and nothing of it once it is taken away", async () => {
  const desk = await show({ returned: ["户口簿", "银行卡"], held: ["照片"], copies: [], place: "3号窗" });
  const words = screen.get("[data-test=citizen-papers]").text();
  expect(words).toMatch(/退还给您.*户口簿.*银行卡.*留在窗口（3号窗）.*照片/);
  desk.papers = null;
  expect(screen.find("[data-test=citizen-papers]").exists(), "nothing was said yet").toBe(true);
  announceChange("citizen");
  await settle();
  expect(screen.find("[data-test=citizen-papers]").exists()).toBe(false);
  expect(screen.find("[data-test=citizen-idle]").exists()).toBe(true);
});

it("shows two papers of one name, also when the rows change", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const desk = await show({ returned: ["户口簿", "房产证"], held: [], copies: [], place: "3号窗" });
  desk.papers = { returned: ["房产证", "房产证", "户口簿"], held: [], copies: [], place: "3号窗" };
  announceChange("citizen");
  await settle();
  expect(screen.findAll("li").map((li) => li.text())).toEqual(["1房产证", "2房产证", "3户口簿"]);
  expect(warn).not.toHaveBeenCalled();
});

it("offers the window's own copy while the scanner is out, where it said that the window scans", async () => {
  const desk = await show({ returned: [], held: [], copies: [], place: "3号窗" });
  Object.assign(desk, { papers: null, list: { item: "gaoling-jintie", answers: {} } });
  const words = async () => {
    announceChange("citizen");
    await settle();
    return screen.get("[data-test=citizen-list]").text();
  };
  expect(await words()).toContain("复印件不用带，窗口扫描");
  desk.answers.citizen = () => ({ ...desk.citizen(), copied_here: true });
  const now = await words();
  expect(now).toContain("窗口代为复印");
  expect(now).not.toContain("窗口扫描");
});

it("says how many of thirty papers are not shown, where they do not fit in small letters either", async () => {
  // As a screen that has room for 640 dots: a row of so many columns takes 48.
  const tall = (page: Element) =>
    [...page.querySelectorAll("ol")].reduce((sum, ol) => {
      const across = ol.classList.contains("three") ? 3 : ol.classList.contains("two") ? 2 : 1;
      return sum + 60 + 48 * Math.ceil(ol.querySelectorAll("li").length / across);
    }, 0);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockImplementation(function (this: HTMLElement) {
    return tall(this);
  });
  await show({ returned: names(30), held: [], copies: [], place: "3号窗" });
  expect(screen.findAll("li")).toHaveLength(30);
  expect(screen.get("ol").classes()).toContain("three");
  expect(screen.text()).not.toContain("还有");
  screen.unmount();
  await show({ returned: names(60), held: names(2), copies: [], place: "3号窗" });
  const [returned, held] = screen.findAll("ol");
  expect(tall(screen.get("[data-test=citizen-papers]").element)).toBeLessThanOrEqual(640);
  const left = 60 - returned!.findAll("li").length;
  expect(left).toBeGreaterThan(0);
  expect(held!.findAll("li")).toHaveLength(2);
  expect(screen.text()).toContain(`还有 ${left} 样，请与窗口人员当面点清`);
});
