// The bytes of a lock depend on what definitions say, and on nothing else.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { property } from '../support/property.ts';
import { emit, plan, raise, schema } from './lock-facts.ts';
import { CARGO, locked, NPM, packs, PATH } from './lock-repo.ts';

const DEFS = [
  schema('acme/In@1', { record: { id: { text: {} }, at: { time: {} } } }),
  schema('acme/Out@1', { variant: { ok: { unit: {} }, failed: { text: {} } } }),
  schema('acme/Ä@1'.replace('Ä', 'Z')),
  plan('acme/core_flow@1', emit('http.request', 'web'), raise('acme/Out@1')),
  plan('acme/entry_flow@2', emit('timer.set', 'clock')),
];

/** The same JSON with the keys of every object in another order. */
function reordered(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, reordered(member, turn)] as const);
  const at = entries.length === 0 ? 0 : turn % entries.length;
  return Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)].reverse());
}

const spelling = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
  repeated: fc.option(fc.nat({ max: 4 })),
  split: fc.array(fc.nat({ max: 3 }), { minLength: 6, maxLength: 6 }),
  names: fc.shuffledSubarray(['a.json', 'b/defs.air.json', 'b/ü.JSON', 'z.json'], { minLength: 4, maxLength: 4 }),
  turn: fc.nat({ max: 5 }),
  indent: fc.constantFrom<string | number | undefined>(undefined, 1, 4, '\t'),
  eol: fc.constantFrom('\n', '\r\n'),
  reverse: fc.boolean(),
});

const IMPORTS = [PATH, CARGO, NPM];

it('shuffled files, keys, blanks and splits give the same lock, byte for byte', async () => {
  const expected = (await locked(packs(...DEFS), ...IMPORTS))['w/aos.sync.json'];
  expect(expected).toContain('"defs_hash"');
  await property(
    spelling,
    async ({ order, repeated, split, names, turn, indent, eol }) => {
      const chosen = [...order, ...(repeated === null ? [] : [repeated])].map((index) => DEFS[index]);
      const files = new Map<string, unknown[]>();
      chosen.forEach((def, at) => {
        const name = names[split[at] ?? 0] ?? 'a.json';
        files.set(name, [...(files.get(name) ?? []), reordered(def, turn)]);
      });
      const text = (defs: readonly unknown[]): string => JSON.stringify(defs.length === 1 ? defs[0] : defs, undefined, indent).replaceAll('\n', eol);
      const folder = (root: string): Record<string, string> => Object.fromEntries([...files].map(([name, defs]) => [`${root}/${name}`, text(defs)]));
      const { 'pack/defs.air.json': _a, 'sdk/air/core/defs.air.json': _b, 'node_modules/acme/defs.air.json': _c, ...rest } = packs();
      const again = await locked({ ...rest, ...folder('pack'), ...folder('sdk/air/core'), ...folder('node_modules/acme/air') , 'node_modules/acme/package.json': { name: 'acme', version: '1.4.2', aos: { airDir: 'air' } } }, ...IMPORTS);
      expect(String(again['w/aos.sync.json']).replace('"air_dir": "air",', '"air_dir": ".",')).toBe(expected);
    },
    60,
  );
});

it('another body under a name gives another lock', async () => {
  const expected = (await locked(packs(...DEFS), PATH))['w/aos.sync.json'];
  const changed = DEFS.map((def, index) => (index === 0 ? schema('acme/In@1', { record: { id: { nat: {} }, at: { time: {} } } }) : def));
  expect((await locked(packs(...changed), PATH))['w/aos.sync.json']).not.toBe(expected);
});
