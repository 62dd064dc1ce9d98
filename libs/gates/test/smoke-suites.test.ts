// Suites of `smoke`: a case for each scenario, with its findings as failures.
import { expect, test } from 'vitest';
import type { SmokedScenario, SmokeReport } from '../src/index.ts';
import { renderJUnit, smokeSuites } from '../src/index.ts';

const FILE = 'w/scenarios/a.scenario.json';
const missed = { code: 'event_not_raised', subject: 'scenario a', file: FILE, pointer: '/expect', expected: 'w/Out@1', actual: 'none was raised' } as const;
const scenario = (more: Partial<SmokedScenario> = {}): SmokedScenario => ({ name: 'a', file: FILE, passed: true, problems: [], ...more });
const report = (more: Partial<SmokeReport> = {}): SmokeReport => ({ world: 'w', scenarios: [scenario()], importedPlans: [], problems: [], texts: new Map([[FILE, '{\n  "expect": {}\n}\n']]), ...more });
const failed = (more: Partial<SmokeReport>): readonly string[] => smokeSuites(report(more)).flatMap(({ name, cases }) => cases.flatMap((each) => each.failures.map((failure) => `${name} ${each.name}: ${failure.split('\n')[0]}`)));

test.each<[string, Partial<SmokeReport>, readonly string[]]>([
  ['nothing is wrong', {}, []],
  ['a scenario, at its place', { scenarios: [scenario({ passed: false, problems: [missed] })], problems: [missed] }, [`scenarios a: ${FILE}:2:13 error event_not_raised`]],
  ['the world', { scenarios: [], problems: [{ code: 'scenarios_missing', subject: 'world', file: 'w/aos.sync.json', pointer: '' }] }, ['world w: w/aos.sync.json:1:1 error scenarios_missing']],
  ['a note fails nothing', { problems: [{ code: 'scenarios_missing', subject: 'world', file: 'w/aos.sync.json', pointer: '', severity: 'info' }] }, []],
  ['a world that cannot be loaded', { world: undefined, scenarios: [], problems: [{ ...missed, code: 'json_syntax' }] } as unknown as Partial<SmokeReport>, ['world world: w/scenarios/a.scenario.json:2:13 error json_syntax']],
])('%s', (_label, more, expected) => {
  expect(failed(more)).toEqual(expected);
});

test('imported plans are cases that tell how often they ran', () => {
  const plan = { name: 'p/entry_a@1', importIndex: 0, source: 'plan-packs/p' };
  const text = renderJUnit('smoke w', smokeSuites(report({ importedPlans: [{ ...plan, started: 2 }, { ...plan, name: 'p/entry_b@1', started: 0 }] })));
  expect(text).toContain('<testcase classname="imported plans" name="p/entry_a@1 of plan-packs/p">\n      <system-out>2 instances</system-out>');
  expect(text).toContain('<system-out>started by no scenario</system-out>');
});
