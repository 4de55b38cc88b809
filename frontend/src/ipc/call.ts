// The one bridge to the desk: a command by name, typed from the contract. Not a place for rules or retries.
import { invoke } from "@tauri-apps/api/core";
import { failureCodes, type CaseView, type Commands, type Failure, type FailureCode } from "./contract";
import { askForConsent } from "./consent";
import { countCall, shutGate, waitForGate } from "./gate";

export type CommandName = keyof Commands;
export type Payload<K extends CommandName> = Commands[K][0];
export type Reply<K extends CommandName> = Commands[K][1];
/** What carries a call: the shell, or the fake. */
export type Wire = <K extends CommandName>(name: K, payload: Payload<K>) => Promise<Reply<K>>;
export type ImportWire = (caseId: string, material: string | null, bytes: Blob) => Promise<CaseView>;

let wire: Wire = (name, payload) => invoke("call", { name, payload });
let importWire: ImportWire = importOverScheme;

/** Tests and the look-only build put the fake here. */
export function useWire(other: Wire, otherImport?: ImportWire): void {
  wire = other;
  if (otherImport) importWire = otherImport;
}

/** A refused command; `failure` is what the desk said. */
export class CallRefused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export function isFailureCode(code: string): code is FailureCode {
  return (failureCodes as readonly string[]).includes(code);
}

export function asFailure(reason: unknown): Failure {
  if (reason instanceof CallRefused) return reason.failure;
  if (typeof reason === "object" && reason !== null && typeof (reason as Failure).code === "string") {
    const given = reason as Partial<Failure>;
    return { code: given.code ?? "internal", params: given.params ?? {}, incident: given.incident ?? "" };
  }
  return { code: "internal", params: {}, incident: "" };
}

export async function call<K extends CommandName>(name: K, payload: Payload<K>): Promise<Reply<K>> {
  for (;;) {
    await waitForGate(name);
    try {
      return await countCall(() => wire(name, payload));
    } catch (reason) {
      const failure = asFailure(reason);
      // Nothing was done. With a mentor's word the same goes once more, whoever had sent it.
      if (failure.code === "consent_needed" && (await askForConsent(payload, failure))) continue;
      // A mentor's word is for the question that the lock ended: it is not given once more.
      if (failure.code !== "locked" || name === "give_consent") throw new CallRefused(failure);
      // Locked meanwhile: nothing was done, and it is asked again once the screen is open.
      shutGate();
    }
  }
}

/**
 * What the citizen touches counts now or not at all: behind a locked screen it does not wait, to be done
 * when nobody stands there any more.
 */
export async function callAtOnce<K extends CommandName>(name: K, payload: Payload<K>): Promise<Reply<K>> {
  try {
    return await wire(name, payload);
  } catch (reason) {
    throw new CallRefused(asFailure(reason));
  }
}

/** A PDF or picture into the case; bytes never travel as JSON. */
export async function importFile(caseId: string, material: string | null, bytes: Blob): Promise<CaseView> {
  for (;;) {
    await waitForGate("import");
    try {
      return await countCall(() => importWire(caseId, material, bytes));
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code !== "locked") throw new CallRefused(failure);
      // Locked meanwhile: the rest of a batch comes in once the screen is open.
      shutGate();
    }
  }
}

/** More than a window can hold; the desk says of smaller ones how large they may be. */
const HUGE = 2 ** 30;

/** Of a folder that was dropped, of a file that is gone and of a huge one nothing can be read. */
async function readBytes(bytes: Blob): Promise<ArrayBuffer> {
  try {
    return await bytes.arrayBuffer();
  } catch {
    const code = bytes.size > HUGE ? "file_too_large" : "file_unreadable";
    throw new CallRefused({ code, params: {}, incident: "" });
  }
}

async function importOverScheme(caseId: string, material: string | null, bytes: Blob): Promise<CaseView> {
  const query = material === null ? "" : `?material=${encodeURIComponent(material)}`;
  const body = await readBytes(bytes);
  const answer = await fetch(`page://localhost/import/${encodeURIComponent(caseId)}${query}`, {
    method: "POST",
    body,
  });
  const reply: unknown = await answer.json();
  if (!answer.ok) throw new CallRefused(asFailure(reply));
  return reply as CaseView;
}
