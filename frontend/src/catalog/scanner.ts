// Whether the scanner is out, so that the clerk makes a copy where a scan would do.
import { session } from "@/session";

/** Nothing is said before the desk has told of its devices. */
export function isScannerOut(): boolean {
  const lamp = session.status?.scanner;
  return lamp === "off" || lamp === "fault";
}
