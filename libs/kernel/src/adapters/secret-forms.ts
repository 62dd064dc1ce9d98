// The texts in which a value may stand in other data: as it is, in hexadecimal, in base64.

/** Shorter values have encodings so short that other data hold them by chance. */
const SHORTEST_ENCODED = 6;

/** UTF-8 of each form. Base64 at each of the three positions that the value may have in what was encoded. */
export function formsOf(value: string): readonly Buffer[] {
  const bytes = Buffer.from(value, 'utf8');
  if (bytes.length < SHORTEST_ENCODED) return [bytes];
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => {
    const inner = innerBase64(bytes, before);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [bytes, ...new Set([hex, hex.toUpperCase(), ...base64])].map((form) => Buffer.from(form));
}

/** The digits that the bytes alone decide, with so many bytes before them. */
function innerBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const first = Math.ceil((before * 8) / 6);
  return text.slice(first, Math.floor(((before + bytes.length) * 8) / 6));
}
