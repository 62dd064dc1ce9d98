// Mistakes in a source as a new user makes them, and what is told: the place, and what to do.
import { describe, expect, test } from 'vitest';
import { callProbe, compileProbe, reducerTypes, shown } from './support.ts';

const WORLD = reducerTypes(
  { 'test/Count@1': { nat: {} }, 'test/Event@1': { variant: { Up: { unit: {} }, By: { nat: {} } } } },
  { abi: new Map([['state', 'test/Count@1'], ['event', 'test/Event@1']]) },
);
const COUNTER = `// Counts; Math.random() and 1.5 are no use of a comment.
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
/** Before the answer to `Up`. */
const before = (code: string): string => COUNTER.replace('    return some', `    ${code}\n    return some`);
/** In place of the 1 that is added. */
const adding = (code: string): string => COUNTER.replace('+ 1', `+ ${code}`);

describe('the source does not compile', () => {
  test.each<readonly [string, string, string]>([
    ['a text for a number', COUNTER.replace('state.or(0) + 1', "'one'"), "7:22 error: Type '~lib/string/String' is not assignable to type 'u64'. (TS2322)"],
    ['an arm without a method', COUNTER.replace(/ {2}onBy[^]*?\n {2}\}\n/, ''), "5:14 error: Non-abstract class 'modules/probe/Probe' does not implement inherited abstract member 'onBy' from 'modules/generated/air/ProbeReducer'. (TS2515)"],
    ['a class of another name', COUNTER.replace('class Probe ', 'class Prob '), "1:1 error: Module 'modules/probe' has no exported member 'Probe'. (TS2305); expected an exported class Probe that extends the class generated for it"],
    ['a class that extends nothing', COUNTER.replace(' extends ProbeReducer', ''), "1:1 error: Property '$step' does not exist on type 'modules/probe/Probe'. (TS2339); expected an exported class Probe that extends the class generated for it"],
    ['a module of Node', COUNTER.replace('import { Opt', "import { readFileSync } from 'node:fs';\nimport { Opt"), "2:30 error: File '~lib/node:fs.ts' not found. (TS6054)"],
  ])('%s', async (_name, source, expected) => {
    expect(shown(await compileProbe(WORLD, source))).toEqual([`worlds/test/modules/probe.ts:${expected}`]);
  });
});

describe('the load gate would refuse it', () => {
  const ENTROPY = 'Take chance from `this.context.entropy`: every replay must have the same.';
  const TIME = 'Take the time from `this.context.logical_now_ns`: every replay must have the same.';
  const INTEGERS = 'Use integers, or dec128 as text: floats differ between machines.';
  test.each<readonly [string, string, string, string]>([
    ['chance', adding('<u64>(Math.random() * 10)'), '7:42 error: Math.random: ', ENTROPY],
    ['the clock', adding('<u64>Date.now()'), '7:41 error: Date.now: ', TIME],
    ['a type that is a float', adding('<u64>(<f64>state.or(0) * 1.5)'), '7:43 error: f64: ', INTEGERS],
    ['printing', before("console.log('up 1.5');"), '7:5 error: console.log: an import of "env.console.log" ', 'Remove it: a module calls nothing outside of itself. What it has to say is state or an event.'],
  ])('%s', async (_name, source, place, hint) => {
    const compiled = await compileProbe(WORLD, source);
    expect([shown(compiled), compiled.problems.map((problem) => problem.hint)]).toEqual([[expect.stringContaining(`worlds/test/modules/probe.ts:${place}`)], [hint]]);
  });

  test('in a file beside it', async () => {
    const source = adding('chance()').replace('import { Opt', "import { chance } from './shared/chance';\nimport { Opt");
    const compiled = await compileProbe(WORLD, source, { 'modules/shared/chance.ts': '// Chance.\nexport function chance(): u64 {\n  return <u64>(Math.random() * 9);\n}\n' });
    expect(shown(compiled)).toEqual([expect.stringContaining('worlds/test/modules/shared/chance.ts:3:16 error: Math.random: ')]);
  });
});

describe('it builds, and its call ends', () => {
  test.each<readonly [string, string, string]>([
    ['well', COUNTER, 'ok'],
    ['in an endless loop', before('let n: u64 = 1;\n    while (n > 0) n += 2;').replace('+ 1', '+ n'), 'out_of_fuel: fuel: more than 1000000'],
    ['in deep recursion', `${adding('down(state.or(0))')}\nfunction down(n: u64): u64 {\n  return n == 7777777 ? n : down(n + 1) ^ n;\n}\n`, 'call_depth: stack: more than 32768 slots'],
    ['with all its memory taken', before('const all: Array<Uint8Array> = [];\n    for (let i = 0; i < 500; i++) all.push(new Uint8Array(65536));').replace('+ 1', '+ <u64>all.length'), 'memory_limit: memory: more than 256 pages'],
    ['by an error that is thrown', before("if (!state.isSome) throw new Error('nothing yet');"), 'trap: the module trapped'],
  ])('%s', async (_name, source, expected) => {
    const compiled = await compileProbe(WORLD, source);
    expect(shown(compiled)).toEqual([]);
    const limits = expected.startsWith('out_of_fuel') ? { module_fuel: 1_000_000 } : {};
    expect(callProbe(compiled.wasm ?? new Uint8Array(), { $tag: 'Up' }, limits)).toBe(expected);
  });
});
