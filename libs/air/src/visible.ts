// Makes text from files safe to print: nothing in it can move the cursor, colour, hide or reorder.

/** Controls, line and paragraph separators, zero-width and direction marks, halves of surrogate pairs. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}|[\u{e0000}-\u{e007f}]/gu;

/** `text` on one line, unsafe characters written as `\u{…}`. */
export const visible = (text: string): string =>
  text.replace(UNSAFE, (unit) => `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`);
