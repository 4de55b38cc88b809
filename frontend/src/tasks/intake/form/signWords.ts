// What the one key of signing says: the same words in the panel and on the button bottom right.
import { m } from "@/messages";
import type { Signing } from "./useSigning";

export function signStepWords({ step, signer, signing, paper }: Signing): string {
  const byWitness = signing.value?.witness_enough ? signer.value?.witness : null;
  const name = byWitness ?? signer.value?.name ?? "";
  const page = paper.page.value?.order ?? 0;
  return {
    nothing: m.signing.allSigned,
    show: m.signing.next.show,
    doubt: m.signing.next.doubt(signing.value?.doubt?.label ?? ""),
    put: m.signing.next.put(name),
    wait: signing.value?.strokes ? m.signing.next.wait(name) : m.signing.next.waitRead(name),
    print: m.signing.next.print(name),
    scan: m.signing.next.scan(name),
    bind: m.signing.next.bind(name, page),
    refused: m.signing.next.refused,
  }[step.value];
}
