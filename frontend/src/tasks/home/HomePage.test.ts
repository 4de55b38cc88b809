// The list of the clerk's own cases has a most, and says so when it is reached.
import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { mostCases, type CaseRow } from "@/ipc/contract";
import { installFake } from "@/ipc/fake";
import HomePage from "./HomePage.vue";

const none = { render: () => null };

it("says that it lists no more, where there may be more", async () => {
  const desk = installFake();
  desk.signedIn = true;
  const usual = await desk.answers.my_cases({
    statuses: [],
    text: "",
    today: false,
    waiting: false,
    due: false,
  });
  const rows = (count: number): CaseRow[] =>
    Array.from({ length: count }, (_, n) => ({ ...usual[0]!, id: `case-${n}` }));
  for (const [count, isTold] of [
    [mostCases - 1, false],
    [mostCases, true],
  ] as const) {
    desk.answers.my_cases = () => rows(count);
    const routes = ["/", "/list/:item", "/case/:id"].map((path) => ({ path, component: none }));
    const router = createRouter({ history: createMemoryHistory(), routes });
    await router.push("/");
    const page = mount(HomePage, { global: { plugins: [router], stubs: { CaseList: true } } });
    await flushPromises();
    expect(page.find("[data-test=most-cases]").exists(), String(count)).toBe(isTold);
    page.unmount();
  }
});
