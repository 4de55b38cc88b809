import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyForm } from "@/ipc/fake/catalog";
import FormRenderer from "./FormRenderer.vue";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function wanting(...fields: string[]) {
  const findings = fields.map((field) => ({ field, error: true, code: "required", params: {} }));
  return { ...emptyForm("申请表"), findings };
}
const withValue = (id: string, value: string) => {
  const view = emptyForm("申请表");
  view.sections.flatMap((s) => s.fields).find((f) => f.id === id)!.value = value;
  return view;
};
type Fill = (field: string, value: string) => Promise<boolean>;
/** The desk's answers come when they are let go. */
function slowDesk() {
  const waiting: ((taken: boolean) => void)[] = [];
  const fill = vi.fn<Fill>(() => new Promise((done) => waiting.push(done)));
  const answer = async (taken = true) => {
    waiting.shift()?.(taken);
    for (let tick = 0; tick < 4; tick += 1) await nextTick();
  };
  return { fill, answer };
}
const renderer = (fill = vi.fn<Fill>(async () => true)) => ({
  fill,
  form: mount(FormRenderer, { props: { form: emptyForm("申请表"), fill }, attachTo: document.body }),
});

describe("the form", () => {
  it("writes through at most 400 ms behind the typing", async () => {
    const { form, fill } = renderer();
    const phone = form.get("[data-test=field-phone]");
    await phone.trigger("focus");
    await phone.setValue("100");
    expect(fill).not.toHaveBeenCalled();
    vi.advanceTimersByTime(400);
    expect(fill.mock.calls).toEqual([["phone", "100"]]);
    await phone.setValue("1001");
    await phone.trigger("blur");
    expect(fill.mock.calls).toEqual([
      ["phone", "100"],
      ["phone", "1001"],
    ]);
    form.unmount();
  });

  it("does not write pre-edit text", async () => {
    const { form, fill } = renderer();
    const phone = form.get("[data-test=field-phone]");
    await phone.trigger("compositionstart");
    await phone.setValue("chen");
    vi.advanceTimersByTime(1000);
    expect(fill).not.toHaveBeenCalled();
    await phone.trigger("compositionend");
    vi.advanceTimersByTime(400);
    expect(fill.mock.calls).toEqual([["phone", "chen"]]);
    form.unmount();
  });

  it("takes what stands in a box that is left in the middle of a word, though nobody tells of its end", async () => {
    const { form, fill } = renderer();
    for (const field of ["phone", "name"]) {
      const box = form.get<HTMLInputElement>(`[data-test=field-${field}]`);
      box.element.focus();
      await box.trigger("compositionstart");
      box.element.value = "欧阳";
      box.element.blur();
      expect(fill.mock.calls.at(-1)).toEqual([field, "欧阳"]);
    }
    form.unmount();
  });

  it("does not let a reply overwrite what is under the hand", async () => {
    const { form } = renderer();
    const phone = form.get<HTMLInputElement>("[data-test=field-phone]");
    await phone.trigger("focus");
    await phone.setValue("1001");
    await form.setProps({ form: withValue("phone", "100") });
    expect(phone.element.value).toBe("1001");
    form.unmount();
  });

  it("does not let an older reply overwrite what was left a moment ago", async () => {
    const { fill, answer } = slowDesk();
    const { form } = renderer(fill);
    const phone = form.get<HTMLInputElement>("[data-test=field-phone]");
    const reply = (value: string) => form.setProps({ form: withValue("phone", value) });
    await phone.trigger("focus");
    await phone.setValue("100");
    vi.advanceTimersByTime(400);
    await phone.setValue("1001");
    await phone.trigger("blur");
    await reply("100");
    await answer();
    expect(phone.element.value).toBe("1001");
    await reply("1001");
    await answer();
    await reply("1002");
    expect(phone.element.value).toBe("1002");
    // A window that lost the focus can still be written into.
    await phone.setValue("10023");
    await reply("1004");
    expect(phone.element.value).toBe("10023");
    form.unmount();
  });

  it("keeps what was typed until the box is left or Enter is pressed, then shows what the desk keeps", async () => {
    const { fill, answer } = slowDesk();
    const { form } = renderer(fill);
    const from = form.get<HTMLInputElement>("[data-test=field-from]");
    from.element.focus();
    await from.setValue("1990-1-1");
    vi.advanceTimersByTime(400);
    await form.setProps({ form: withValue("from", "1990-01-01") });
    await answer();
    expect(from.element.value).toBe("1990-1-1");
    await from.setValue("1990-1-15");
    from.element.blur();
    await form.setProps({ form: withValue("from", "1990-01-15") });
    expect(from.element.value).toBe("1990-1-15");
    await answer();
    expect(from.element.value).toBe("1990-01-15");
    expect(fill.mock.calls.at(-1)).toEqual(["from", "1990-1-15"]);

    from.element.focus();
    await from.setValue("1990.10.15");
    await from.trigger("keydown", { key: "Enter" });
    await form.setProps({ form: withValue("from", "1990-10-15") });
    await answer();
    expect(from.element.value).toBe("1990-10-15");
    form.unmount();
  });

  it("rewrites nothing while somebody types, whatever the kind of box", async () => {
    const { form } = renderer();
    for (const field of ["phone", "bank", "from", "name"]) {
      const box = form.get<HTMLInputElement>(`[data-test=field-${field}]`);
      box.element.focus();
      for (const text of [
        "1990-1",
        "1990-1-1",
        "1990-01-15",
        "1990-01-1",
        "1990-01-",
        "19900115",
        "1990-00-152",
      ]) {
        await box.setValue(text);
        vi.advanceTimersByTime(400);
        await nextTick();
        expect(box.element.value, field).toBe(text);
      }
    }
    form.unmount();
  });

  it("cuts nothing: what is too long is the rule's to tell", async () => {
    const { form, fill } = renderer();
    expect(form.findAll("[maxlength]")).toEqual([]);
    const long = "示例路".repeat(50);
    const name = form.get<HTMLInputElement>("[data-test=field-name]");
    await name.setValue(long);
    await name.trigger("blur");
    expect(fill.mock.calls).toEqual([["name", long]]);
    form.unmount();
  });

  it("keeps and sends again what the desk could not take", async () => {
    const { fill, answer } = slowDesk();
    const { form } = renderer(fill);
    const phone = form.get<HTMLInputElement>("[data-test=field-phone]");
    phone.element.focus();
    await phone.setValue("1001");
    phone.element.blur();
    await answer(false);
    await form.setProps({ form: withValue("phone", "") });
    expect(phone.element.value).toBe("1001");
    phone.element.focus();
    phone.element.blur();
    expect(fill.mock.calls).toEqual([
      ["phone", "1001"],
      ["phone", "1001"],
    ]);
    await answer();
    form.unmount();
  });

  it("moves on by Enter from a number to what is still wanted, not from words", async () => {
    const { form } = renderer();
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
    const { form, fill } = renderer();
    let answer = () => {};
    await form.setProps({
      form: wanting("level", "from"),
      settled: () => new Promise<void>((done) => (answer = done)),
    });
    const level = form.get("[data-test=field-level]");
    form.get<HTMLElement>("[data-test=field-level-240]").element.focus();
    await level.get("[data-test=field-level-240]").trigger("keydown", { key: "2" });
    expect(fill.mock.calls).toEqual([["level", "360"]]);
    // A digit meant for the next field must not change this one.
    await level.get("[data-test=field-level-240]").trigger("keydown", { key: "3" });
    expect(fill.mock.calls).toHaveLength(1);
    await form.setProps({ form: wanting("from") });
    answer();
    await vi.waitFor(() => expect(document.activeElement).toBe(form.get("[data-test=field-from]").element));
    expect(form.emitted("complete")).toBeUndefined();
    await form.setProps({ form: wanting() });
    await form.get("[data-test=field-from]").trigger("keydown", { key: "Enter" });
    await vi.waitFor(() => expect(form.emitted("complete")).toHaveLength(1));
    form.unmount();
  });
});
