// The compact notation of the built-in tables, and its parser.
//
//   table   = { name "=" type }
//   type    = "{" [ field { "," field } ] "}"          record
//           | "<" field { "|" field } ">"              variant
//           | ("list" | "set" | "option") "<" type ">"
//           | "map" "<" type "," type ">"
//           | primitive                                text, nat, …
//           | Name@version                             reference to sys/Name@version
//   field   = word ":" type
import { AirError } from '../errors.ts';
import { plainObject } from '../identity/reader.ts';
import type { JsonObject } from '@nx-air/canon';

const TOKEN = /\s*([A-Za-z][A-Za-z0-9_.]*(?:@[0-9]+)?|[{}<>:,|=])/y;

interface Cursor {
  readonly next: () => string;
  readonly peek: () => string | undefined;
  readonly expect: (token: string) => void;
}

/** Type expressions by full name, in the order of the table. */
export function parseTable(table: string): ReadonlyMap<string, JsonObject> {
  const cursor = cursorOver(tokensOf(table));
  const types = new Map<string, JsonObject>();
  while (cursor.peek() !== undefined) {
    const name = cursor.next();
    cursor.expect('=');
    types.set(`sys/${name}`, parseType(cursor));
  }
  return types;
}

function parseType(cursor: Cursor): JsonObject {
  const token = cursor.next();
  switch (token) {
    case '{':
      return plainObject([['record', parseFields(cursor, ',', '}')]]);
    case '<':
      return plainObject([['variant', parseFields(cursor, '|', '>')]]);
    case 'list':
    case 'set':
    case 'option': {
      cursor.expect('<');
      const item = parseType(cursor);
      cursor.expect('>');
      return plainObject([[token, item]]);
    }
    case 'map': {
      cursor.expect('<');
      const key = parseType(cursor);
      cursor.expect(',');
      const value = parseType(cursor);
      cursor.expect('>');
      return plainObject([['map', plainObject([['key', key], ['value', value]])]]);
    }
    default:
      return token.includes('@') ? plainObject([['ref', `sys/${token}`]]) : plainObject([[token, plainObject([])]]);
  }
}

function parseFields(cursor: Cursor, separator: string, end: string): JsonObject {
  const fields: (readonly [string, JsonObject])[] = [];
  while (cursor.peek() !== end) {
    if (fields.length > 0) cursor.expect(separator);
    const name = cursor.next();
    cursor.expect(':');
    fields.push([name, parseType(cursor)]);
  }
  cursor.expect(end);
  return plainObject(fields);
}

function tokensOf(table: string): readonly string[] {
  const tokens: string[] = [];
  const text = table.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw broken(`no token at ${at}`);
    tokens.push(token);
  }
  return tokens;
}

function cursorOver(tokens: readonly string[]): Cursor {
  let index = 0;
  const next = (): string => {
    const token = tokens[index];
    if (token === undefined) throw broken('the table ends inside a type');
    index += 1;
    return token;
  };
  return {
    next,
    peek: () => tokens[index],
    expect: (token) => {
      const found = next();
      if (found !== token) throw broken(`expected ${token}, found ${found} (token ${index})`);
    },
  };
}

function broken(detail: string): AirError {
  return new AirError('builtin_table', `The table of built-ins is broken: ${detail}.`, 'Report it: this is a bug.');
}
