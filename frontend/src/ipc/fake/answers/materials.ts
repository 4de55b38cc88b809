// Answers about pages, originals and the certificate library.
import type { FakeAnswers } from "../answer";
import { viewOf } from "../caseView";
import { NOW, type FakeState } from "../state";

const COUNTED = { original: "originals", copy: "copies", electronic: "electronic" } as const;

export const materialsAnswers = (desk: FakeState) =>
  ({
    receive: ({ case: id }) =>
      desk.change(id, (c) => {
        c.received = NOW;
        c.status = "received";
      }),
    scan: ({ case: id, material }) => {
      const view = desk.change(id, (c) => {
        desk.addPage(c, material);
        desk.addPage(c, material);
      });
      return { case: view, pages: 2, ended: "feeder_empty" };
    },
    cancel_scan: ({ case: id }) => viewOf(desk.get(id)),
    page_shown: ({ case: id, page }) =>
      desk.change(id, (c) => {
        c.pages = c.pages.map((p) => (p.id === page ? { ...p, shown: true } : p));
      }),
    assign_page: ({ case: id, page, material }) =>
      desk.change(id, (c) => {
        c.pages = c.pages.map((p) => (p.id === page ? { ...p, material } : p));
        c.undo = "page_assigned";
      }),
    turn_page: ({ case: id, page }) =>
      desk.change(id, (c) => {
        c.pages = c.pages.map((p) => (p.id === page ? { ...p, turns: (p.turns + 1) % 4 } : p));
      }),
    move_page: ({ case: id }) => viewOf(desk.get(id)),
    delete_page: ({ case: id, page }) =>
      desk.change(id, (c) => {
        c.pages = c.pages.filter((p) => p.id !== page);
        c.undo = "page_deleted";
      }),
    undo: ({ case: id }) => desk.change(id, (c) => void (c.undo = null)),
    look_up: ({ case: id, ground }) =>
      desk.change(id, (c) => {
        for (const row of viewOf(c).materials.filter(
          (r) => r.cert && r.need !== "not_needed" && r.state !== "received",
        )) {
          const reason =
            ground === "declined"
              ? "refused_by_holder"
              : desk.line === "down"
                ? "library_away"
                : row.id === "bank"
                  ? "not_found"
                  : null;
          if (reason === null) {
            desk.addPage(c, row.id);
            c.pages.at(-1)!.source = "certificate";
          }
          c.marks[row.id] = {
            ...c.marks[row.id],
            certificate: {
              reason,
              name: reason ? "" : `${row.cert!.kind}（示例）`,
              identifier: reason ? "" : "5444…0016",
              issuer: reason ? "" : "示例市公安局示例分局",
              valid_to: row.id === "special" ? "2034-02-28" : null,
              at: NOW,
              identifier_off: false,
            },
          };
        }
      }),
    check_original: ({ case: id, material }) =>
      desk.mark(id, material, { checked_by: "李示例", checked_at: NOW }),
    set_custody: ({ case: id, material, copies, custody, place }) =>
      desk.mark(id, material, copies ? { copies_custody: custody, copies_place: place } : { custody, place }),
    show_give_back: ({ case: id }) => {
      const rows = viewOf(desk.get(id)).materials;
      const names = (to: string) => rows.filter((row) => row.due_custody === to).map((row) => row.name);
      const copies = rows.filter((row) => row.due_copies).map((row) => row.name);
      desk.list = null;
      desk.papers = { returned: names("returned"), held: names("held"), copies, place: desk.clerk.window };
      return desk.status();
    },
    give_back_all: ({ case: id }) => {
      desk.papers = null;
      return desk.change(id, (c) => {
        for (const { id: row, due_custody, due_copies } of viewOf(c).materials) {
          if (due_custody !== null) {
            const place = due_custody === "held" ? desk.clerk.window : null;
            c.marks[row] = { ...c.marks[row], custody: due_custody, place };
          }
          if (due_copies !== null)
            c.marks[row] = { ...c.marks[row], copies_custody: due_copies, copies_place: desk.clerk.window };
        }
      });
    },
    set_problem: ({ case: id, material, problem }) => desk.mark(id, material, { problem }),
    count_object: ({ case: id, material, count }) => desk.mark(id, material, { in_hand: count }),
    count_papers: ({ case: id, material, kind, count }) =>
      desk.mark(id, material, { [COUNTED[kind]]: count }),
  }) satisfies Partial<FakeAnswers>;
