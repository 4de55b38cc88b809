// The steps of the form before the citizen, and what is said where one of them does not succeed.
import type { CitizenForm, Failure } from "@/ipc/contract";

const ALL_STEPS = [
  { step: "read_back", words: "看一看" },
  { step: "terms", words: "怎么保存" },
  { step: "sign", words: "写名字" },
] as const;

/** Where the form is signed on paper it is read here, with what is kept of a signature. */
export const stepsOf = (form: CitizenForm) => (form.takes_strokes ? ALL_STEPS : ALL_STEPS.slice(0, 2));

export function troubleText(failure: Failure | null): string {
  switch (failure?.code) {
    case undefined:
      return "";
    case "strokes_too_few":
      return "笔画太少了，请把名字写全";
    case "strokes_too_large":
      return "写得太多了，请重签，只写名字";
    case "form_in_doubt":
      return "工作人员正在核对，请等一等";
    default:
      return "没有成功，请告诉工作人员";
  }
}
