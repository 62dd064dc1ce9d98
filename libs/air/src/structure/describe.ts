// A JSON value in a few words, for the "found" side of a finding.

const LONGEST = 60;

/** At most about 60 characters; text is quoted, lists and objects are counted. */
export const describe = (value: unknown): string => {
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (typeof value === 'object') {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : shorten(`an object with ${keys.slice(0, 4).map(quote).join(', ')}`);
  }
  return value === undefined ? 'nothing' : shorten(String(value));
};

/** Text in quotes, shortened. */
export const quote = (text: string): string => JSON.stringify(shorten(text));

/** Words joined for a message: `a`, `a or b`, `a, b or c`. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

const shorten = (text: string): string => {
  const points = [...text.slice(0, 4 * LONGEST)];
  return points.length <= LONGEST ? text : `${points.slice(0, LONGEST - 1).join('')}…`;
};
