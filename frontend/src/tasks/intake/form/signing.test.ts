import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEAD_MS } from "@/kit/deadTime";
import {
  alt,
  at,
  begin,
  confirm,
  desk,
  doubt,
  end,
  focused,
  hear,
  id,
  label,
  mayAccept,
  mountPage,
  next,
  open,
  page,
  press,
  primary,
  sent,
  settle,
  signByStrokes,
  signing,
  step,
  toSection,
} from "./signing.testkit";

beforeEach(begin);
afterEach(end);

describe("the form before the decision", () => {
  it("is seen, put before the citizen, signed and decided by the one key that is next", async () => {
    await open();
    expect(step()).toBe("show_form");
    expect(at("form").exists()).toBe(true);
    expect(at("form-sheet").exists()).toBe(false);
    await primary();
    expect(sent("show_form")).toHaveLength(1);
    expect(at("form-image").exists(), "as typeset, in the place of its fields").toBe(true);
    expect(step()).toBe("sign_form");
    expect(label()).toContain("陈示例");
    await primary();
    expect(sent("show_form_to_citizen"), "nobody has looked at it").toHaveLength(0);
    await next();
    expect(sent("show_form_to_citizen")).toEqual([{ case: id, person: "p-applicant" }]);
    await hear();
    expect(label()).toContain("等陈示例在群众屏上看完、签好");
    expect(at("signer-applicant").text()).toContain("在核对");
    await confirm();
    expect(at("signer-applicant").text()).toContain("在看说明");
    await signByStrokes();
    expect(at("summary-4").text()).toContain("都签好了");
    expect(at("section-5").attributes("data-open")).toBe("true");
    expect(document.activeElement?.closest("[data-test=section-5]")).not.toBeNull();
    expect(mayAccept()).toBe(true);
    await toSection(4);
    expect(at("signer-applicant").attributes("data-signed")).toBe("strokes");
    expect(at("take-form-away").exists(), "the thanks still stand there").toBe(true);
  });

  it("says of its key that it does nothing before the form can have been looked at", async () => {
    await open();
    const isHeld = () => at("primary").attributes("aria-disabled");
    expect(isHeld(), "showing it wants no look").toBeUndefined();
    await primary();
    expect(isHeld()).toBe("true");
    await toSection(3);
    expect(isHeld(), "from here it leads back at once").toBeUndefined();
    await primary();
    vi.advanceTimersByTime(DEAD_MS);
    await settle();
    expect(isHeld()).toBeUndefined();
    await primary();
    expect(sent("show_form_to_citizen")).toHaveLength(1);
  });

  it("has in it what was still being typed", async () => {
    await open();
    await at("field-phone").trigger("focus");
    (at("field-phone").element as HTMLInputElement).focus();
    await at("field-phone").setValue("10087654321");
    await primary();
    const names = desk.calls.map(([name]) => name);
    expect(names.indexOf("fill")).toBeGreaterThan(-1);
    expect(names.indexOf("fill")).toBeLessThan(names.indexOf("show_form"));
    expect(focused(), "the box has made room").toBe("signer-applicant");
  });

  it("is only read before the citizen where it is signed on paper", async () => {
    await open({ strokes: false });
    await primary();
    await alt("S");
    await hear();
    expect(label()).toContain("等陈示例核对完");
  });

  it("leads to what the citizen says is wrong, and is shown again once it is changed", async () => {
    await open();
    await primary();
    await next();
    await doubt("field:phone");
    expect(at("form-sheet").exists()).toBe(false);
    expect(focused()).toBe("field-phone");
    expect(step()).toBe("form_in_doubt");
    expect(at("doubt").text()).toContain("联系电话");
    await at("field-phone").setValue("10087654321");
    await at("field-phone").trigger("blur");
    await settle();
    expect(step()).toBe("show_form");
    expect(signing().before, "what is not in force stands before nobody").toBeNull();
    await primary();
    expect(at("form-image").exists()).toBe(true);
  });

  it("does not lead a hand away that writes; then the key does", async () => {
    await open();
    await primary();
    await next();
    await toSection(5);
    await doubt("person:applicant");
    expect(at("section-5").attributes("data-open")).toBe("true");
    expect(step()).toBe("form_in_doubt");
    expect(label()).toContain("姓名");
    await primary();
    expect(at("section-1").attributes("data-open")).toBe("true");
    expect(focused()).toBe("edit-applicant");
  });

  it("is put before the citizen again by one key where the clerk finds nothing wrong", async () => {
    await open();
    await primary();
    await next();
    const first = signing().before!.id;
    await doubt("item");
    await toSection(4);
    expect(at("before-citizen").text()).toContain("给群众看");
    expect(at("print-form").exists(), "in a doubt nothing else is offered").toBe(false);
    await alt("S");
    expect(sent("clear_citizen")).toHaveLength(0);
    expect(sent("show_form")).toHaveLength(2);
    expect(sent("show_form_to_citizen")).toHaveLength(2);
    expect(signing().doubt).toBeNull();
    expect(signing().before).toMatchObject({ step: "read_back" });
    expect(signing().before!.id).not.toBe(first);
    expect(at("form-image").exists()).toBe(true);
  });

  it("is on the citizen's screen and off it by one key; the list has stepped back", async () => {
    await open();
    expect(at("show-citizen").exists()).toBe(false);
    await alt("S");
    expect(sent("show_form")).toHaveLength(1);
    expect(at("form-image").exists()).toBe(true);
    expect(sent("show_form_to_citizen"), "what nobody has seen is only shown").toHaveLength(0);
    await alt("S");
    expect(signing().before?.step).toBe("read_back");
    expect(at("before-citizen").text()).toContain("收起");
    await alt("S");
    expect(signing().before).toBeNull();
    expect(at("form-stands").exists()).toBe(false);
  });

  it("is taken away by the same key from any section, where the list waits until then", async () => {
    await open();
    await primary();
    await next();
    await toSection(3);
    await hear();
    expect(at("show-citizen").exists()).toBe(false);
    expect(at("take-form-away").text()).toContain("收起群众屏");
    await alt("S");
    expect(sent("show_list")).toHaveLength(0);
    expect(sent("clear_citizen")).toHaveLength(1);
    expect(signing().before).toBeNull();
    expect(at("take-form-away").exists()).toBe(false);
    expect(at("show-citizen").exists()).toBe(true);
    await alt("S");
    expect(sent("show_list")).toHaveLength(1);
  });

  it("turns from the picture to the fields and back, and the focus with it", async () => {
    await open();
    await primary();
    await alt("X");
    expect(at("form").exists()).toBe(true);
    expect(document.activeElement?.closest("[data-test=form]")).not.toBeNull();
    await alt("X");
    expect(at("form-image").exists()).toBe(true);
    expect(focused()).toBe("signer-applicant");
  });
});

