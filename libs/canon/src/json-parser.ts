// Recursive descent over JSON text. Problems carry an offset and a pointer; lines are computed by the caller, if at all.
/// <reference lib="es2024.string" />
import { describeAt } from './json-describe.ts';
import { unescapeJson } from './json-escape.ts';
import { readNumber } from './json-number.ts';
import type { JsonProblemCode } from './json-problem.ts';
import { joinPointer } from './pointer.ts';
import type { JsonObject, JsonValue } from './value.ts';

export interface UnplacedProblem {
  readonly code: JsonProblemCode;
  readonly offset: number;
  readonly pointer: string;
  readonly expected?: string;
  readonly actual?: string;
}

export interface ParserLimits {
  readonly floats: 'refuse' | 'allow';
  readonly maxDepth: number;
}

/** Enough for any report; a file of a million duplicate keys must not become a million problems. */
const MAX_PROBLEMS = 100;

interface Facts {
  readonly expected?: string;
  readonly actual?: string;
}

/** `Object.create(null)` makes a hash table of it: keys, members and copies then take twice as long. */
const withoutPrototype = (): { [key: string]: JsonValue } => Object.setPrototypeOf({}, null);

// Thrown to leave the recursion after a problem that ends reading; never leaves this file.
const STOP = Symbol('stop');

export class JsonParser {
  readonly problems: UnplacedProblem[] = [];
  readonly #text: string;
  readonly #floats: boolean;
  readonly #maxDepth: number;
  // Keys and indices from the root to the value in work.
  readonly #path: (string | number)[] = [];
  #at: number;

  constructor(text: string, start: number, limits: ParserLimits) {
    this.#text = text;
    this.#at = start;
    this.#floats = limits.floats === 'allow';
    this.#maxDepth = limits.maxDepth;
  }

  /** The one value of the text, undefined when a problem ended reading. */
  parse(): JsonValue | undefined {
    try {
      this.#skipSpace();
      const value = this.#value(0);
      if (this.#skipSpace() < this.#text.length) this.#syntax(0, 'end of file');
      return value;
    } catch (thrown) {
      if (thrown === STOP) return undefined;
      throw thrown;
    }
  }

  #value(depth: number): JsonValue {
    switch (this.#text.charCodeAt(this.#at)) {
      case 0x22:
        return this.#string(depth);
      case 0x7b:
        return this.#object(depth);
      case 0x5b:
        return this.#array(depth);
      case 0x74:
        return this.#word(depth, 'true', true);
      case 0x66:
        return this.#word(depth, 'false', false);
      case 0x6e:
        return this.#word(depth, 'null', null);
      default:
        return this.#number(depth);
    }
  }

