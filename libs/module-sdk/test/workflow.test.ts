// Workflows in AssemblyScript: effects and events out, outcomes in, typed; no limit of the SDK's own.
import { hashBytes, decodeCanonical, encodeCanonical, type JsonValue } from '@nx-air/canon';
import { decodeModuleOutput, DEFAULT_LIMITS, encodeModuleInput } from '@nx-air/kernel';
import { gateModule, wasmModules } from '@nx-air/kernel/wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { plainValue } from '../src/testing/plain-value.ts';
import { outcome } from '../src/testing.ts';
import { compileProbe, shown } from './support.ts';
import { generateTypes } from '../src/codegen/generate.ts';
import type { WorldTypes } from '../src/codegen/world-types.ts';

const TYPES: Readonly<Record<string, JsonValue>> = {
  'test/Go@1': { record: { count: { nat: {} }, how: { text: {} } } },
  'test/Done@1': { record: { log: { text: {} } } },
  'test/State@1': { record: { log: { text: {} }, timer_seq: { nat: {} }, timer_index: { nat: {} } } },
  'test/Event@1': { variant: { Go: { ref: 'test/Go@1' }, Receipt: { ref: 'sys/EffectReceiptEnvelope@1' } } },
};
const EFFECTS = [
  { kind: 'timer.set', params: 'sys/TimerSetParams@1', receipt: 'sys/TimerSetReceipt@1' },
  { kind: 'blob.put', params: 'sys/BlobPutParams@1', receipt: 'sys/BlobPutReceipt@1' },
];
const world = (event = 'test/Event@1', effects = EFFECTS): WorldTypes => ({
  schemas: new Map(Object.entries(TYPES)),
  listed: Object.keys(TYPES),
  modules: [{ name: 'test/Probe@1', kind: 'workflow', key: undefined, effects, abi: new Map([['state', 'test/State@1'], ['event', event]]) }],
});

const SOURCE = `// Sets timers, then writes down what became of them.
import { none } from '@nx-air/module-sdk/assembly';
import { Done, Go, ProbeWorkflow, State, TimerSetOutcome, BlobPutOutcome, TimerSetParams } from './generated/air';

export class Probe extends ProbeWorkflow {
  onGo(state: State | null, event: Go): State | null {
    if (event.how == 'complete') return this.complete();
    if (event.how == 'fail') return this.fail('on purpose');
    let seq: u64 = 0;
    let index: u64 = 0;
    for (let left = event.count; left > 0; left--) {
      const emitted = this.emitTimerSet({ deliver_at_ns: left, key: none<string>() }, event.how == 'slot' ? 'clock' : '', event.how == 'key' ? new Uint8Array(32) : null);
      seq = emitted.seq;
      index = emitted.index;
    }
    return { log: event.how, timer_seq: seq, timer_index: index };
  }

  onTimerSetOutcome(state: State, outcome: TimerSetOutcome): State | null {
    const what = outcome.isOk ? outcome.receipt.delivered_at_ns.toString() : outcome.status + ' ' + outcome.code + ' ' + outcome.message;
    const log = state.log + '|' + (outcome.is(state.timer_seq, state.timer_index) ? 'mine ' : 'other ') + what;
    if (outcome.emitted.index == 9) {
      this.raise({ log: log } as Done);
      return this.complete();
    }
    return { log: log, timer_seq: state.timer_seq, timer_index: state.timer_index };
  }

  onBlobPutOutcome(state: State, outcome: BlobPutOutcome): State | null {
    return { log: outcome.receipt.blob_ref, timer_seq: 0, timer_index: 0 };
  }
}
`;

type Output = Exclude<ReturnType<typeof decodeModuleOutput>, { readonly refused: string }>;
let step: (event: unknown, state?: unknown, emission?: { readonly seq: number; readonly index: number }) => Output | string;

beforeAll(async () => {
  const compiled = await compileProbe(world(), SOURCE);
  expect(shown(compiled)).toEqual([]);
  const wasm = compiled.wasm ?? new Uint8Array();
  expect(gateModule(wasm, 'step', DEFAULT_LIMITS).ok).toBe(true);
  const wasmHash = hashBytes(wasm);
  const host = wasmModules(new Map([[wasmHash, wasm]]));
  step = (event, state, emission = { seq: 1, index: 0 }) => {
    const input = encodeModuleInput({
      version: 1,
      ...(state !== undefined && { state: encodeCanonical(state as never) }),
      event: { schema: '', value: encodeCanonical(event as never) },
      emission,
    });
    const answer = host.call({ name: 'test/Probe@1', kind: 'workflow', wasmHash }, input, DEFAULT_LIMITS);
    if (!answer.ok) return answer.code;
    const output = decodeModuleOutput(answer.output);
    return 'refused' in output ? output.refused : output;
  };
});

