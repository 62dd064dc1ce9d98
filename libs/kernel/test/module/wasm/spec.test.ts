// spec/modules.md says what the code does: its example runs, its codes, bounds and defaults are those of the code.
import { readFileSync } from 'node:fs';
import { decodeCanonical } from '@nx-air/canon';
import { expect, test } from 'vitest';
import { decodeModuleOutput, DEFAULT_LIMITS } from '../../../src/index.ts';
import { BOUNDS, FRAME_SLOTS, FUEL_PER_PAGE } from '../../../src/module/wasm/bounds.ts';
import { INSTRUMENTER_VERSION } from '../../../src/wasm.ts';
import { callWasm } from './call.ts';
import { compileWat } from './wat.ts';

const page = readFileSync(new URL('../../../../../spec/modules.md', import.meta.url), 'utf8');
const source = (path: string): string => readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8');
const grouped = (value: number): string => value.toLocaleString('en-US');

test('the reducer in WAT', () => {
  const [, wat = ''] = /<!-- a reducer in WAT -->\n```wat\n([^`]*)```/.exec(page) ?? [];
  const answer = callWasm(compileWat(wat));
  if (!answer.ok) throw new Error(answer.message);
  const output = decodeModuleOutput(answer.output);
  expect('state' in output && output.state && decodeCanonical(output.state)).toEqual(new Map([['total', 7]]));
});

test('every code of the gate, and no other', () => {
  const declared = [...source('module/wasm/finding.ts').matchAll(/^ {2}\| '(\w+)'/gm)].map(([, code]) => code);
  const table = page.slice(page.indexOf('## Load gate'), page.indexOf('Allowed beyond'));
  const described = table.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...line.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, code]) => code));
  expect(described.sort()).toEqual(declared.sort());
  expect(declared.length).toBeGreaterThan(25);
});

test('every code of an answer', () => {
  const codes = [...source('module/wasm/answers.ts').matchAll(/code: '(\w+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(6);
  for (const code of codes) expect(page).toContain(`\`${code}\``);
});

test('bounds and defaults', () => {
  const large = page.split('\n').find((line) => line.startsWith('| `too_large`'))!;
  for (const [name, value] of Object.entries(BOUNDS)) {
    if (name !== 'moduleBytes' && name !== 'imports') expect(large).toContain(`${grouped(value)} `);
  }
  expect(large).toContain(`${BOUNDS.moduleBytes / 2 ** 20} MiB`);
  const { module_fuel: fuel, module_stack: stack, module_memory_pages: pages, module_output_bytes: output, module_table_elements: table } = DEFAULT_LIMITS;
  for (const value of [fuel, stack, pages, output]) expect(page).toContain(`| ${grouped(value)} |`);
  expect(page).toContain(`\`module_table_elements\` (${grouped(table)})`);
  expect(page).toContain(`\`memory.grow\` costs ${grouped(FUEL_PER_PAGE)} more`);
  expect(page).toContain(`takes ${FRAME_SLOTS} slots`);
  expect(page).toContain(`version ${INSTRUMENTER_VERSION} of the *instrumenter*`);
});
