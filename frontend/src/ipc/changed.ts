// The one event: something the screen shows has changed.
import { listen } from "@tauri-apps/api/event";
import type { Topic } from "./contract";

type Listener = (topic: Topic) => void;
const listeners = new Set<Listener>();
let connected = false;

export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Also what the fake calls. */
export function announceChange(topic: Topic): void {
  for (const listener of [...listeners]) listener(topic);
}

/** Once, at start, in the real window. */
export async function connectChanged(): Promise<void> {
  if (connected) return;
  connected = true;
  await listen<Topic>("changed", (event) => announceChange(event.payload));
}
