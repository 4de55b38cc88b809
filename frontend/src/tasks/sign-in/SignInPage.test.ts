// For whom the station works is told at the door, and trial and real are told apart.
import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Hello } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { realCentre } from "@/ipc/fake/centre";
import { announceChange } from "@/ipc/changed";
import { applyHello, followSession } from "@/session";
import SignInPage from "./SignInPage.vue";

const none = { render: () => null };
let desk: FakeDesk;
beforeEach(() => (desk = installFake()));

async function opened(changed: Partial<Hello> = {}) {
  applyHello({ ...desk.hello(), ...changed });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/join", "/setup", "/sign-in"].map((path) => ({ path, component: none })),
  });
  await router.push("/sign-in");
  const page = mount(SignInPage, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  return { page, router, whom: page.find("[data-test=sign-in-centre]") };
}

it("names centre and station once a real one was joined", async () => {
  desk.centre = realCentre;
  const { page, whom } = await opened();
  expect(whom.attributes("data-kind")).toBe("real");
  expect(whom.text()).toBe("示例市政务服务中心 · 示例街道便民服务站");
  expect(whom.find(".chip").exists()).toBe(false);
  expect(page.find("[data-test=to-join]").exists()).toBe(false);
  page.unmount();
});

it("marks what has no effect", async () => {
  const trial = await opened();
  expect(trial.whom.attributes("data-kind")).toBe("trial");
  expect(trial.whom.get(".chip").text()).toBe("试用");
  expect(trial.whom.text()).toContain("不产生真实办件");
  trial.page.unmount();
  const practice = await opened({ ground: { practice: true, behind: 0 }, can_join: false });
  expect(practice.whom.attributes("data-kind")).toBe("practice");
  expect(practice.whom.get(".chip").text()).toBe("练习");
  practice.page.unmount();
  // A centre's own trial: joined, and still not real.
  desk.centre = { ...realCentre, kind: "trial" };
  const joined = await opened();
  expect(joined.whom.attributes("data-kind")).toBe("trial");
  expect(joined.whom.text()).toContain(realCentre.station);
  joined.page.unmount();
});

it("says quietly that no centre was joined, and leads there by a key", async () => {
  desk.centre = null;
  desk.notJoined = true;
  const { page, router, whom } = await opened();
  expect(whom.attributes("data-kind")).toBe("real");
  expect(page.get("[data-test=not-joined]").text()).toBe("本站点尚未加入中心");
  expect(page.find("[data-test=to-join]").exists()).toBe(true);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "j", code: "KeyJ", altKey: true }));
  await flushPromises();
  expect(router.currentRoute.value.path).toBe("/join");
  page.unmount();
});

it("offers no joining before its own records are open", async () => {
  const { page } = await opened({ state: "passphrase_needed" });
  expect(page.find("[data-test=to-join]").exists()).toBe(false);
  page.unmount();
});

it("offers joining anew once this installation is found ended, and asks no more than it must", async () => {
  desk.centre = realCentre;
  const { page } = await opened();
  const unfollow = followSession();
  await flushPromises();
  await page.get("[data-test=sign-in-number]").setValue("C001");
  desk.calls = [];
  const ended = () => ({ ...desk.hello(), can_join: true });
  // The greeting itself brings news of the line, once.
  desk.answers.hello = () => {
    desk.answers.hello = ended;
    announceChange("status");
    return ended();
  };
  announceChange("status");
  await flushPromises();
  expect(page.find("[data-test=to-join]").exists()).toBe(true);
  expect(desk.calls.filter(([name]) => name === "hello")).toHaveLength(2);
  expect(page.get<HTMLInputElement>("[data-test=sign-in-number]").element.value).toBe("C001");
  desk.signedIn = true;
  applyHello(desk.hello());
  desk.calls = [];
  announceChange("status");
  await flushPromises();
  expect(desk.calls.map(([name]) => name)).toEqual(["status"]);
  unfollow();
  desk.signedIn = false;
  applyHello(desk.hello());
  page.unmount();
});

it("leads to setting the computer up by a key until somebody was here", async () => {
  const fresh = await opened();
  expect(fresh.page.get("[data-test=to-setup]").text()).toContain("设置这台电脑");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "7", code: "Digit7", altKey: true }));
  await flushPromises();
  expect(fresh.router.currentRoute.value.path).toBe("/setup");
  fresh.page.unmount();
  desk.lastClerk = "C001";
  const used = await opened();
  expect(used.page.find("[data-test=to-setup]").exists()).toBe(false);
  expect(used.page.find("[data-test=to-join]").exists()).toBe(true);
  used.page.unmount();
});
