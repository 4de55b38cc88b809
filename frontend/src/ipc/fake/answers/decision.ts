// Answers about the decision and its papers.
import type { IssueResult } from "../../contract";
import type { FakeAnswers } from "../answer";
import type { FakeCase } from "../case";
import { viewOf } from "../caseView";
import { sheetPicture } from "../pictures";
import { NOW, refuse, type FakeState } from "../state";

/** Of the pretended receipt: the only code whose record is known. */
export const RECEIPT_CODE = "7K3M-9QRT-ABCD-2X4PH";

function issueDocument(desk: FakeState, c: FakeCase): IssueResult {
  const preview = c.preview ?? refuse("no_preview");
  c.status = (
    { accept: "accepted", correction: "correction", refuse: "refused", redirect: "redirected" } as const
  )[preview.kind];
  if (desk.line === "up") c.number = "440607-2026-000123";
  else c.provisional = "L-2026-0001";
  const code = preview.kind === "accept" ? RECEIPT_CODE : null;
  const number = c.number ?? c.provisional;
  c.documents = [{ ...preview.document, number, issued_at: NOW, prints: 0, saves: 1, code }];
  c.preview = null;
  return {
    case: viewOf(c),
    print: { printed: false, printer: null, file: "/example/prints/receipt.pdf", failure: null },
  };
}

export const decisionAnswers = (desk: FakeState) =>
  ({
    propose: ({ case: id, kind }) => {
      const c = desk.get(id);
      c.preview = {
        kind,
        document: {
          id: desk.fresh("d"),
          form:
            kind === "accept"
              ? "acceptance_receipt"
              : kind === "correction"
                ? "correction_notice"
                : "refusal",
          number: null,
          pages: 1,
          issued_at: null,
          prints: 0,
          saves: 0,
          missing: [],
          revision: 1,
          url: sheetPicture(kind === "accept" ? "受理回执" : "申请材料补正告知书"),
          code: null,
        },
      };
      return viewOf(c);
    },
    note_correction: ({ case: id, fault, came }) =>
      desk.change(id, (c) => {
        c.noted = came ? [...c.noted, fault] : c.noted.filter((at) => at !== fault);
      }),
    withdraw_proposal: ({ case: id }) =>
      desk.change(id, (c) => {
        if (c.entrusted) c.entrusted = { ...c.entrusted, preview: null, preview_granted: null };
      }),
    issue: ({ case: id }) => issueDocument(desk, desk.get(id)),
    print: ({ case: id, document }) => {
      const c = desk.get(id);
      c.documents = c.documents.map((d) => (d.id === document ? { ...d, prints: d.prints + 1 } : d));
      return { case: viewOf(c), print: { printed: true, printer: "desk", file: null, failure: null } };
    },
    print_check_record: ({ case: id }) => ({
      case: viewOf(desk.get(id)),
      print: { printed: true, printer: "desk", file: null, failure: null },
    }),
    print_receipt: ({ case: id, again }) => ({
      case: viewOf(desk.get(id)),
      print: { printed: again, printer: again ? "desk" : null, file: null, failure: null },
    }),
  }) satisfies Partial<FakeAnswers>;
