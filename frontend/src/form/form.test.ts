import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyForm } from "@/ipc/fake/catalogue";
import { dateDigits } from "./dateDigits";
import FormRenderer from "./FormRenderer.vue";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

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
    expect(form.emitted("fill")).toEqual([["phone", "100"], ["phone", "1001"]]);
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

  it("moves on by Enter from a number, not from words", async () => {
    const form = renderer();
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

  it("makes a date of eight digits", () => {
    expect(dateDigits("19900101")).toBe("1990-01-01");
    expect(dateDigits("1990.1.2")).toBe("1990-01-02");
    expect(dateDigits("1990010")).toBe("1990010");
  });
});
