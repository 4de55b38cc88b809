// The one event: something the screen shows has changed. Topics: "case:<id>", "status",
// "devices", "outbox", "session".
import { listen } from "@tauri-apps/api/event";

type Listener = (topic: string) => void;
const listeners = new Set<Listener>();
let connected = false;

export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Also what the fake calls. */
export function announceChange(topic: string): void {
  for (const listener of [...listeners]) listener(topic);
}

/** Once, at start, in the real window. */
export async function connectChanged(): Promise<void> {
  if (connected) return;
  connected = true;
  await listen<string>("changed", (event) => announceChange(event.payload));
}
