// The table of versions: what it says of passes and failures, and that the page in docs/ covers what is tried now.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COMBINATIONS } from '../../e2e/src/combinations.ts';
import type { Step } from '../../e2e/src/step.ts';
import { STEPS } from '../../e2e/src/steps.ts';
import { COMPATIBILITY_PAGE, compatibilityPage } from '../src/compatibility-page.ts';

const PAGE = fileURLToPath(new URL(`../../../${COMPATIBILITY_PAGE}`, import.meta.url));
const step = (name: string): Step => ({ name, title: `${name} works`, run: async () => undefined });

test('a row says what passed, what failed, and what was not reached', () => {
  const page = compatibilityPage(
    [step('add'), step('gates'), step('graph')],
    [
      { nx: '23.3.2', node: 'v20.20.2', passed: ['add', 'gates', 'graph'] },
      { nx: '24.0.6', node: 'v22.0.0', passed: ['add'], failed: { step: 'gates', message: 'no' } },
      { nx: '24.0.6', node: '24', passed: [], failed: { step: 'set-up', message: 'no registry' } },
    ],
    '>=23.3.0 <25.0.0',
    '^20.19.0',
  );
  expect(page.split('\n').filter((line) => line.startsWith('|'))).toEqual([
    '| nx | Node | add | gates | graph |',
    '| --- | --- | --- | --- | --- |',
    '| 23.3.2 | 20.20.2 | ok | ok | ok |',
    '| 24.0.6 | 22.0.0 | ok | fails | not run |',
    '| 24.0.6 | 24 | fails | fails | fails |',
  ]);
  expect(page).toContain('- **gates**: gates works');
});

test('docs/compatibility.md shows every combination and every step, and all of it passes', () => {
  expect(existsSync(PAGE)).toBe(true);
  const lines = readFileSync(PAGE, 'utf8').split('\n').filter((line) => line.startsWith('|'));
  expect(lines[0]).toBe(`| nx | Node | ${STEPS.map(({ name }) => name).join(' | ')} |`);
  const rows = lines.slice(2).map((line) => line.slice(2, -2).split(' | '));
  expect(rows.map(([nx]) => nx)).toEqual(COMBINATIONS.map(({ nx }) => nx.nx));
  expect(rows.map(([, node = '']) => node.split('.')[0])).toEqual(COMBINATIONS.map(({ node }) => node.split('.')[0]));
  expect(rows.flatMap((row) => row.slice(2)).filter((outcome) => outcome !== 'ok')).toEqual([]);
});
