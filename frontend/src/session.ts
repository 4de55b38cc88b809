// The only global state: who is signed in, the line, the lamps, the counts,
// language and text size. No case data here.
import { reactive } from "vue";
import { call } from "@/ipc/call";
import { onChanged } from "@/ipc/changed";
import type { ClerkView, Hello, LockView, Settings, StatusView } from "@/ipc/contract";
import { setLanguage } from "@/messages";

interface Session {
  hello: Hello | null;
  status: StatusView | null;
  clerk: ClerkView | null;
  locked: LockView | null;
  /** Not the counter: everything on the screen is invented. */
  practice: boolean;
}

export const session = reactive<Session>({
  hello: null,
  status: null,
  clerk: null,
  locked: null,
  practice: false,
});

/** The window shows HH:MM from the desk; this often is often enough. */
const STATUS_EVERY_MS = 10_000;

export function applyHello(hello: Hello): void {
  session.hello = hello;
  session.clerk = hello.signed_in;
  session.locked = hello.locked;
  session.practice = hello.ground.practice;
}

export async function refreshHello(): Promise<void> {
  applyHello(await call("hello", {}));
}

let greeting = false;
let again = false;
/**
 * What the door says comes with the greeting alone: whether this station may join, for one. One at a time, since
 * a greeting may itself bring news of the line.
 */
async function refreshDoor(): Promise<void> {
  again = true;
  if (greeting) return;
  greeting = true;
  try {
    while (again && !session.clerk) {
      again = false;
      const hello = await call("hello", {});
      // Whoever signed in meanwhile has a newer one.
      if (!session.clerk) applyHello(hello);
    }
  } finally {
    greeting = false;
  }
}

export async function refreshStatus(): Promise<void> {
  const status = await call("status", {});
  session.status = status;
  session.clerk = status.signed_in;
  session.locked = status.locked;
  session.practice = status.ground.practice;
}

export function applySettings(settings: Settings): void {
  setLanguage(settings.language);
  document.documentElement.dataset.size = settings.text_size === "large" ? "large" : "normal";
}

export async function refreshSettings(): Promise<void> {
  applySettings((await call("settings", {})).settings);
}

/** Errors here only mean that the header stays as it was; the page concerned tells its own. */
const quietly = (work: () => Promise<void>) => void work().catch(() => undefined);

export function followSession(): () => void {
  const drop = onChanged((topic) => {
    if (["status", "outbox", "session"].includes(topic)) quietly(refreshStatus);
    // Behind a door that is shown the store may open, or this installation end.
    if (["status", "session"].includes(topic) && !session.clerk) quietly(refreshDoor);
  });
  const timer = window.setInterval(() => quietly(refreshStatus), STATUS_EVERY_MS);
  quietly(refreshStatus);
  quietly(refreshSettings);
  return () => {
    drop();
    window.clearInterval(timer);
  };
}
