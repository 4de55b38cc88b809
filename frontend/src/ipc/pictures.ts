// Where a document's page pictures are; bytes travel over the page:// scheme.
import type { DocumentView } from "./contract";

/**
 * A preview keeps its address from one proposal to the next:
 * `fresh` keeps the old picture from being shown for it.
 */
export function documentPage(document: DocumentView, page: number, fresh = 0): string {
  return `${document.url}/page/${page}?w=900${fresh > 0 ? `&v=${fresh}` : ""}`;
}
