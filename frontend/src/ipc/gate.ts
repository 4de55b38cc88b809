import { answersWhileLocked } from "./contract";

// While the screen is locked nothing is asked of the desk but what opens it;
// what was asked meanwhile waits and goes on afterwards.
const ANSWERS: ReadonlySet<string> = new Set(answersWhileLocked);
let shut: { opened: Promise<void>; open: () => void } | null = null;
let flying = 0;

export function shutGate(): void {
  if (shut) return;
  let open = () => {};
  shut = { opened: new Promise((done) => (open = done)), open };
}

export function openGate(): void {
  shut?.open();
  shut = null;
}

export async function waitForGate(name: string): Promise<void> {
  while (shut && !ANSWERS.has(name)) await shut.opened;
}

export async function countCall<T>(work: () => Promise<T>): Promise<T> {
  flying += 1;
  try {
    return await work();
  } finally {
    flying -= 1;
  }
}

/**
 * Until everything written so far is answered, twice in a row, or the time is over:
 * a card being read does not keep a screen open.
 */
export async function waitForAnswers(atMost: number): Promise<void> {
  const end = performance.now() + atMost;
  for (let quiet = 0; quiet < 2 && performance.now() < end;) {
    await new Promise((done) => window.setTimeout(done, 10));
    quiet = flying === 0 ? quiet + 1 : 0;
  }
}