  #object(depth: number): JsonObject {
    const path = this.#path;
    const text = this.#text;
    const object = withoutPrototype();
    if (depth >= this.#maxDepth) this.#stop('json_depth', depth, `at most ${this.#maxDepth} levels`);
    this.#at += 1;
    if (text.charCodeAt(this.#skipSpace()) === 0x7d) {
      this.#at += 1;
      return object;
    }
    for (;;) {
      const start = this.#at;
      if (text.charCodeAt(start) !== 0x22) this.#syntax(depth, 'a key in double quotes');
      const key = this.#string(depth);
      path[depth] = key;
      if (text.charCodeAt(this.#skipSpace()) !== 0x3a) this.#syntax(depth, "':'");
      this.#at += 1;
      this.#skipSpace();
      const isReserved = key === '__proto__';
      if (isReserved) this.#report('json_reserved_key', start, depth + 1, { actual: key });
      else if (object[key] !== undefined) this.#report('json_duplicate_key', start, depth + 1, { actual: key });
      const value = this.#value(depth + 1);
      if (!isReserved) object[key] = value;
      const next = text.charCodeAt(this.#skipSpace());
      if (next === 0x7d) break;
      if (next !== 0x2c) this.#syntax(depth, "',' or '}'");
      this.#at += 1;
      this.#skipSpace();
    }
    this.#at += 1;
    return object;
  }

  #array(depth: number): readonly JsonValue[] {
    const path = this.#path;
    const text = this.#text;
    const items: JsonValue[] = [];
    if (depth >= this.#maxDepth) this.#stop('json_depth', depth, `at most ${this.#maxDepth} levels`);
    this.#at += 1;
    if (text.charCodeAt(this.#skipSpace()) === 0x5d) {
      this.#at += 1;
      return items;
    }
    for (;;) {
      path[depth] = items.length;
      items.push(this.#value(depth + 1));
      const next = text.charCodeAt(this.#skipSpace());
      if (next === 0x5d) break;
      if (next !== 0x2c) this.#syntax(depth, "',' or ']'");
      this.#at += 1;
      this.#skipSpace();
    }
    this.#at += 1;
    return items;
  }

  #string(depth: number): string {
    const text = this.#text;
    const start = this.#at + 1;
    let at = start;
    let isEscaped = false;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 0x22) break;
      if (unit === 0x5c) {
        isEscaped = true;
        at += 1;
      } else if (!(unit >= 0x20)) {
        this.#at = at;
        this.#syntax(depth, at < text.length && unit !== 0x0a && unit !== 0x0d ? 'an escaped character' : "closing '\"'");
      }
      at += 1;
    }
    this.#at = at + 1;
    const raw = text.slice(start, at);
    return isEscaped ? this.#unescape(raw, start, depth) : raw;
  }

  #unescape(raw: string, start: number, depth: number): string {
    const meaning = unescapeJson(raw);
    if (typeof meaning === 'number') {
      this.#at = start + meaning;
      this.#syntax(depth, 'a JSON escape', raw.slice(meaning, meaning + (raw[meaning + 1] === 'u' ? 6 : 2)));
    }
    if (meaning.isWellFormed()) return meaning;
    this.#report('json_encoding', start - 1, depth, { expected: 'pairs of surrogates', actual: 'a lone surrogate' });
    return meaning.toWellFormed();
  }

  #number(depth: number): number | bigint {
    const text = this.#text;
    const start = this.#at;
    const isNegative = text.charCodeAt(start) === 0x2d;
    const first = isNegative ? start + 1 : start;
    let magnitude = 0;
    let at = first;
    let unit = text.charCodeAt(at);
    for (; unit >= 0x30 && unit <= 0x39; unit = text.charCodeAt((at += 1))) magnitude = magnitude * 10 + unit - 0x30;
    const length = at - first;
    const isPlain = unit !== 0x2e && unit !== 0x65 && unit !== 0x45 && length > 0 && length <= 15;
    if (isPlain && (text.charCodeAt(first) !== 0x30 || (length === 1 && !isNegative))) {
      this.#at = at;
      return isNegative ? -magnitude : magnitude;
    }
    const { end, value, problem } = readNumber(text, start, this.#floats);
    this.#at = end;
    if (problem?.code === 'json_syntax') this.#syntax(depth, problem.expected);
    if (problem !== undefined) this.#report(problem.code, start, depth, problem);
    return value;
  }

  #word<Word extends JsonValue>(depth: number, word: string, value: Word): Word {
    if (!this.#text.startsWith(word, this.#at)) this.#syntax(depth, 'a value');
    this.#at += word.length;
    return value;
  }

  #skipSpace(): number {
    const text = this.#text;
    let at = this.#at;
    let unit = text.charCodeAt(at);
    while (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) unit = text.charCodeAt((at += 1));
    this.#at = at;
    return at;
  }

  #report(code: JsonProblemCode, offset: number, depth: number, facts: Facts): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push({ ...facts, code, offset, pointer: joinPointer('', ...this.#path.slice(0, depth)) });
  }

  #stop(code: JsonProblemCode, depth: number, expected: string, actual?: string): never {
    // The last problem is the one that ended reading, so it is kept whatever came before.
    this.problems.length = Math.min(this.problems.length, MAX_PROBLEMS - 1);
    this.#report(code, this.#at, depth, actual === undefined ? { expected } : { expected, actual });
    throw STOP;
  }

  #syntax(depth: number, expected: string, actual = describeAt(this.#text, this.#at)): never {
    this.#stop('json_syntax', depth, expected, actual);
  }
}
