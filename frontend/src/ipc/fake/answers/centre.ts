// Answers about joining a centre and a technician's code.
import type { FakeAnswers } from "../answer";
import { realCentre } from "../centre";
import { NOW, refuse, type FakeState } from "../state";
import { showSettings } from "./session";

const lettersOf = (code: string) => code.replace(/[\s-]/g, "").length;

export const centreAnswers = (desk: FakeState) =>
  ({
    join_centre: ({ office, code }) => {
      if (lettersOf(code) !== 36) refuse("not_a_code");
      desk.centre = { ...realCentre, office };
      desk.settings.office = office;
      desk.notJoined = false;
      desk.signedIn = false;
      return desk.hello();
    },
    open_technician: ({ code }) => {
      if (lettersOf(code) !== 36) refuse("not_a_code");
      desk.technicianUntil = NOW.replace("10:42", "11:12");
      return showSettings(desk);
    },
  }) satisfies Partial<FakeAnswers>;
