// Names of scenarios and golden journals by folder, and their form in targets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitsByRoot, unitSlug } from '../src/gate-units.ts';

describe('unitsByRoot', () => {
  test.each([
    ['nothing', [], {}],
    ['a scenario', ['worlds/a/scenarios/one.scenario.json'], { 'worlds/a': { scenarios: ['one'], journals: [] } }],
    ['at the root', ['scenarios/one.scenario.json', 'journals/two.journal'], { '.': { scenarios: ['one'], journals: ['two'] } }],
    ['sorted', ['a/scenarios/b.scenario.json', 'a/scenarios/a.scenario.json', 'a/scenarios/B.scenario.json'], { a: { scenarios: ['B', 'a', 'b'], journals: [] } }],
    ['versions of a journal are one', ['a/journals/x.journal', 'a/journals/x.2.journal', 'a/journals/x.10.journal', 'a/journals/x.1.journal'], { a: { scenarios: [], journals: ['x', 'x.1'] } }],
    ['no name', ['a/scenarios/.scenario.json', 'a/journals/.journal'], {}],
    ['deeper than the folder', ['a/scenarios/upgrades/x/one.scenario.json', 'a/scenarios/upgrades/defs.json'], {}],
    ['other files', ['a/scenarios/one.json', 'a/journals/x.objects', 'a/aos.sync.json'], {}],
    ['a folder of that name', ['a/scenarios/scenarios/one.scenario.json'], { 'a/scenarios': { scenarios: ['one'], journals: [] } }],
  ])('%s', (_label, files, expected) => {
    expect(Object.fromEntries(unitsByRoot(files))).toEqual(expected);
  });
});

describe('unitSlug', () => {
  test.each([
    ['charge-declined', 'charge-declined'],
    ['v1.2_x', 'v1.2_x'],
    ['zahlung-gelöst', 'zahlung-gelöst'],
    ['two words', 'two%20words'],
    ['a:b', 'a%3Ab'],
    ['a/../b', 'a%2F..%2Fb'],
    ['..', '%2E.'],
    ['.', '%2E'],
    ['a*', 'a%2A'],
    ['+waits', '%2Bwaits'],
    ['100%', '100%25'],
    ['😀', '%F0%9F%98%80'],
    ["it's", 'it%27s'],
  ])('%s is %s', (name, slug) => {
    expect(unitSlug(name)).toBe(slug);
  });

  test('two names never become one, and no slug leaves its folder or splits a task', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }), (left, right) => {
        expect(unitSlug(left) === unitSlug(right)).toBe(left === right);
        expect(unitSlug(left)).toMatch(/^(?!\.)[^:/\\\s*+?()[\]{}!]+$/u);
      }),
      { seed: 11, verbose: true },
    );
  });
});
