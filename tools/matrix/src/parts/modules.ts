// Calls of WASM modules, whole and damaged: answers, faults, and fuel.
import { callWasm, showAnswer } from '../../../../libs/kernel/test/module/wasm/call.ts';
import { mutate, random, SUBJECTS } from '../../../../libs/kernel/test/module/wasm/mutate.ts';
import type { Part } from '../part.ts';

const ROUNDS = 3_000;

export const MODULES: Part = {
  name: 'modules',
  async run() {
    const next = random(20_261_121);
    const damaged = Array.from({ length: ROUNDS }, (_, round) => mutate(SUBJECTS[round % SUBJECTS.length] ?? new Uint8Array(), next));
    return [...SUBJECTS, ...damaged].map((wasm) => showAnswer(callWasm(wasm, { limits: { module_fuel: 20_000 } })));
  },
};
