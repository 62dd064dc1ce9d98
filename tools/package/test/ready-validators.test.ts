// The validators that are published say what ajv says from the same schemas.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { build } from 'esbuild';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkingDocument } from '@nx-air/air';
import { expect, it } from 'vitest';
import { readyValidators } from '../src/ready-validators.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
type Errors = readonly ErrorObject[];

async function loadReady(): Promise<(name: string, json: unknown) => Errors> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'nx-air-validators-')), 'validators.mjs');
  await build({ stdin: { contents: readyValidators(), resolveDir: ROOT, loader: 'js' }, bundle: true, platform: 'node', format: 'esm', outfile });
  return ((await import(pathToFileURL(outfile).href)) as { schemaErrors: (name: string, json: unknown) => Errors }).schemaErrors;
}

function expectedErrors(name: 'defplan' | 'defmodule' | 'aos.sync' | 'scenario', json: unknown): Errors {
  const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const validate = new Ajv2020({ strict: true, allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true }).compile(checkingDocument(name));
  return validate(json) ? [] : (validate.errors ?? []);
}

const keep = (errors: Errors) => errors.map(({ instancePath, keyword, params, parentSchema, data }) => ({ instancePath, keyword, params, parentSchema, data }));

it.each([
  ['defplan', { $kind: 'defplan', name: 'a/b@1', steps: [{ id: 'a', op: 'emit_efect' }, { op: 'end' }], edges: 1 }],
  ['defplan', {}],
  ['defmodule', { $kind: 'defmodule', name: 1, module_kind: 'x', abi: {} }],
  ['aos.sync', { version: '1', air: { imports: [{ path: 1 }] }, extra: true }],
  ['scenario', { steps: [{}] }],
] as const)('finds in %s %j what ajv finds', async (name, json) => {
  const ready = await loadReady();
  const expected = keep(expectedErrors(name, json));
  expect(expected.length).toBeGreaterThan(0);
  expect(keep(ready(name, json))).toEqual(expected);
});

it('finds nothing in the worlds of the repository', async () => {
  const ready = await loadReady();
  for (const world of readdirSync(join(ROOT, 'worlds'))) {
    const config: unknown = JSON.parse(readFileSync(join(ROOT, 'worlds', world, 'aos.sync.json'), 'utf8'));
    expect([world, ready('aos.sync', config)]).toEqual([world, []]);
  }
});
