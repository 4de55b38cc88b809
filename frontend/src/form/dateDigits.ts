// "19900101" or "1990.1.1" as it is typed becomes "1990-01-01". Judging the date is the desk's.
export function dateDigits(typed: string): string {
  const parts = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})$/.exec(typed.trim());
  if (parts) return `${parts[1]}-${parts[2]!.padStart(2, "0")}-${parts[3]!.padStart(2, "0")}`;
  return /^\d{8}$/.test(typed) ? `${typed.slice(0, 4)}-${typed.slice(4, 6)}-${typed.slice(6)}` : typed;
}
