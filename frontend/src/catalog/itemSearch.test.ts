import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { ItemHit } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import ItemSearch from "./ItemSearch.vue";
import { plainQuery } from "./itemSearch";

let desk: FakeDesk;
beforeEach(() => (desk = installFake()));

describe("finding an item", () => {
  it("drops what an input method puts between syllables", () => {
    expect(plainQuery("sheng'yu deng")).toBe("shengyudeng");
  });

  it("searches the pre-edit text before a candidate is chosen", async () => {
    const search = mount(ItemSearch, { attachTo: document.body });
    const input = search.get("[data-test=item-search]");
    await input.trigger("compositionstart");
    await input.trigger("compositionupdate", { data: "sheng'yu" });
    await flushPromises();
    expect(desk.calls.at(-1)).toEqual(["search_items", { query: "shengyu" }]);
    expect(search.find("[data-test=hit-shengyu-dengji]").exists()).toBe(true);
    await input.trigger("keydown", { key: "Enter", isComposing: true });
    expect(search.emitted("choose")).toBeUndefined();
    search.unmount();
  });

  it("takes the hit that the arrows reached", async () => {
    const search = mount(ItemSearch, { attachTo: document.body });
    const input = search.get("[data-test=item-search]");
    await input.setValue("登记");
    await flushPromises();
    await input.trigger("keydown", { key: "ArrowDown" });
    await input.trigger("keydown", { key: "Enter" });
    expect((search.emitted("choose")![0]![0] as { id: string }).id).toBe("shengyu-dengji");
    search.unmount();
  });

  it("takes the first hit of what was typed, though Enter came before the answer", async () => {
    const search = mount(ItemSearch, { attachTo: document.body });
    const input = search.get("[data-test=item-search]");
    await input.setValue("登");
    await flushPromises();
    let answer: (hits: ItemHit[]) => void = () => {};
    desk.answers.search_items = () => new Promise<ItemHit[]>((resolve) => (answer = resolve));
    await input.setValue("登记");
    await input.trigger("keydown", { key: "Enter" });
    expect(search.emitted("choose")).toBeUndefined();
    answer([
      {
        id: "later",
        name: "",
        department: "",
        why: "name",
        why_word: null,
        on_the_spot: true,
        for_firms: false,
        legacy: false,
        instead: null,
        not_this_window: null,
      },
    ]);
    await flushPromises();
    expect((search.emitted("choose")![0]![0] as { id: string }).id).toBe("later");
    search.unmount();
  });

  it("marks in words what this window does not take, and Enter opens it all the same", async () => {
    const usual = desk.answers.search_items;
    const mark = (hit: ItemHit): ItemHit => ({
      ...hit,
      not_this_window: hit.id === "shengyu-dengji" ? "level" : null,
    });
    desk.answers.search_items = async (payload) => (await usual(payload)).map(mark);
    const search = mount(ItemSearch, { attachTo: document.body });
    const input = search.get("[data-test=item-search]");
    await input.setValue("登记");
    await flushPromises();
    const marked = search.findAll("[role=option]").filter((one) => one.text().includes("本窗口不受理"));
    expect(marked.map((one) => one.attributes("data-test"))).toEqual(["hit-shengyu-dengji"]);
    expect(marked[0]!.text()).toContain("按行使层级");
    await input.trigger("keydown", { key: "ArrowDown" });
    await input.trigger("keydown", { key: "Enter" });
    expect((search.emitted("choose")![0]![0] as { id: string }).id).toBe("shengyu-dengji");
    search.unmount();
  });

  it("shows the answer to the last question only", async () => {
    const waiting: ((hits: never[]) => void)[] = [];
    desk.answers.search_items = () => new Promise((resolve) => waiting.push(resolve));
    const search = mount(ItemSearch);
    const input = search.get("[data-test=item-search]");
    await input.setValue("a");
    await input.setValue("ab");
    const hit = (id: string) =>
      [
        {
          id,
          name: id,
          department: "",
          why: "name",
          why_word: null,
          on_the_spot: true,
          for_firms: false,
          legacy: false,
          instead: null,
          not_this_window: null,
        },
      ] as never[];
    waiting[1]!(hit("newer"));
    await flushPromises();
    waiting[0]!(hit("older"));
    await flushPromises();
    expect(search.find("[data-test=hit-newer]").exists()).toBe(true);
    expect(search.find("[data-test=hit-older]").exists()).toBe(false);
  });

  it("offers without a word what was used lately, and takes it by arrow and Enter only", async () => {
    desk.recent = ["gaoling-jintie", "shengyu-dengji"];
    const search = mount(ItemSearch, { props: { recents: 5 }, attachTo: document.body });
    await flushPromises();
    const input = search.get("[data-test=item-search]");
    await input.trigger("keydown", { key: "Enter" });
    expect(search.emitted("choose")).toBeUndefined();
    await input.trigger("keydown", { key: "ArrowDown" });
    await input.trigger("keydown", { key: "Enter" });
    expect((search.emitted("choose")![0]![0] as { id: string }).id).toBe("gaoling-jintie");
    await input.setValue("yl");
    await flushPromises();
    expect(search.find("[data-test=recents]").exists()).toBe(false);
    await input.setValue("");
    expect(search.findAll("[role=option]")).toHaveLength(2);
    search.unmount();
  });
});
