// The example of spec/modules.md: it compiles, and does what the page says.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateTypes } from '../src/codegen/generate.ts';
import { testModule, type TestedModule } from '../src/testing.ts';

const page = readFileSync(new URL('../../../spec/modules.md', import.meta.url), 'utf8');
const chapter = page.slice(page.indexOf('## Writing one in AssemblyScript'));
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(chapter)?.[1] ?? '';
let folder: string;
let stock: TestedModule;

beforeAll(async () => {
  const defs: readonly JsonObject[] = JSON.parse(block('json'));
  const schemas = new Map(defs.filter(({ $kind }) => $kind === 'defschema').map(({ name, type }): [string, JsonValue] => [String(name), type ?? null]));
  const abi = new Map([['state', 'orders/Stock@1'], ['event', 'orders/StockEvent@1'], ['context', 'sys/ReducerContext@1']]);
  const { text } = generateTypes({ schemas, listed: [...schemas.keys()], modules: [{ name: 'orders/StockCount@1', kind: 'reducer', key: 'orders/Item@1', abi }] });
  folder = mkdtempSync(join(tmpdir(), 'air-spec-'));
  mkdirSync(join(folder, 'modules/generated'), { recursive: true });
  writeFileSync(join(folder, 'modules/generated/air.ts'), text);
  writeFileSync(join(folder, 'modules/stock-count.ts'), block('ts'));
  stock = await testModule(pathToFileURL(join(folder, 'modules/stock-count.ts')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reserved = (order: string) => ({ $tag: 'Reserved', $value: { item: 'tea', order } });
const delivered = { $tag: 'Delivered', $value: { item: 'tea', count: 2 } };

test('keeps state', async () => {
  const { state } = await stock.step({ event: delivered, key: 'tea' });
  expect(state).toEqual({ left: 2, reserved: [] });
  expect(await stock.step({ state: { left: 2, reserved: ['z'] }, event: reserved('a'), key: 'tea' })).toMatchObject({ state: { left: 1, reserved: ['a', 'z'] }, events: [] });
});

test('raises an event with key and time', async () => {
  const { events } = await stock.step({ state: { left: 1, reserved: [] }, event: reserved('a'), key: 'tea', context: { logical_now_ns: 7 } });
  expect(events).toEqual([{ schema: 'orders/SoldOut@1', value: { item: 'tea', at_ns: 7 } }]);
});

test('an error that the module throws has its message and place', async () => {
  const { state, events, fault } = await stock.step({ event: reserved('a'), key: 'tea' });
  expect({ state, events, fault }).toEqual({ state: undefined, events: [], fault: { code: 'trap', message: 'nothing is left', at: 'modules/stock-count.ts:12:44' } });
});

test('input of another type is a trap too, with the reason in the SDK', async () => {
  const { fault } = await stock.step({ event: { $tag: 'Delivered', $value: { item: 'tea' } }, key: 'tea' });
  expect(fault).toEqual({ code: 'trap', message: 'another number of fields than the schema says', at: expect.stringContaining('reader.ts:') });
});

test('fuel is counted and bounded', async () => {
  const { fuel } = await stock.step({ event: delivered, key: 'tea' });
  expect(fuel).toBeGreaterThan(0n);
  const bounded = await testModule(pathToFileURL(join(folder, 'modules/stock-count.ts')), { limits: { module_fuel: 100 } });
  expect((await bounded.step({ event: delivered, key: 'tea' })).fault).toMatchObject({ code: 'out_of_fuel' });
});
