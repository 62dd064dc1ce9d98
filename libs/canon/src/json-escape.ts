// Escapes inside JSON strings.

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** What the text between two quotes means, or the offset in it of the first escape that JSON does not have. */
export function unescapeJson(raw: string): string | number {
  let text = '';
  let from = 0;
  for (let at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from)) {
    const letter = raw.charAt(at + 1);
    const simple = SIMPLE.get(letter);
    if (simple !== undefined) {
      text += raw.slice(from, at) + simple;
      from = at + 2;
      continue;
    }
    const digits = raw.slice(at + 2, at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) return at;
    text += raw.slice(from, at) + String.fromCharCode(Number.parseInt(digits, 16));
    from = at + 6;
  }
  return text + raw.slice(from);
}
