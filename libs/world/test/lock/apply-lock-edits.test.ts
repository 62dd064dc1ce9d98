// Writing a lock touches the lock and nothing else.
import { readJson } from '@nx-air/canon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLockEdits } from '../../src/lock/apply-lock-edits.ts';
import { property } from '../support/property.ts';

const lock = { scheme: 1, list: ['a'], none: [] };

describe('applyLockEdits', () => {
  it('adds a lock on lines of its own where members stand on lines of their own', () => {
    const text = '{\n  "air": {\n    "imports": [\n      {\n        "path": "../p"\n      }\n    ]\n  }\n}\n';
    expect(applyLockEdits(text, [{ index: 0, lock }])).toMatchInlineSnapshot(`
      "{
        "air": {
          "imports": [
            {
              "path": "../p",
              "lock": {
                "scheme": 1,
                "list": [
                  "a"
                ],
                "none": []
              }
            }
          ]
        }
      }
      "
    `);
  });

  it('keeps an import on its line', () => {
    expect(applyLockEdits('{\n  "air": { "imports": [{ "path": "../p" }, { "path": "../q" }] }\n}\n', [{ index: 0, lock }])).toMatchInlineSnapshot(`
      "{
        "air": { "imports": [{ "path": "../p", "lock": {
          "scheme": 1,
          "list": [
            "a"
          ],
          "none": []
        } }, { "path": "../q" }] }
      }
      "
    `);
  });

  it('replaces a lock, whatever it is', () => {
    const before = (value: string): string => `{\n "air": {\n  "imports": [\n   {\n    "lock": ${value},\n    "path": "../p"\n   }\n  ]\n }\n}`;
    const after = applyLockEdits(before('null'), [{ index: 0, lock }]);
    expect(after).toMatchInlineSnapshot(`
      "{
       "air": {
        "imports": [
         {
          "lock": {
           "scheme": 1,
           "list": [
            "a"
           ],
           "none": []
          },
          "path": "../p"
         }
        ]
       }
      }"
    `);
    for (const value of ['"sha256:12"', '{"a": [1, 2]}', '7']) expect(applyLockEdits(before(value), [{ index: 0, lock }])).toBe(after);
  });

  it('adds air_dir to the cargo import', () => {
    const text = '{\n  "air": {\n    "imports": [\n      { "path": "../p" },\n      {\n        "cargo": {\n          "package": "sdk"\n        }\n      }\n    ]\n  }\n}\n';
    expect(applyLockEdits(text, [{ index: 1, lock: { scheme: 1 }, airDir: 'air/core' }])).toMatchInlineSnapshot(`
      "{
        "air": {
          "imports": [
            { "path": "../p" },
            {
              "cargo": {
                "package": "sdk",
                "air_dir": "air/core"
              },
              "lock": {
                "scheme": 1
              }
            }
          ]
        }
      }
      "
    `);
  });

  it('keeps tabs, CRLF and a missing final newline', () => {
    const text = '{\r\n\t"air": {\r\n\t\t"imports": [\r\n\t\t\t{\r\n\t\t\t\t"path": "../p"\r\n\t\t\t}\r\n\t\t]\r\n\t}\r\n}';
    const done = applyLockEdits(text, [{ index: 0, lock: { scheme: 1 } }]);
    expect(done).toBe(text.replace('"../p"', '"../p",\r\n\t\t\t\t"lock": {\r\n\t\t\t\t\t"scheme": 1\r\n\t\t\t\t}'));
    expect(done.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps comments, blanks and the order of keys', () => {
    const text = '// world\n{ "version":1 , /* here */ "air":{"imports":[ {"path":"../p"} /* one */ ]}, "id":"w" }\n\n';
    const done = applyLockEdits(text, [{ index: 0, lock: { scheme: 1 } }]);
    expect(done).toBe(text.replace('"../p"', '"../p", "lock": {\n  "scheme": 1\n}'));
  });

  it('takes `__proto__` and `$&` as plain text', () => {
    const text = '{"air": {"imports": [{"path": "$&"}]}}';
    const done = applyLockEdits(text, [{ index: 0, lock: JSON.parse('{"__proto__": "$1", "$&": "$$"}') }]);
    expect(done).toContain('"__proto__": "$1"');
    expect(done).toContain('"$&": "$$"');
  });

  it.each([
    ['an import that is not there', '{"air": {"imports": []}}'],
    ['no imports', '{}'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => applyLockEdits(text, [{ index: 0, lock }])).toThrow(RangeError);
  });
});

/** aos.sync.json in many spellings: blanks, line ends, several imports, with and without locks. */
const spelled = fc.record({
  gap: fc.constantFrom('', ' ', '\n', '\r\n', '\n\n   ', '\t'),
  indent: fc.constantFrom(undefined, 1, 2, 4, '\t'),
  imports: fc.array(fc.record({ path: fc.string({ unit: 'grapheme' }), lock: fc.option(fc.constantFrom<unknown>('sha256:12', { a: 1 }, [], null)) }), { minLength: 1, maxLength: 4 }),
  pick: fc.nat(),
});

it('changes the named locks, keeps every other value and is done after one time', () => {
  return property(
    spelled,
    async ({ gap, indent, imports, pick }) => {
      const config = { version: 1, air: { imports: imports.map(({ path, lock: old }) => (old === null ? { path } : { path, lock: old })) }, id: 'w' };
      const text = `${gap}${JSON.stringify(config, undefined, indent)}${gap}`;
      const index = pick % imports.length;
      const done = applyLockEdits(text, [{ index, lock }]);
      const expected = config.air.imports.map((entry, at) => (at === index ? { ...entry, lock } : entry));
      expect(JSON.parse(done)).toEqual({ ...config, air: { imports: expected } });
      expect(readJson(done).problems).toEqual([]);
      expect(applyLockEdits(done, [{ index, lock }])).toBe(done);
      expect(done.startsWith(gap) && done.endsWith(gap)).toBe(true);
    },
    200,
  );
});
