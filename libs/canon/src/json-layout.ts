// Lays JSON out as people write it: what fits stands on one line, the rest has a line for each member.
import type { JsonValue } from './value.ts';

export interface JsonLayout {
  /** Blanks of one level. */
  readonly unit?: string;
  /** Blanks of the line that the value begins on; its further lines have at least these. */
  readonly indent?: string;
  /** Characters that stand before the value on its first line, indentation included, and after it. */
  readonly taken?: number;
  /** Longest line, as far as values can be broken. */
  readonly width?: number;
}

const WIDTH = 120;

/** Without a final newline. Members keep their order; lines end with a line feed. */
export function layoutJson(value: JsonValue, { unit = '  ', indent = '', taken = indent.length, width = WIDTH }: JsonLayout = {}): string {
  const line = oneLine(value);
  if (line.length <= 2 || line.length + taken <= width || typeof value !== 'object' || value === null) return line;
  const inner = indent + unit;
  // A comma may follow.
  const place = (before: number): JsonLayout => ({ unit, indent: inner, taken: inner.length + before + 1, width });
  const list = isList(value);
  const items = list
    ? value.map((item) => layoutJson(item, place(0)))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${layoutJson(item, place(JSON.stringify(key).length + 2))}`);
  const [open, close] = list ? '[]' : '{}';
  return items.length === 0 ? line : `${open ?? ''}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close ?? ''}`;
}

/** The whole of a new file. A list of definitions has a line for each, however short it is. */
export function layoutFile(value: JsonValue): string {
  return `${layoutJson(value, { taken: typeof value === 'object' && value !== null ? WIDTH : 0 })}\n`;
}

function oneLine(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(oneLine).join(', ')}]`;
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
