// A TOML file as data: its table, or why it cannot be read.
import { TomlError, parse } from 'smol-toml';
import { readBounded } from '../read-bounded.ts';
import type { CachedFiles } from './resolve-cache.ts';
import { cacheSlot } from './resolve-cache.ts';

export type TomlTable = Readonly<Record<string, unknown>>;

export type TomlFile =
  | { readonly kind: 'table'; readonly table: TomlTable }
  | { readonly kind: 'broken'; readonly reason: string; readonly line?: number; readonly column?: number };

const isTable = (value: unknown): value is TomlTable => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own member only: a table may not answer for a key that it does not hold. */
export const tomlMember = (table: TomlTable | undefined, key: string): unknown =>
  table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

export function tomlTable(table: TomlTable | undefined, ...keys: readonly string[]): TomlTable | undefined {
  let at = table;
  for (const key of keys) {
    const next = tomlMember(at, key);
    if (!isTable(next)) return undefined;
    at = next;
  }
  return at;
}

export function tomlText(table: TomlTable | undefined, key: string): string | undefined {
  const value = tomlMember(table, key);
  return typeof value === 'string' ? value : undefined;
}

export function tomlTexts(table: TomlTable | undefined, key: string): readonly string[] | undefined {
  const value = tomlMember(table, key);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

const cachedToml = cacheSlot<TomlFile | undefined>();

function parseToml(text: string): TomlFile {
  try {
    return { kind: 'table', table: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
    // The message continues with a drawing of the line, which the finding shows by its position.
    const reason = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    return { kind: 'broken', reason, line: error.line, column: error.column };
  }
}

/** `undefined` when there is no such file. Files above the size bound and unreadable ones are `broken`. */
export function readToml({ files, cache }: CachedFiles, path: string): TomlFile | undefined {
  return cachedToml(cache, path, () => {
    const read = readBounded(files, path);
    if (read.kind === 'missing') return undefined;
    if (read.kind === 'refused') return { kind: 'broken', reason: read.reason };
    return parseToml(new TextDecoder().decode(read.bytes));
  });
}