describe("what the citizen does", () => {
  it("opens the decision, but takes nothing from a hand that writes elsewhere", async () => {
    await open();
    await primary();
    await next();
    await press("KeyH", "h", { ctrlKey: true });
    await press("Digit4", "4");
    expect(focused()).toBe("hold-note");
    await signByStrokes();
    expect(signing().signed["p-applicant"]?.by).toBe("strokes");
    expect(focused()).toBe("hold-note");
    expect(at("section-4").attributes("data-open")).toBe("true");
    await press("Escape", "Escape");
    await primary();
    expect(at("section-5").attributes("data-open"), "the key goes on").toBe("true");
  });

  it("takes nothing from the form's own boxes either", async () => {
    await open();
    await primary();
    await next();
    await alt("X");
    const box = document.activeElement;
    expect(box?.closest("[data-test=form]")).not.toBeNull();
    await signByStrokes();
    expect(document.activeElement).toBe(box);
    expect(at("section-4").attributes("data-open")).toBe("true");
  });
});

describe("how long it stands before the citizen", () => {
  it("is said wherever the clerk is, warned of at the end, and prolonged by one key", async () => {
    await open();
    await primary();
    await next();
    expect(at("form-stands").attributes("data-last")).toBe("false");
    await toSection(3);
    desk.formEndsIn = 25;
    await hear();
    expect(at("summary-4").text()).toContain("25 秒");
    vi.advanceTimersByTime(5000);
    await settle();
    expect(at("form-stands").text()).toContain("20 秒");
    expect(at("form-stands").attributes("data-last")).toBe("true");
    await alt("E");
    expect(sent("prolong_form")).toEqual([{ case: id }]);
    await hear();
    expect(at("form-stands").attributes("data-last")).toBe("false");
  });
});

describe("who signs", () => {
  it("is the next one once somebody has signed, and so is the focus", async () => {
    await open({ spouse: true });
    await primary();
    await toSection(4);
    expect(focused()).toBe("signer-applicant");
    await next();
    await signByStrokes();
    expect(at("signer-applicant").attributes("disabled")).toBeDefined();
    expect(focused()).toBe("signer-spouse");
  });

  it("may refuse: nothing is forced, and the notice is next", async () => {
    await open();
    await primary();
    await alt("N");
    expect(focused()).toBe("refusal-note");
    await press("Escape", "Escape");
    expect(at("refusal-form").exists()).toBe(false);
    expect(sent("refuse_signature")).toHaveLength(0);
    await alt("N");
    await at("refusal-note").setValue("要回家商量");
    await next();
    expect(sent("show_form_to_citizen"), "the key is the note's own").toHaveLength(0);
    expect(sent("refuse_signature")).toEqual([{ case: id, person: "p-applicant", note: "要回家商量" }]);
    expect(at("refusal-form").exists()).toBe(false);
    expect(at("signer-applicant").text()).toContain("不愿签");
    expect(label()).toContain("补正告知");
    await next();
    expect(at("section-5").attributes("data-open")).toBe("true");
  });

  it("is nobody of an item whose form wants no signature", async () => {
    await open();
    page.unmount();
    desk.get(id).signing = null;
    await mountPage();
    expect(at("sign-panel").exists()).toBe(false);
    expect(mayAccept()).toBe(true);
  });
});
