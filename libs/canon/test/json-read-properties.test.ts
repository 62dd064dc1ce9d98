// The reader against JSON.parse on random and on damaged text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCanonical, readJson, writeJson } from '../src/index.ts';
import type { JsonValue } from '../src/index.ts';
import { integer, show, text } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

const json = (number: fc.Arbitrary<number | bigint>): fc.Arbitrary<JsonValue> =>
  fc.letrec<{ value: JsonValue }>(tie => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.constantFrom(null, true, false),
      number,
      text,
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(text.filter(key => key !== '__proto__'), tie('value'), { maxKeys: 5 }),
    ),
  })).value;

const safeInteger = fc.maxSafeInteger().map(number => (number === 0 ? 0 : number));
const space = fc.array(fc.constantFrom(' ', '\n', '\r\n', '\t', ''), { maxLength: 3 }).map(parts => parts.join(''));

test('equal to JSON.parse, from text and from bytes', () => {
  fc.assert(
    fc.property(json(safeInteger), fc.nat(4), (value, indent) => {
      const source = JSON.stringify(value, null, indent);
      const expected = JSON.stringify(JSON.parse(source));
      for (const result of [readJson(source), readJson(Buffer.from(source))]) {
        expect(result.problems).toEqual([]);
        expect(JSON.stringify(result.value)).toBe(expected);
      }
    }),
    settings(2000),
  );
});

test('64-bit integers survive writing and reading', () => {
  fc.assert(
    fc.property(json(integer), fc.nat(3), (value, indent) => {
      const { value: read, problems } = readJson(writeJson(value, indent));
      expect(problems).toEqual([]);
      expect(show(read!)).toBe(show(value));
    }),
    settings(2000),
  );
});

test('white space and escapes do not change the canonical bytes', () => {
  fc.assert(
    fc.property(json(integer), space, (value, gap) => {
      const plain = writeJson(value, 0);
      // Outside strings only: the split keeps string tokens whole.
      const spaced = plain.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs, token => gap + token + gap);
      const escaped = plain.replace(/[^\x20-\x7e\n]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
      const bytes = encodeCanonical(value);
      for (const source of [spaced, escaped]) expect(encodeCanonical(readJson(source).value!)).toEqual(bytes);
    }),
    settings(1500),
  );
});

// JSON.parse knows doubles only.
const asDouble = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

const STOPPING = new Set(['json_syntax', 'json_conflict_marker']);

test('damaged text is refused exactly when JSON.parse refuses it', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'{}[]",:\\.-+eE01tnu \n\u0000\u00e9')), {
    minLength: 1,
    maxLength: 3,
  });
  const verdicts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(json(safeInteger), damage, (value, list) => {
      let source = JSON.stringify(value);
      for (const [place, removed, inserted] of list) {
        const at = place % (source.length + 1);
        source = source.slice(0, at) + inserted + source.slice(at + removed);
      }
      fc.pre(source.isWellFormed());
      const isJson = ((): boolean => {
        try {
          JSON.parse(source);
          return true;
        } catch {
          return false;
        }
      })();
      verdicts[isJson ? 'accepted' : 'refused'] += 1;
      const { value: read, problems } = readJson(source);
      expect([source, !problems.some(problem => STOPPING.has(problem.code))]).toEqual([source, isJson || source.startsWith('\ufeff')]);
      if (problems.length === 0) expect(JSON.stringify(read, asDouble)).toBe(JSON.stringify(JSON.parse(source)));
    }),
    settings(6000),
  );
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(300);
});

test('line and column are those of the damaged place', () => {
  fc.assert(
    fc.property(json(safeInteger), fc.nat(), (value, place) => {
      const source = JSON.stringify(value, null, 2);
      const tokens = [...source.matchAll(/"(?:[^"\\]|\\.)*"|[\w-]+|[^\s"]/gs)].map(match => match.index);
      const offset = tokens[place % tokens.length]!;
      const damaged = `${source.slice(0, offset)}@${source.slice(offset)}`;
      const before = damaged.slice(0, offset).split('\n');
      expect(readJson(damaged).problems.slice(-1)).toMatchObject([
        { code: 'json_syntax', offset, line: before.length, column: before.at(-1)!.length + 1, actual: "'@'" },
      ]);
    }),
    settings(1500),
  );
});

test('random bytes never throw, and problems lie inside the text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      const { value, problems } = readJson(bytes);
      expect(value === undefined ? problems.length : 1).toBeGreaterThan(0);
      for (const { offset, line, column } of problems) {
        expect(offset).toBeLessThanOrEqual(bytes.length);
        expect(Math.min(line, column)).toBeGreaterThan(0);
      }
    }),
    settings(5000),
  );
});
