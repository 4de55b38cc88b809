import { expect, it } from "vitest";
import { ref } from "vue";
import type { CaseView } from "@/ipc/contract";
import type { OpenCase } from "./useCase";
import { useFocus } from "./useFocus";
import type { Selection } from "./useSelection";

it("stays where the clerk went last, whatever an older wish answers", async () => {
  const view = ref({ section: 4, people: [] } as unknown as CaseView);
  const section = ref(4);
  const answers: (() => void)[] = [];
  const sendCommand = (_place: string, _name: string, payload: { section: number }) =>
    new Promise<boolean>((done) => {
      answers.push(() => {
        view.value = { ...view.value, section: payload.section } as CaseView;
        done(true);
      });
    });
  const focus = useFocus(
    { view, editable: ref(true), sendCommand } as unknown as OpenCase,
    { section, role: ref("applicant") } as unknown as Selection,
  );
  const answerNext = async () => {
    answers.shift()?.();
    await new Promise((done) => setTimeout(done));
  };
  focus.openSection(1);
  focus.openSection(4);
  expect(answers).toHaveLength(2);
  await answerNext();
  expect(section.value).toBe(4);
  await answerNext();
  expect([section.value, view.value.section]).toEqual([4, 4]);
  // What the desk opens of itself is followed again.
  view.value = { ...view.value, section: 5 } as CaseView;
  await answerNext();
  expect(section.value).toBe(5);
});
