import { describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";
import type { QuestionView } from "@/ipc/contract";
import { listChange, useListChange, type Listed } from "./listChange";

const row = (material: string, need = "required", code: "always" | "unanswered" = "always") => ({
  material,
  name: material.toUpperCase(),
  need,
  why: { code, parts: [] },
});
const told = (before: ReturnType<typeof row>[], after: ReturnType<typeof row>[]) => {
  const change = listChange(before, after);
  return { came: [...change.came], went: change.went };
};

describe("what an answer changed in a list", () => {
  it("names rows that came in and rows that went", () => {
    expect(
      told([row("a"), row("b"), row("c", "not_needed")], [row("a"), row("b", "not_needed"), row("c")]),
    ).toEqual({ came: ["c"], went: ["B"] });
  });

  it("counts a row as come once it is settled, not while it only depends", () => {
    expect(told([row("a", "required", "unanswered")], [row("a")])).toEqual({ came: ["a"], went: [] });
    expect(told([row("a", "required", "unanswered")], [row("a", "required", "unanswered")])).toEqual({
      came: [],
      went: [],
    });
    expect(told([row("a", "required", "unanswered")], [row("a", "not_needed")])).toEqual({
      came: [],
      went: ["A"],
    });
  });

  it("takes a row that is on one list only for not needed on the other", () => {
    expect(told([row("a")], [row("b")])).toEqual({ came: ["b"], went: ["A"] });
  });

  it("stays until the next answer, over reloads, and never outlives the item", async () => {
    const question = (answer: string | null): QuestionView => ({
      id: "q",
      text: "",
      options: [],
      answer,
      known: false,
      from: null,
    });
    const list = ref<Listed>({ item: "i", questions: [question(null)], rows: [row("a")] });
    const change = useListChange(() => list.value);
    list.value = { item: "i", questions: [question("yes")], rows: [row("a"), row("b")] };
    await nextTick();
    expect([...change.value.came]).toEqual(["b"]);
    list.value = { ...list.value, rows: [...list.value.rows] };
    await nextTick();
    expect([...change.value.came]).toEqual(["b"]);
    list.value = { ...list.value, item: "other", rows: [] };
    await nextTick();
    expect(change.value.went).toEqual([]);
  });
});
