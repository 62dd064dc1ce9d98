// Strict JSON (RFC 8259) from hostile bytes: bounded, lossless for 64-bit integers, every problem with its place.
import { CanonError } from './errors.ts';
import { JsonParser } from './json-parser.ts';
import type { UnplacedProblem } from './json-parser.ts';
import type { JsonProblem } from './json-problem.ts';
import { createPositions } from './text-position.ts';
import { decodeUtf8, isWellFormed, utf8Length } from './utf8.ts';
import type { JsonValue } from './value.ts';

export interface ReadJsonOptions {
  /** `refuse` (default) reports every number with a fraction or exponent, and `-0`; `allow` reads them as doubles. */
  readonly floats?: 'refuse' | 'allow';
  /** In UTF-8 bytes; default 16 MiB. */
  readonly maxBytes?: number;
  /** Nested arrays and objects; default 128, at most 1000. */
  readonly maxDepth?: number;
}

export interface ReadJsonResult {
  /** Undefined only when nothing sensible could be read; with any problem it must not be loaded. */
  readonly value: JsonValue | undefined;
  /** By offset; at most 100. */
  readonly problems: readonly JsonProblem[];
}

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_JSON_DEPTH = 128;
const STACK_DEPTH = 1000;
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$)/m;

/**
 * Objects have no prototype. Duplicate keys (the last one stays), refused floats, integers out of range (read as
 * doubles), lone surrogates in escapes (replaced), a UTF-8 BOM (skipped) and `__proto__` (dropped) do not stop reading.
 */
export function readJson(source: Uint8Array | string, options: ReadJsonOptions = {}): ReadJsonResult {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const size = typeof source === 'string' ? textSize(source, maxBytes) : source.length;
  if (size > maxBytes) {
    return refuse('', { code: 'json_size', offset: 0, pointer: '', expected: `at most ${maxBytes} bytes`, actual: `${size} bytes` });
  }
  const decoded = typeof source === 'string' ? checkText(source) : decodeBytes(source);
  if (typeof decoded !== 'string') return decoded;
  const hasBom = decoded.charCodeAt(0) === 0xfeff;
  const parser = new JsonParser(decoded, hasBom ? 1 : 0, {
    floats: options.floats ?? 'refuse',
    maxDepth: Math.min(options.maxDepth ?? MAX_JSON_DEPTH, STACK_DEPTH),
  });
  const value = parser.parse();
  if (!hasBom && parser.problems.length === 0) return { value, problems: [] };
  const problems = explainConflict(decoded, parser.problems);
  return { value, problems: place(decoded, hasBom ? [bom('UTF-8'), ...problems] : problems) };
}

// Exact only near the bound: a UTF-16 unit has one to three bytes.
function textSize(text: string, maxBytes: number): number {
  return text.length > maxBytes || text.length * 3 <= maxBytes ? text.length : utf8Length(text);
}

function checkText(text: string): string | ReadJsonResult {
  if (isWellFormed(text)) return text;
  const offset = text.search(/\p{Surrogate}/u);
  return refuse(text, { code: 'json_encoding', offset, pointer: '', expected: 'Unicode text', actual: 'a lone surrogate' });
}

function decodeBytes(bytes: Uint8Array): string | ReadJsonResult {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return refuse('', bom('UTF-16'));
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (!(error instanceof CanonError) || error.offset === undefined) throw error;
    const before = decodeUtf8(bytes.subarray(0, error.offset));
    const actual = `byte 0x${(bytes[error.offset] ?? 0).toString(16).padStart(2, '0')}`;
    return refuse(before, { code: 'json_encoding', offset: before.length, pointer: '', expected: 'UTF-8', actual });
  }
}

function bom(encoding: string): UnplacedProblem {
  return { code: 'json_bom', offset: 0, pointer: '', expected: 'UTF-8 without byte order mark', actual: `${encoding} byte order mark` };
}

// A marker at the start of a line can stand in no JSON text, so it explains whatever syntax error was met first.
function explainConflict(text: string, problems: readonly UnplacedProblem[]): readonly UnplacedProblem[] {
  const last = problems.at(-1);
  if (last?.code !== 'json_syntax') return problems;
  const marker = CONFLICT.exec(text);
  if (marker === null) return problems;
  const conflict: UnplacedProblem = { code: 'json_conflict_marker', offset: marker.index, pointer: '', actual: marker[0] };
  return [...problems.slice(0, -1).filter(problem => problem.offset < marker.index), conflict];
}

function refuse(text: string, problem: UnplacedProblem): ReadJsonResult {
  return { value: undefined, problems: place(text, [problem]) };
}

function place(text: string, problems: readonly UnplacedProblem[]): readonly JsonProblem[] {
  const positionOf = createPositions(text);
  return problems
    .map(problem => ({ ...problem, ...positionOf(problem.offset) }))
    .sort((left, right) => left.offset - right.offset);
}
