import { readPlain } from "@/kit/plainSigns";

// A whole number as somebody wrote it, at full width too, or pasted it with what nobody sees round it: digits
// alone, no sign, no point. None when it is none, or more than a number of the desk can hold.
export function readWholeNumber(text: string): number | null {
  const plain = readPlain(text).trim();
  return /^[0-9]{1,9}$/.test(plain) ? Number(plain) : null;
}
