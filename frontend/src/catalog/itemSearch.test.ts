import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { ItemHit, ItemHits } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import ItemSearch from "./ItemSearch.vue";
import { plainQuery } from "./itemSearch";

let desk: FakeDesk;
beforeEach(() => (desk = installFake()));

const manyOf = (ids: string[], more = 0): ItemHits => ({
  hits: ids.map((id) => ({
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
  })),
  more,
});

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
    let answer: (found: ItemHits) => void = () => {};
    desk.answers.search_items = () => new Promise<ItemHits>((resolve) => (answer = resolve));
    await input.setValue("登记");
    await input.trigger("keydown", { key: "Enter" });
    expect(search.emitted("choose")).toBeUndefined();
    answer({
      more: 0,
      hits: [
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
      ],
    });
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
    desk.answers.search_items = async (payload) => ({
      hits: (await usual(payload)).hits.map(mark),
      more: 0,
    });
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
    const waiting: ((found: ItemHits) => void)[] = [];
    desk.answers.search_items = () => new Promise((resolve) => waiting.push(resolve));
    const search = mount(ItemSearch);
    const input = search.get("[data-test=item-search]");
    await input.setValue("a");
    await input.setValue("ab");
    waiting[1]!(manyOf(["newer"]));
    await flushPromises();
    waiting[0]!(manyOf(["older"]));
    await flushPromises();
    expect(search.find("[data-test=hit-newer]").exists()).toBe(true);
    expect(search.find("[data-test=hit-older]").exists()).toBe(false);
  });

  it("says how many are not in sight, and goes on to them by the arrow", async () => {
    const ids = Array.from({ length: 25 }, (_, i) => `i${i}`);
    desk.answers.search_items = () => Promise.resolve(manyOf(ids, 7));
    const search = mount(ItemSearch, { props: { limit: 10 }, attachTo: document.body });
    const input = search.get("[data-test=item-search]");
    await input.setValue("登记");
    await flushPromises();
    const seen = () => search.findAll("[role=option]").length;
    const rest = () => search.get("[data-test=more-hits]").text();
    expect([seen(), rest()]).toEqual([10, "还有 22 项：按 ↓ 到底接着列，或再输几个字"]);
    const down = async (times: number) => {
      for (let i = 0; i < times; i += 1) await input.trigger("keydown", { key: "ArrowDown" });
    };
    await down(9);
    expect(seen(), "the last that is in sight").toBe(10);
    await down(1);
    expect([seen(), rest()]).toEqual([20, "还有 12 项：按 ↓ 到底接着列，或再输几个字"]);
    await down(14);
    expect([seen(), rest()]).toEqual([25, "还有 7 项没有列出：请再输几个字"]);
    await input.trigger("keydown", { key: "Enter" });
    expect((search.emitted("choose")![0]![0] as { id: string }).id).toBe("i24");
    setLanguage("en");
    await flushPromises();
    expect(rest()).toBe("7 more are not listed: type more");
    setLanguage("zh-CN");
    desk.answers.search_items = () => Promise.resolve(manyOf(ids.slice(0, 3)));
    await input.setValue("登记证");
    await flushPromises();
    expect(search.find("[data-test=more-hits]").exists(), "all are in sight").toBe(false);
    search.unmount();
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
