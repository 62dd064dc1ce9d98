// Finds the places of JSON pointers in text, also in text that does not parse.
import { splitPointer } from './pointer.ts';
import { createPositions } from './text-position.ts';
import type { TextPosition } from './text-position.ts';

interface Place {
  readonly key: number;
  readonly value: number;
}

type Children = ReadonlyMap<string, Place>;

/** Asks for the place of a pointer in one text. */
export type JsonLocator = (pointer: string, at?: 'key' | 'value') => TextPosition;

/**
 * Start of the value, or with `key` of the quoted key of the member (array items and the root have only a value). The
 * nearest existing ancestor answers for what is missing. Of duplicate keys the last one counts, as in `readJson`. Every
 * container is scanned once, whatever the number of questions.
 */
export function createLocator(text: string): JsonLocator {
  const positions = createPositions(text);
  const tables = new Map<number, Children>();
  const childrenOf = (container: number): Children => {
    const known = tables.get(container);
    if (known !== undefined) return known;
    const children = scanChildren(text, container);
    tables.set(container, children);
    return children;
  };
  const root = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  return (pointer, at = 'value') => {
    let place: Place = { key: root, value: root };
    for (const segment of splitPointer(pointer)) {
      const next = childrenOf(place.value).get(segment);
      if (next === undefined) break;
      place = next;
    }
    return positions(at === 'key' ? place.key : place.value);
  };
}

/** One question to one text; see `createLocator`. */
export function locateJson(text: string, pointer: string, at: 'key' | 'value' = 'value'): TextPosition {
  return createLocator(text)(pointer, at);
}

function scanChildren(text: string, container: number): Children {
  const children = new Map<string, Place>();
  const isObject = text[container] === '{';
  if (!isObject && text[container] !== '[') return children;
  let at = skipSpace(text, container + 1);
  for (let index = 0; at < text.length && (isObject || text[at] !== ']'); index += 1) {
    const key = at;
    let name = String(index);
    if (isObject) {
      if (text[at] !== '"') break;
      const end = skipString(text, at);
      name = unquote(text.slice(at, end));
      at = skipSpace(text, end);
      if (text[at] !== ':') break;
      at = skipSpace(text, at + 1);
    }
    children.set(name, { key, value: at });
    at = skipSpace(text, skipValue(text, at));
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return children;
}

function unquote(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** Behind the value; brackets are counted, not matched, so that broken text is passed over as well. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; ) {
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
  return text.length;
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
