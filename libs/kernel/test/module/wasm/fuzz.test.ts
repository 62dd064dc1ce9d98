// Damaged and invented binaries: the gate answers, a call ends within its fuel, and the same bytes give the same answer.
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/index.ts';
import { gateModule } from '../../../src/wasm.ts';
import { callWasm, showAnswer } from './call.ts';
import { mutate, random, SUBJECTS } from './mutate.ts';
import { ECHO, moduleOf } from './wat.ts';

const seed = Number(process.env['NX_AIR_SEED'] ?? 20261121);

/** What is answered; an exception or an answer that differs from the first fails the test with seed and bytes. */
function answerOf(wasm: Uint8Array): string {
  try {
    const limits = { module_fuel: 20_000 };
    const first = showAnswer(callWasm(wasm, { limits }));
    if (showAnswer(callWasm(wasm, { limits })) !== first) throw new Error('two answers');
    return first;
  } catch (error) {
    throw new Error(`seed ${seed}: ${Buffer.from(wasm).toString('hex')}`, { cause: error });
  }
}

test('mutations of modules', () => {
  const next = random(seed);
  const seen = new Map<string, number>();
  for (let round = 0; round < 3_000; round += 1) {
    const answer = answerOf(mutate(SUBJECTS[round % SUBJECTS.length]!, next));
    const kind = answer.startsWith('module_refused') ? answer.split(' ', 2).join(' ') : answer.replace(/[ :].*/, '');
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  // The mutations reach behind the gate, and most ways to end a call.
  for (const kind of ['ok', 'trap', 'out_of_fuel', 'bad_alloc', 'module_refused: malformed', 'module_refused: bad_length', 'module_refused: invalid']) expect([...seen.keys()]).toContain(kind);
});

test('every prefix', () => {
  for (const subject of SUBJECTS) {
    const answers = Array.from({ length: subject.length }, (_, length) => answerOf(subject.subarray(0, length)));
    // What stands behind the code may be missing as a whole: data.
    expect(answers.filter((answer) => !answer.startsWith('module_refused: ')).length).toBeLessThan(2);
  }
});

test('random bytes behind the first eight', () => {
  const next = random(seed + 1);
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  for (let round = 0; round < 2_000; round += 1) {
    const wasm = Uint8Array.from([...(round % 4 === 0 ? [] : head), ...Array.from({ length: next(64) }, () => next(256))]);
    expect(gateModule(wasm, 'step', DEFAULT_LIMITS).ok).toBe(false);
  }
});

test('lengths that promise more than there is', () => {
  const wasm = moduleOf({ step: ECHO });
  const answers = new Set<string>();
  for (let at = 8; at < wasm.length; at += 1) {
    // 4,294,967,295 as LEB128 in place of each byte.
    const forged = Uint8Array.from([...wasm.subarray(0, at), 0xff, 0xff, 0xff, 0xff, 0x0f, ...wasm.subarray(at + 1)]);
    answers.add(answerOf(forged).replace(/ .*/s, ''));
  }
  expect([...answers].sort()).toEqual(['module_refused:']);
});
