// Names what stands at a place in broken JSON.

/** `end of file`, `end of line`, `a comment`, the word or character in quotes, or U+XXXX for what cannot be seen. */
export function describeAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  if (point === undefined) return 'end of file';
  if (point === 0x0a || point === 0x0d) return 'end of line';
  if (text.startsWith('//', at) || text.startsWith('/*', at)) return 'a comment';
  const word = /^[\w.+-]+/.exec(text.slice(at, at + 40));
  if (word !== null) return `'${word[0]}'`;
  const isVisible = point > 0x20 && point < 0x7f;
  return isVisible ? `'${String.fromCodePoint(point)}'` : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
