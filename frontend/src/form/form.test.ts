import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyForm } from "@/ipc/fake/catalog";
import { dateDigits } from "./dateDigits";
import FormRenderer from "./FormRenderer.vue";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function wanting(...fields: string[]) {
  const findings = fields.map((field) => ({ field, error: true, code: "required", params: {} }));
  return { ...emptyForm("申请表"), findings };
}
const renderer = () => mount(FormRenderer, { props: { form: emptyForm("申请表") }, attachTo: document.body });

describe("the form", () => {
  it("writes through at most 400 ms behind the typing", async () => {
    const form = renderer();
    const phone = form.get("[data-test=field-phone]");
    await phone.trigger("focus");
    await phone.setValue("100");
    expect(form.emitted("fill")).toBeUndefined();
    vi.advanceTimersByTime(400);
    expect(form.emitted("fill")).toEqual([["phone", "100"]]);
    await phone.setValue("1001");
    await phone.trigger("blur");
    expect(form.emitted("fill")).toEqual([
      ["phone", "100"],
      ["phone", "1001"],
    ]);
    form.unmount();
  });

  it("does not write pre-edit text", async () => {
    const form = renderer();
    const phone = form.get("[data-test=field-phone]");
    await phone.trigger("compositionstart");
    await phone.setValue("chen");
    vi.advanceTimersByTime(1000);
    expect(form.emitted("fill")).toBeUndefined();
    await phone.trigger("compositionend");
    vi.advanceTimersByTime(400);
    expect(form.emitted("fill")).toEqual([["phone", "chen"]]);
    form.unmount();
  });

  it("does not let an older reply overwrite what is under the hand", async () => {
    const form = renderer();
    const phone = form.get("[data-test=field-phone]");
    await phone.trigger("focus");
    await phone.setValue("1001");
    const older = emptyForm("申请表");
    older.sections[0]!.fields.find((f) => f.id === "phone")!.value = "100";
    await form.setProps({ form: older });
    expect((phone.element as HTMLInputElement).value).toBe("1001");
    form.unmount();
  });

  it("does not let an older reply overwrite what was left a moment ago", async () => {
    const form = renderer();
    const phone = form.get("[data-test=field-phone]");
    const reply = (value: string) => {
      const view = emptyForm("申请表");
      view.sections[0]!.fields.find((f) => f.id === "phone")!.value = value;
      return form.setProps({ form: view });
    };
    const shown = () => (phone.element as HTMLInputElement).value;
    await phone.trigger("focus");
    await phone.setValue("100");
    vi.advanceTimersByTime(400);
    await phone.setValue("1001");
    await phone.trigger("blur");
    await reply("100");
    expect(shown()).toBe("1001");
    await reply("1001");
    await reply("1002");
    expect(shown()).toBe("1002");
    // A window that lost the focus can still be written into.
    await phone.setValue("10023");
    await reply("1004");
    expect(shown()).toBe("10023");
    form.unmount();
  });

  it("moves on by Enter from a number to what is still wanted, not from words", async () => {
    const form = renderer();
    await form.setProps({ form: wanting("bank", "level") });
    const phone = form.get<HTMLInputElement>("[data-test=field-phone]");
    phone.element.focus();
    await phone.trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(form.get("[data-test=field-bank]").element);
    const name = form.get<HTMLInputElement>("[data-test=field-name]");
    name.element.focus();
    await name.trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(name.element);
    form.unmount();
  });

  it("takes a choice by its digit, and moves on when the desk has answered", async () => {
    const form = renderer();
    let answer = () => {};
    await form.setProps({
      form: wanting("level", "from"),
      settled: () => new Promise<void>((done) => (answer = done)),
    });
    const level = form.get("[data-test=field-level]");
    form.get<HTMLElement>("[data-test=field-level-240]").element.focus();
    await level.get("[data-test=field-level-240]").trigger("keydown", { key: "2" });
    expect(form.emitted("fill")).toEqual([["level", "360"]]);
    // A digit meant for the next field must not change this one.
    await level.get("[data-test=field-level-240]").trigger("keydown", { key: "3" });
    expect(form.emitted("fill")).toHaveLength(1);
    await form.setProps({ form: wanting("from") });
    answer();
    await vi.waitFor(() => expect(document.activeElement).toBe(form.get("[data-test=field-from]").element));
    expect(form.emitted("complete")).toBeUndefined();
    await form.setProps({ form: wanting() });
    await form.get("[data-test=field-from]").trigger("keydown", { key: "Enter" });
    await vi.waitFor(() => expect(form.emitted("complete")).toHaveLength(1));
    form.unmount();
  });

  it("makes a date of eight digits", () => {
    expect(dateDigits("19900101")).toBe("1990-01-01");
    expect(dateDigits("1990.1.2")).toBe("1990-01-02");
    expect(dateDigits("1990010")).toBe("1990010");
  });
});
