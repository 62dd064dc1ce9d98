// Compiling: places of errors, what may be imported, and equal bytes from every process.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hashBytes } from '@nx-air/canon';
import { DEFAULT_LIMITS } from '@nx-air/kernel';
import { gateModule } from '@nx-air/kernel/wasm';
import { describe, expect, test } from 'vitest';
import { compileProbe, reducerTypes, shown } from './support.ts';

const WORLD = reducerTypes(
  { 'test/Count@1': { nat: {} }, 'test/Event@1': { variant: { Up: { unit: {} }, By: { nat: {} } } } },
  { abi: new Map([['state', 'test/Count@1'], ['event', 'test/Event@1']]) },
);
const COUNTER = `// Counts.
import { Option, some } from '@nx-air/module-sdk/assembly';
import { ProbeReducer } from './generated/air';

export class Probe extends ProbeReducer {
  onUp(state: Option<u64>): Option<u64> {
    return some<u64>(state.or(0) + 1);
  }

  onBy(state: Option<u64>, event: u64): Option<u64> {
    return some<u64>(state.or(0) + event);
  }
}
`;

describe('a module', () => {
  test('passes the load gate', async () => {
    const { wasm = new Uint8Array(), sources } = await compileProbe(WORLD, COUNTER);
    expect(gateModule(wasm, 'step', DEFAULT_LIMITS)).toMatchObject({ ok: true });
    expect(sources).toEqual(['modules/generated/air.ts', 'modules/probe.ts']);
  });

  test('has the same bytes when it is compiled again and in another process', async () => {
    const [first, second] = [await compileProbe(WORLD, COUNTER), await compileProbe(WORLD, COUNTER)];
    const script = fileURLToPath(new URL('./fixtures/compile-counter.mjs', import.meta.url));
    const other = execFileSync(process.execPath, [script], { input: COUNTER, encoding: 'utf8' }).trim();
    const hash = hashBytes(first.wasm ?? new Uint8Array());
    expect([hashBytes(second.wasm ?? new Uint8Array()), other]).toEqual([hash, hash]);
  });

  test('may import files beside it, which are among its sources', async () => {
    const source = COUNTER.replace('+ 1', '+ ONE').replace("import { ProbeR", "import { ONE } from './shared/numbers';\nimport { ProbeR");
    const compiled = await compileProbe(WORLD, source, { 'modules/shared/numbers.ts': '// Numbers.\nexport const ONE: u64 = 1;\n' });
    expect([shown(compiled), compiled.sources]).toEqual([[], ['modules/generated/air.ts', 'modules/probe.ts', 'modules/shared/numbers.ts']]);
  });
});

describe('errors point into the source', () => {
  test.each<readonly [string, (text: string) => string, readonly string[]]>([
    ['a name that does not exist', (text) => text.replace('state.or(0) + 1', 'stat.or(0) + 1'), ["worlds/test/modules/probe.ts:7:22 error: Cannot find name 'stat'. (TS2304)"]],
    ['a syntax error', (text) => text.replace('return some', 'return ( some'), ["worlds/test/modules/probe.ts:7:39 error: ')' expected. (TS1005)"]],
    [
      'an event that is not handled',
      (text) => text.replace('onUp', 'onUpp'),
      ["worlds/test/modules/probe.ts:5:14 error: Non-abstract class 'modules/probe/Probe' does not implement inherited abstract member 'onUp' from 'modules/generated/air/ProbeReducer'. (TS2515)"],
    ],
    [
      'another class',
      (text) => text.replace('class Probe ', 'class Prob '),
      ["worlds/test/modules/probe.ts:1:1 error: Module 'modules/probe' has no exported member 'Probe'. (TS2305); expected an exported class Probe that extends the class generated for it"],
    ],
    ['a file that does not exist', (text) => text.replace('./generated/air', './generated/wind'), ["worlds/test/modules/probe.ts:3:30 error: File 'modules/generated/wind.ts' not found. (TS6054)"]],
    ['a file outside of modules', (text) => text.replace("'./generated/air'", "'../air/generated'"), ["worlds/test/modules/probe.ts:3:30 error: File 'air/generated.ts' not found. (TS6054)"]],
  ])('%s', async (_name, edit, expected) => {
    const compiled = await compileProbe(WORLD, edit(COUNTER), { 'air/generated.ts': 'export class ProbeReducer {}' });
    expect([compiled.wasm === undefined, shown(compiled)]).toEqual([true, expected]);
  });
});

describe('what the load gate would refuse', () => {
  test.each<readonly [string, (text: string) => string, string]>([
    ['a float', (text) => text.replace('+ 1', '+ <u64>(<f64>state.or(0) * 1.5)'), 'float'],
    ['a start function', (text) => text.replace('export class', 'let started: u64 = now();\nfunction now(): u64 {\n  return memory.size();\n}\n\nexport class').replace('+ 1', '+ started'), 'start'],
    ['an import', (text) => text.replace('export class', '@external("env", "now")\ndeclare function now(): u64;\n\nexport class').replace('+ 1', '+ now()'), 'import'],
  ])('%s', async (_name, edit, code) => {
    const compiled = await compileProbe(WORLD, edit(COUNTER));
    expect([compiled.wasm === undefined, shown(compiled)]).toEqual([true, [expect.stringContaining(`(${code} at byte `)]]);
  });
});
