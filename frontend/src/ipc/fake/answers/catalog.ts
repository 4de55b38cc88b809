// Answers about items, lists and what is printed of them.
import type { FakeAnswers } from "../answer";
import { questionsOf, rowsOf, search } from "../catalog";
import { items } from "../items";
import { sheetPicture } from "../pictures";
import { NOW, refuse, type FakeState } from "../state";

export const catalogAnswers = (desk: FakeState) =>
  ({
    search_items: ({ query }) => ({ hits: search(query, desk.recent), more: 0 }),
    checklist: ({ item, answers }) => {
      const found = items.find((i) => i.view.id === item) ?? refuse("unknown_item");
      return { item: found.view, questions: questionsOf(found, answers), rows: rowsOf(found, answers) };
    },
    catalogue_news: () => desk.news,
    show_list: (list) => (desk.clearCitizen(), (desk.list = list), desk.status()),
    clear_citizen: () => (desk.clearCitizen(), desk.status()),
    citizen: () => desk.citizen(),
    print_list: () => ({
      id: "s1",
      form: "one_time_list",
      number: null,
      pages: 1,
      issued_at: NOW,
      prints: 0,
      saves: 0,
      missing: [],
      revision: 1,
      url: sheetPicture("一次性告知书"),
      code: null,
    }),
    print_blank: ({ item, material, sample }) => {
      const row = items.find((i) => i.view.id === item)?.materials.find((one) => one.id === material);
      const title = row?.blank?.title ?? refuse("no_blank");
      return {
        id: desk.fresh("s"),
        form: "blank_form",
        number: null,
        pages: 1,
        issued_at: NOW,
        prints: 0,
        saves: 0,
        missing: [],
        revision: 0,
        url: sheetPicture(sample ? `${title} · 样表` : title),
        code: null,
      };
    },
    print_key_card: () => ({
      printed: false,
      printer: null,
      file: "/example/prints/key-card.pdf",
      failure: null,
    }),
    print_sheet: () => ({
      printed: false,
      printer: null,
      file: "/example/prints/one-time-list.pdf",
      failure: null,
    }),
  }) satisfies Partial<FakeAnswers>;
