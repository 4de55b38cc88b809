import { mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import type { QuestionView } from "@/ipc/contract";
import Questions from "./Questions.vue";
import { openText } from "./reasons";

const question = (id: string, answer: string | null, known = false): QuestionView => ({
  id,
  text: id,
  options: [
    { id: "yes", label: "是" },
    { id: "no", label: "否" },
  ],
  answer,
  known,
  from: known ? ("card" as const) : null,
});
const press = (digit: string) =>
  document.activeElement!.dispatchEvent(
    new KeyboardEvent("keydown", { key: digit, code: `Digit${digit}`, bubbles: true, cancelable: true }),
  );
afterEach(() => (document.body.innerHTML = ""));

it("passes a known answer over: digits belong to the first that is open", () => {
  const all = mount(Questions, {
    props: { questions: [question("who", "no", true), question("kind", null)], autofocus: true },
    attachTo: document.body,
  });
  expect(all.get("[data-test=known-who]").text()).toContain("否");
  press("1");
  expect(all.emitted("answer")).toEqual([["kind", "yes"]]);
  all.unmount();
});

it("lets a known answer be changed by an arrow", async () => {
  const all = mount(Questions, {
    props: { questions: [question("who", "no", true)] },
    attachTo: document.body,
  });
  await all.get("[data-test=known-change-who]").trigger("keydown", { key: "ArrowRight" });
  expect(document.activeElement?.getAttribute("data-test")).toBe("question-who-no");
  await all.get("[data-test=question-who-yes]").trigger("click");
  expect(all.emitted("answer")).toEqual([["who", "yes"]]);
  expect(all.find("[data-test=known-who]").exists()).toBe(true);
  all.unmount();
});

it("says where a known answer comes from", () => {
  const all = mount(Questions, {
    props: {
      questions: [question("who", "no", true), { ...question("kind", "yes", true), from: "library" }],
    },
  });
  expect(all.get("[data-test=known-who]").text()).toContain("读卡已知");
  expect(all.get("[data-test=known-kind]").text()).toContain("证照库");
});

it("says of a fact when it will be known", () => {
  const why = (parts: string[]) => ({ code: "unanswered" as const, parts });
  expect(openText(why(["card.age", "card.sex"]))).toBe("读卡后确定");
  expect(openText(why(["people.agent"]))).toBe("有代办人时再定");
  expect(openText(why(["library.residence_permit"]))).toBe("查证照库后再定");
  expect(openText(why(["kind", "card.age"]), [question("kind", null)])).toBe("视情形：kind；读卡后确定");
});
