// The same table is read by `core::text`: what a box takes for plain, the desk does.
import { expect, it } from "vitest";
import { readWholeNumber } from "@/form/wholeNumber";
import { readLetters } from "./oneTimeCode";
import { readPlain } from "./plainSigns";
import cases from "./plainSigns.json";

it("reads each text of the table as the desk does", () => {
  expect(cases.length).toBeGreaterThan(20);
  for (const { typed, plain, number } of cases) {
    expect(readPlain(typed).trim(), typed).toBe(plain);
    expect(readWholeNumber(typed), typed).toBe(number);
    expect(readLetters(typed).join(""), typed).toBe(readLetters(plain).join(""));
  }
});
