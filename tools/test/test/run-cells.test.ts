// The whole of npm test over cells made for the purpose: choice, verdict, closing line, exit code.
import { expect, test } from 'vitest';
import type { Cell, CellOutcome } from '../src/cell.ts';
import { isCi } from '../src/cell.ts';
import { runCells } from '../src/run-cells.ts';

const cell = (name: string, outcome: CellOutcome | Error): Cell => ({
  name,
  title: `about ${name}`,
  run: async () => {
    if (outcome instanceof Error) throw outcome;
    return outcome;
  },
});

async function run(cells: readonly Cell[], options: { chosen?: readonly string[]; ci?: string; installed?: readonly string[] } = {}) {
  const printed: string[] = [];
  const code = await runCells(cells, options.chosen ?? [], options.ci === undefined ? {} : { CI: options.ci }, {
    root: '/repository',
    isInstalled: (program) => options.installed?.includes(program) ?? false,
    print: (text) => void printed.push(text),
  });
  const text = printed.join('\n').replace(/\d+\.\d s/g, '0.0 s');
  return { code, text, closing: text.split('\n').at(-1) };
}

const GOOD = cell('types', { state: 'passed', detail: '' });
const BAD = cell('sizes', { state: 'failed', detail: '2 faults' });
const NO_TOOL = cell('cargo', { state: 'not run', detail: 'cargo is not installed', toolMissing: 'cargo' });
const NOTHING = cell('validate', { state: 'not run', detail: 'no project has a validate target' });
const TESTS = cell('vitest', { state: 'passed', detail: '7 tests', tests: { passed: 7, failed: 0, skipped: ['a > reads a crate (needs cargo)'] } });

test('prints a table, what did not run, and the closing line', async () => {
  const { code, text } = await run([GOOD, BAD, NO_TOOL, TESTS]);
  expect(code).toBe(1);
  expect(text).toMatchInlineSnapshot(`
    "
    === types: about types

    === sizes: about sizes

    === cargo: about cargo

    === vitest: about vitest

    cell    result   time     detail
    types   passed     0.0 s
    sizes   failed     0.0 s  2 faults
    cargo   not run           cargo is not installed
    vitest  passed     0.0 s  7 tests

    Not run:
      cargo: cargo is not installed
      test skipped: a > reads a crate (needs cargo)

    8 passed, 1 failed, 2 skipped"
  `);
});

test.each<[string, readonly Cell[], Parameters<typeof run>[1], number, string]>([
  ['everything passes', [GOOD], {}, 0, '1 passed, 0 failed, 0 skipped'],
  ['an absent tool is no failure', [GOOD, NO_TOOL], {}, 0, '1 passed, 0 failed, 1 skipped'],
  ['nor on CI', [GOOD, NO_TOOL], { ci: 'true' }, 0, '1 passed, 0 failed, 1 skipped'],
  ['unless the tool is there', [GOOD, NO_TOOL], { ci: 'true', installed: ['cargo'] }, 1, '1 passed, 1 failed, 1 skipped'],
  ['nothing to run is no failure here', [GOOD, NOTHING], { ci: 'false' }, 0, '1 passed, 0 failed, 1 skipped'],
  ['but is one on CI', [GOOD, NOTHING], { ci: '1' }, 1, '1 passed, 1 failed, 1 skipped'],
  ['a cell left out by choice', [GOOD, BAD], { chosen: ['types'] }, 0, '1 passed, 0 failed, 1 skipped'],
  ['is a failure on CI', [GOOD, BAD], { chosen: ['types'], ci: 'true' }, 1, '1 passed, 1 failed, 1 skipped'],
  ['a test that lacks its tool', [TESTS], { ci: 'true' }, 0, '7 passed, 0 failed, 1 skipped'],
  ['a test skipped although its tool is there', [TESTS], { ci: 'true', installed: ['cargo'] }, 1, '7 passed, 1 failed, 1 skipped'],
  ['a failed cell without a failed test counts one', [cell('vitest', { state: 'failed', detail: '', tests: { passed: 3, failed: 0, skipped: [] } })], {}, 1, '3 passed, 1 failed, 0 skipped'],
  ['a failed test counts once', [cell('vitest', { state: 'failed', detail: '', tests: { passed: 3, failed: 2, skipped: [] } })], {}, 1, '3 passed, 2 failed, 0 skipped'],
  ['a cell that breaks does not hide the next', [cell('types', new Error('broken')), TESTS], {}, 1, '7 passed, 1 failed, 1 skipped'],
])('%s', async (_what, cells, options, code, closing) => {
  expect(await run(cells, options)).toMatchObject({ code, closing });
});

test('a test skipped on CI without a reason is named', async () => {
  const skipped = cell('vitest', { state: 'passed', detail: '', tests: { passed: 1, failed: 0, skipped: ['a > slow'] } });
  const { code, text } = await run([skipped], { ci: 'true' });
  expect(code).toBe(1);
  expect(text).toContain('a test was skipped on CI without "(needs <tool>)" of an absent tool in its name: a > slow');
});

test('an unknown cell runs nothing', async () => {
  expect(await run([GOOD, BAD], { chosen: ['typs'] })).toMatchObject({ code: 1, text: 'There is no cell "typs". Cells: types, sizes' });
});

test('a broken cell shows where', async () => {
  expect((await run([cell('types', new Error('no such thing'))])).text).toContain('Error: no such thing');
});

test.each([
  [undefined, false],
  ['', false],
  ['0', false],
  ['false', false],
  ['true', true],
  ['1', true],
])('CI=%s', (value, expected) => expect(isCi(value === undefined ? {} : { CI: value })).toBe(expected));
