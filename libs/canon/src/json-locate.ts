// Finds the place of a JSON pointer in text, also in text that does not parse.
import { splitPointer } from './pointer.ts';
import { positionAt } from './text-position.ts';
import type { TextPosition } from './text-position.ts';

interface Place {
  readonly key: number;
  readonly value: number;
}

/**
 * Start of the value, or with `key` of the quoted key of the member (array items and the root have only a value). The
 * nearest existing ancestor answers for what is missing. Of duplicate keys the last one counts, as in `readJson`.
 */
export function locateJson(text: string, pointer: string, at: 'key' | 'value' = 'value'): TextPosition {
  const root = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  let place: Place = { key: root, value: root };
  for (const segment of splitPointer(pointer)) {
    const next = findChild(text, place.value, segment);
    if (next === undefined) break;
    place = next;
  }
  return positionAt(text, at === 'key' ? place.key : place.value);
}

function findChild(text: string, container: number, segment: string): Place | undefined {
  if (text[container] === '{') return findMember(text, container, segment);
  if (text[container] === '[' && /^(?:0|[1-9][0-9]*)$/.test(segment)) return findItem(text, container, Number(segment));
  return undefined;
}

function findMember(text: string, container: number, segment: string): Place | undefined {
  let found: Place | undefined;
  let at = skipSpace(text, container + 1);
  while (text[at] === '"') {
    const key = at;
    const end = skipString(text, at);
    at = skipSpace(text, end);
    if (text[at] !== ':') break;
    const value = skipSpace(text, at + 1);
    if (meansKey(text.slice(key, end), segment)) found = { key, value };
    at = skipSpace(text, skipValue(text, value));
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return found;
}

function findItem(text: string, container: number, index: number): Place | undefined {
  let at = skipSpace(text, container + 1);
  for (let count = 0; at < text.length && text[at] !== ']'; count += 1) {
    if (count === index) return { key: at, value: at };
    at = skipSpace(text, skipValue(text, at));
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

function meansKey(quoted: string, segment: string): boolean {
  if (!quoted.includes('\\')) return quoted.slice(1, -1) === segment;
  try {
    return JSON.parse(quoted) === segment;
  } catch {
    return false;
  }
}

/** Behind the value; brackets are counted, not matched, so that broken text is skipped as well. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const unit = text[at];
    if (unit === '"') {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (unit === '{' || unit === '[') depth += 1;
    else if (unit === '}' || unit === ']') depth -= 1;
    if (depth < 0 || (depth === 0 && unit === ',')) return at;
    at += 1;
    if (depth === 0 && (unit === '}' || unit === ']')) return at;
  }
  return at;
}

function skipString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}
