// One change of a list as a sentence: in which situation, what to bring now, what no longer, what otherwise.
import { countText } from "@/catalog/reasons";
import type { ItemNews, ListNews, PaperNews } from "@/ipc/contract";
import { m, word } from "@/messages";

export function whenText(list: ListNews): string {
  const pairs: string[] = [];
  for (let i = 0; i + 1 < list.when.length; i += 2) pairs.push(m.news.pair(list.when[i]!, list.when[i + 1]!));
  return pairs.length > 0 ? pairs.join(m.common.comma) : m.news.always;
}

function paperText(paper: PaperNews): string {
  const terms = [countText(paper).replaceAll("　", " "), paper.optional ? m.news.optional : ""]
    .filter(Boolean)
    .join(m.common.comma);
  return terms ? `${paper.name}${m.common.inParens(terms)}` : paper.name;
}
const papers = (list: PaperNews[]) => list.map(paperText).join(m.common.dot);

/** The parts of the sentence, each with its sign: what is new matters most. */
export function listParts(list: ListNews): { sign: "＋" | "－" | "△"; text: string }[] {
  return [
    ...(list.bring.length > 0 ? [{ sign: "＋" as const, text: m.news.bring(papers(list.bring)) }] : []),
    ...(list.no_longer.length > 0
      ? [
          {
            sign: "－" as const,
            text: m.news.noLonger(list.no_longer.map((paper) => paper.name).join(m.common.dot)),
          },
        ]
      : []),
    ...(list.otherwise.length > 0
      ? [{ sign: "△" as const, text: m.news.otherwise(papers(list.otherwise)) }]
      : []),
  ];
}

export function alsoText(item: ItemNews): string {
  const fields = new Set(item.also.map((field) => word(m.news.fields, field, {}, m.news.other)));
  return fields.size > 0 ? m.news.also([...fields].join(m.common.dot)) : "";
}