const go = (count: number, how = '') => ({ $tag: 'Go', $value: { count, how } });
const back = (parts: Parameters<typeof outcome>[0]) => ({ $tag: 'Receipt', $value: outcome(parts) });
const stateOf = (output: Output | string): unknown => (typeof output === 'string' ? output : output.state && plainValue(decodeCanonical(output.state)));
const STATE = { log: '', timer_seq: 4, timer_index: 2 };

describe('emit', () => {
  test('several effects; their numbers count on from those of the call', () => {
    const output = step(go(3), undefined, { seq: 7, index: 5 });
    expect(stateOf(output)).toEqual({ log: '', timer_seq: 7, timer_index: 7 });
    if (typeof output === 'string') throw new Error(output);
    expect(output.effects?.map(({ kind, params, ...rest }) => [kind, plainValue(decodeCanonical(params)), rest])).toEqual([3, 2, 1].map((at) => ['timer.set', { deliver_at_ns: at, key: null }, {}]));
  });

  test('slot and key', () => {
    expect(step(go(1, 'slot'))).toMatchObject({ effects: [{ cap_slot: 'clock' }] });
    expect(step(go(1, 'key'))).toMatchObject({ effects: [{ idempotency_key: new Uint8Array(32) }] });
  });

  test('more than the kernel allows: the kernel refuses, not the SDK', () => {
    const output = step(go(65));
    expect(typeof output === 'string' ? output : output.effects?.length).toBe(65);
  });
});

describe('outcomes', () => {
  test.each([
    [{ kind: 'timer.set', seq: 4, index: 2, receipt: { delivered_at_ns: 9, key: null } }, '|mine 9'],
    [{ kind: 'timer.set', seq: 4, index: 1, receipt: { delivered_at_ns: 9, key: null } }, '|other 9'],
    [{ kind: 'timer.set', seq: 3, index: 2, receipt: { delivered_at_ns: 9, key: null } }, '|other 9'],
    [{ kind: 'timer.set', seq: 4, index: 2, denied: 'cap_denied' }, '|mine denied cap_denied cap_denied'],
    [{ kind: 'timer.set', seq: 4, index: 2, faulted: 'adapter' }, '|mine faulted adapter adapter'],
  ])('%o', (parts, log) => expect(stateOf(step(back(parts), STATE))).toEqual({ ...STATE, log }));

  test('of another kind', () => {
    const blob = hashBytes(new Uint8Array());
    const receipt = { blob_ref: blob, size: 0 };
    expect(stateOf(step(back({ kind: 'blob.put', receipt }), STATE))).toMatchObject({ log: blob });
  });

  test('its receipt is there only when it is ok', () => expect(step(back({ kind: 'blob.put', faulted: 'x' }), STATE)).toBe('trap'));
  test('of a kind that it does not emit', () => expect(step(back({ kind: 'llm.generate' }), STATE)).toBe('trap'));
  test('before any event', () => expect(step(back({ kind: 'timer.set', denied: 'x' }))).toBe('trap'));
  test('a receipt of another type', () => expect(step(back({ kind: 'timer.set', receipt: { delivered_at_ns: 'x', key: null } }), STATE)).toBe('trap'));
});

describe('ends', () => {
  test('complete answers no state', () => expect(step(go(0, 'complete'))).toEqual({}));
  test('complete after a last event', () => {
    const output = step(back({ kind: 'timer.set', index: 9, denied: 'x' }), STATE);
    expect(output).toMatchObject({ domain_events: [{ schema: 'test/Done@1' }] });
    expect(stateOf(output)).toBeUndefined();
  });
  test('fail traps', () => expect(step(go(0, 'fail'))).toBe('trap'));
});

test('a method is missing, or takes another type: the compiler says where', async () => {
  const without = SOURCE.replace(/ {2}onBlobPutOutcome[^}]*\}[^}]*\}\n/, '');
  expect(shown(await compileProbe(world(), without)).join('\n')).toContain('onBlobPutOutcome');
  const wrong = SOURCE.replace('deliver_at_ns: left', 'deliver_at_ns: "x"');
  expect(shown(await compileProbe(world(), wrong)).join('\n')).toMatch(/modules\/probe\.ts:12/);
});

test('without effects there are only events', async () => {
  const types = world('test/Go@1', []);
  expect(generateTypes(types).text).not.toContain('Outcome');
  const compiled = await compileProbe(types, `import { Go, ProbeWorkflow, State } from './generated/air';
export class Probe extends ProbeWorkflow {
  onEvent(state: State | null, event: Go): State | null {
    return { log: event.how, timer_seq: 0, timer_index: 0 };
  }
}
`);
  expect(shown(compiled)).toEqual([]);
});
