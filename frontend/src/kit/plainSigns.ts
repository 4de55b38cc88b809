// What an input method and a clipboard do to plain signs, taken back in a box that is shaped under the caret: no
// question to the desk fits between two keys. The desk reads the text again (`core::text`) and alone decides. That
// both read alike shows one table, plainSigns.json, which the tests of both have.

/** Of old code pages and of Braille: nothing is seen. */
const BLANK = /[\ue5e5\u2800]/g;
const WIDE = /[\uff01-\uff5e]/g;
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cf}|(?!\s)\p{Cc}/gu;

/** Full width as plain, and nothing that nobody sees. What only looks like a digit (², ①) is none. */
export const readPlain = (text: string): string =>
  text
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(BLANK, " ")
    .replace(UNSEEN, "");
