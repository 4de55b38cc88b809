// Dates and times as people read them. The desk's texts are local legal time already:
// "2026-11-27", "2026-11-22 10:38".
import { m } from "@/messages";

const parts = (text: string) => /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(text);

export function shortDate(text: string | null): string {
  const found = text ? parts(text) : null;
  return found ? m.common.date(Number(found[2]), Number(found[3])) : (text ?? "");
}

export function longDate(text: string | null): string {
  const found = text ? parts(text) : null;
  return found ? m.common.dateLong(Number(found[2]), Number(found[3])) : (text ?? "");
}

export function fullDate(text: string): string {
  const found = parts(text);
  return found ? m.common.dateFull(Number(found[1]), Number(found[2]), Number(found[3])) : text;
}

/** Whole minutes since then; none when it was another day. */
export function minutesSince(
  text: string,
  today: string | undefined,
  now: string | undefined,
): number | null {
  const [day, time] = text.split(" ");
  const of = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return today === undefined || !now || !time || day !== today ? null : Math.max(0, of(now) - of(time));
}

/** The time alone when it is today's, else the date with it. */
export function clockTime(text: string | null, today: string | undefined): string {
  const found = text ? parts(text) : null;
  if (!found || !found[4]) return text ?? "";
  const sameDay = today !== undefined && text!.startsWith(today);
  return sameDay ? found[4] : `${m.common.date(Number(found[2]), Number(found[3]))} ${found[4]}`;
}
