// A pure module as a cap enforcer: reads the parameters of grant and effect, which are bytes inside of its input.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeCanonical, type JsonValue } from '@nx-air/canon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateTypes } from '../src/codegen/generate.ts';
import { testModule, type TestedModule } from '../src/testing.ts';

const SOURCE = `// Allows so many units at once.
import { decode, none, some } from '@nx-air/module-sdk/assembly';
import { AtMostPure, CapCheckInput, CapCheckOutput, CapCheckOutputDeny, Limit, Order } from './generated/air';

export class AtMost extends AtMostPure {
  run(input: CapCheckInput): CapCheckOutput {
    const most = decode<Limit>(input.cap_params, Limit.read).most;
    if (decode<Order>(input.effect_params, Order.read).count <= most) return { constraints_ok: true, deny: none<CapCheckOutputDeny>() };
    return { constraints_ok: false, deny: some<CapCheckOutputDeny>({ code: 'too_many', message: 'at most ' + most.toString() }) };
  }
}
`;
const schemas = new Map<string, JsonValue>([
  ['w/Limit@1', { record: { most: { nat: {} } } }],
  ['w/Order@1', { record: { count: { nat: {} } } }],
]);
let folder: string;
let atMost: TestedModule;

beforeAll(async () => {
  const abi = new Map([['input', 'sys/CapCheckInput@1'], ['output', 'sys/CapCheckOutput@1']]);
  const { text } = generateTypes({ schemas, listed: [...schemas.keys()], modules: [{ name: 'w/AtMost@1', kind: 'pure', key: undefined, abi }] });
  folder = mkdtempSync(join(tmpdir(), 'air-pure-'));
  mkdirSync(join(folder, 'modules/generated'), { recursive: true });
  writeFileSync(join(folder, 'modules/generated/air.ts'), text);
  writeFileSync(join(folder, 'modules/at-most.ts'), SOURCE);
  atMost = await testModule(pathToFileURL(join(folder, 'modules/at-most.ts')), { kind: 'pure' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (count: number, grant: Uint8Array = encodeCanonical({ most: 3 })) =>
  atMost.run({
    cap_def: 'w/cap@1',
    grant_name: 'cap',
    cap_params: grant,
    effect_kind: 'order',
    effect_params: encodeCanonical({ count }),
    origin: { kind: 'plan', name: 'w/p@1' },
    logical_now_ns: 0,
  });

test('allows and denies', async () => {
  expect((await check(3)).output).toEqual({ constraints_ok: true, deny: null });
  expect((await check(4)).output).toEqual({ constraints_ok: false, deny: { code: 'too_many', message: 'at most 3' } });
});

test('parameters of another type are a trap, which denies', async () => {
  expect(await check(1, encodeCanonical({ least: 3 }))).toMatchObject({ fault: { code: 'trap' } });
});
