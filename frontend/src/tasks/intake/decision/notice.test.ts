import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { installFake } from "@/ipc/fake";
import IntakePage from "../IntakePage.vue";

const settle = async () => {
  for (let i = 0; i < 4; i++) await flushPromises();
};
const f9 = async () => {
  for (const type of ["keydown", "keyup"])
    document.body.dispatchEvent(
      new KeyboardEvent(type, { key: "F9", code: "F9", bubbles: true, cancelable: true }),
    );
  await settle();
};

it("shows no notice that asks beyond the list without saying why, and sends the reason with it", async () => {
  const desk = installFake();
  desk.signedIn = true;
  const { id } = (await desk.call("open_case", {
    item: "chengxiang-yanglao",
    answers: { group: "normal", agent: "self" },
  })) as { id: string };
  await desk.call("receive", { case: id });
  await desk.call("open_section", { case: id, section: 5 });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:rest(.*)*", component: { render: () => null } }],
  });
  const page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
  await page.get("[data-test=decide-correction]").trigger("click");
  expect(page.find("[data-test=off-list-hint]").exists()).toBe(false);
  await page.get("[data-test=item-name-0]").setValue("居住证明");
  expect(page.get("[data-test=decide]").attributes("disabled")).toBeDefined();
  await f9();
  expect(desk.calls.some(([name]) => name === "propose")).toBe(false);
  expect(document.activeElement?.getAttribute("data-test")).toBe("item-reason-0");
  await page.get("[data-test=item-reason-0]").setValue("街道办事处通知第三条");
  await f9();
  const sent = desk.calls.findLast(([name]) => name === "propose")![1] as { items: unknown[] };
  expect(sent.items[0]).toMatchObject({ name: "居住证明", reason: "街道办事处通知第三条" });
  page.unmount();
});
