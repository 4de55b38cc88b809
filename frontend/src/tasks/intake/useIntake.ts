// The open case for all parts of its page: the case itself, what is looked at, where the focus goes.
import { inject, provide, type InjectionKey } from "vue";
import { useSigning } from "./form/useSigning";
import { useCase } from "./useCase";
import { useFocus } from "./useFocus";
import { useGiveBack } from "./useGiveBack";
import { useLibrary } from "./useLibrary";
import { useSelection } from "./useSelection";

function makeIntake(id: () => string) {
  const openCase = useCase(id);
  const selection = useSelection(openCase);
  const focus = useFocus(openCase, selection);
  const library = useLibrary(openCase);
  const giveBack = useGiveBack(openCase, selection, focus);
  const signing = useSigning(openCase, selection, focus);
  /** Into the row that is looked at when a file's turn comes. */
  const importFiles = (files: Iterable<File>) => openCase.importFiles(files, () => selection.material.value);
  return { ...openCase, ...selection, ...focus, library, giveBack, signing, importFiles };
}

export type Intake = ReturnType<typeof makeIntake>;
const KEY: InjectionKey<Intake> = Symbol("intake");

export function provideIntake(id: () => string): Intake {
  const intake = makeIntake(id);
  provide(KEY, intake);
  return intake;
}
export function useIntake(): Intake {
  const intake = inject(KEY);
  if (!intake) throw new Error("useIntake outside of the intake page");
  return intake;
}
