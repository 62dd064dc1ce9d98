// spec/runtime.md says what the code does: its names, limits and codes are those of the sources.
import { readdirSync, readFileSync } from 'node:fs';
import { encodeCanonical } from '@nx-air/canon';
import { expect, test } from 'vitest';
import { childId, DEFAULT_LIMITS, effectHash, instanceId, moduleIntentId, planIntentId } from '../src/index.ts';
import { outcomeHash } from '../src/effect/outcome.ts';
import { eventHash } from '../src/machine/event.ts';

const page = readFileSync(new URL('../../../spec/runtime.md', import.meta.url), 'utf8');
const section = (title: string): string => page.slice(page.indexOf(`## ${title}\n`)).split('\n## ')[0]!;
const rows = (text: string): readonly (readonly string[])[] => text.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.replaceAll('`', '').trim()));

test('the formulas', () => {
  const instance = instanceId('w', 'w/core_main@1', 1, 0);
  const expected: Readonly<Record<string, string>> = {
    'instance started by a trigger': instance,
    child: childId(instance, 'ask', 0),
    'intent of a plan': planIntentId(instance, 'ask', 0),
    'intent of a module': moduleIntentId('w/M@1', new Uint8Array(), 1, 0, 0),
    'event hash': eventHash('w/Go@1', encodeCanonical({ id: 'a' })),
    'effect hash': effectHash('timer.set', encodeCanonical({ deliver_at_ns: 5, key: null }), 'timer'),
    'outcome of an intent': outcomeHash({ status: 'ok', payload: encodeCanonical({ delivered_at_ns: 5, key: null }) }),
    grant: '',
  };
  expect(Object.fromEntries(rows(section('Names')).slice(1).map(([what = '', , value]) => [what, value]))).toEqual(expected);
});

test('the limits and their defaults', () => {
  const described = new Map(rows(section('Limits')).slice(1).map(([name = '', value]) => [name, Number(value)]));
  for (const [name, value] of Object.entries(DEFAULT_LIMITS)) {
    if (described.has(name) || !name.startsWith('module_')) expect([name, described.get(name)]).toEqual([name, value]);
  }
  expect([...described.keys()].every((name) => name in DEFAULT_LIMITS)).toBe(true);
});

const sources = (folder: string): string =>
  readdirSync(new URL(`../src/${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('wasm/'))
    .map((name) => readFileSync(new URL(`../src/${folder}/${name}`, import.meta.url), 'utf8'))
    .join('\n');

test('every code with which an instance ends, a module call fails, or input is refused is on the page', () => {
  const text = ['machine', 'module'].map(sources).join('\n') + readFileSync(new URL('../src/accept.ts', import.meta.url), 'utf8');
  const codes = new Set([...text.matchAll(/(?:failure\(|failed\(|refused\(|code: |\? )'([a-z]+(?:_[a-z]+)+)'/g)].map(([, code]) => code!));
  expect(codes.size).toBeGreaterThan(20);
  const pages = page + ['effects', 'workflow-modules'].map((name) => readFileSync(new URL(`../../../spec/${name}.md`, import.meta.url), 'utf8')).join('');
  expect([...codes].filter((code) => !pages.includes(`\`${code}\``))).toEqual([]);
});
