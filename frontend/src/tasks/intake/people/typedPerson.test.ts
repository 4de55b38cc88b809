// What was read off another document is not sent for the one whose number is typed now.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { TypedPerson } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import IntakePage from "../IntakePage.vue";

let desk: FakeDesk;
let page: VueWrapper;
const none = { render: () => null };
const settle = async () => {
  for (let i = 0; i < 5; i++) await flushPromises();
};
const box = (name: string) => page.get<HTMLInputElement>(`[data-test=person-input-${name}]`);
const value = (name: string) => box(name).element.value;
/** While it is being typed: a day is put into shape when its box is left. */
async function type(name: string, text: string): Promise<void> {
  box(name).element.value = text;
  await box(name).trigger("input");
}
async function put(): Promise<TypedPerson> {
  await page.get("[data-test=typed-person]").trigger("submit");
  await settle();
  return desk.calls.findLast(([name]) => name === "put_person")![1] as TypedPerson;
}

beforeEach(async () => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((work) => (work(0), 0));
  desk = installFake();
  desk.signedIn = true;
  const { id } = await desk.call("open_case", { item: "gaoling-jintie", answers: { agent: "self" } });
  await desk.call("read_card", { case: id, role: "applicant" });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:rest(.*)*", component: none }],
  });
  page = mount(IntakePage, { props: { id }, global: { plugins: [router] }, attachTo: document.body });
  await settle();
  await page.get("[data-test=section-1] .whole").trigger("click");
  await settle();
  await page.get("[data-test=edit-applicant]").trigger("click");
  await settle();
});
afterEach(() => page.unmount());

it("carries no day over to another number, and lets the clerk read them on the document", async () => {
  expect([value("birth"), page.find("[data-test=person-input-valid]").exists()]).toEqual([
    "1990-01-01",
    false,
  ]);
  await box("number").setValue("440699195001010015");
  expect([value("birth"), value("valid")]).toEqual(["", ""]);
  const sent = await put();
  expect(sent).toMatchObject({ number: "440699195001010015", valid_to: "" });
  expect(sent.birth).toBeUndefined();
});

it("sends the day that the clerk wrote for another number", async () => {
  await box("number").setValue("440699195001010015");
  await type("birth", "1950-01-02");
  await type("valid", "2030-01-01");
  expect(await put()).toMatchObject({ birth: "1950-01-02", valid_to: "2030-01-01" });
});

it("keeps the days where the number is what it was, also after a slip of the hand", async () => {
  const number = value("number");
  await box("number").setValue(`${number}1`);
  await box("number").setValue(number);
  await box("phone").setValue("10012345679");
  expect(await put()).toMatchObject({ number, birth: "1990-01-01", valid_to: "长期", phone: "10012345679" });
});
