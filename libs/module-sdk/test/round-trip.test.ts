// Every AIR type through a compiled module: what the kernel wrote is what the module writes again, byte for byte.
import { encodeCanonical, hashBytes, type CanonValue, type JsonValue } from '@nx-air/canon';
import { decodeModuleOutput, DEFAULT_LIMITS, encodeModuleInput } from '@nx-air/kernel';
import { gateModule, wasmModules } from '@nx-air/kernel/wasm';
import { encodeValue, normaliseValue, Schemas } from '@nx-air/plan/runtime';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileProbe, reducerTypes, shown } from './support.ts';

const TYPES: Readonly<Record<string, JsonValue>> = {
  'test/All@1': {
    record: {
      bool: { bool: {} },
      int: { int: {} },
      nat: { nat: {} },
      dec: { dec128: {} },
      bytes: { bytes: {} },
      text: { text: {} },
      time: { time: {} },
      duration: { duration: {} },
      hash: { hash: {} },
      uuid: { uuid: {} },
      unit: { unit: {} },
      maybe: { option: { nat: {} } },
      nested: { option: { record: { a: { text: {} }, new: { bool: {} } } } },
      list: { list: { ref: 'test/Leaf@1' } },
      texts: { set: { text: {} } },
      numbers: { set: { int: {} } },
      by_text: { map: { key: { text: {} }, value: { nat: {} } } },
      by_int: { map: { key: { int: {} }, value: { list: { text: {} } } } },
      choice: { ref: 'test/Choice@1' },
      'odd name': { ref: 'test/Alias@1' },
    },
  },
  'test/Leaf@1': { record: { id: { nat: {} }, under: { option: { ref: 'test/Leaf@1' } } } },
  'test/Alias@1': { option: { list: { ref: 'test/Leaf@1' } } },
  'test/Choice@1': { variant: { None: { unit: {} }, Count: { nat: {} }, read: { text: {} }, Deep: { record: { leaf: { ref: 'test/Leaf@1' } } }, Maybe: { option: { text: {} } } } },
  'test/Empty@1': { record: {} },
};
const ECHO = `// Answers with the event as state, and raises it twice.
import { All, ProbeReducer } from './generated/air';

export class Probe extends ProbeReducer {
  onEvent(state: All | null, event: All): All {
    if (state !== null) this.raise(state);
    this.raise(event);
    return event;
  }
}
`;

const schemas = new Schemas((name) => TYPES[name]);
const ALL = { kind: 'ref', name: 'test/All@1' } as const;
let call: (input: Uint8Array) => ReturnType<ReturnType<typeof wasmModules>['call']>;

beforeAll(async () => {
  const compiled = await compileProbe(reducerTypes(TYPES, { abi: new Map([['state', 'test/All@1'], ['event', 'test/All@1']]) }), ECHO);
  expect(shown(compiled)).toEqual([]);
  const wasm = compiled.wasm ?? new Uint8Array();
  expect(gateModule(wasm, 'step', DEFAULT_LIMITS).ok).toBe(true);
  const wasmHash = hashBytes(wasm);
  const host = wasmModules(new Map([[wasmHash, wasm]]));
  call = (input) => host.call({ name: 'test/Probe@1', kind: 'reducer', wasmHash }, input, DEFAULT_LIMITS);
});

const { leaf } = fc.letrec<{ readonly leaf: { readonly id: bigint; readonly under: CanonValue } }>((tie) => ({ leaf: fc.record({ id: fc.bigInt(0n, 2n ** 64n - 1n), under: fc.option(tie('leaf') as fc.Arbitrary<CanonValue>, { depthSize: 'small' }) }) }));
const text = fc.string({ unit: 'binary', maxLength: 30 });
const int = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
const nat = fc.bigInt(0n, 2n ** 64n - 1n);
const bytes = fc.uint8Array({ maxLength: 300 });
const choice = fc.oneof(
  fc.constant({ $tag: 'None' }),
  nat.map((value) => ({ $tag: 'Count', $value: value })),
  text.map((value) => ({ $tag: 'read', $value: value })),
  leaf.map((value) => ({ $tag: 'Deep', $value: { leaf: value } })),
  fc.option(text).map((value) => ({ $tag: 'Maybe', $value: value })),
);
const all = fc.record({
  bool: fc.boolean(),
  int,
  nat,
  dec: fc.constant('12.50'),
  bytes,
  text,
  time: nat,
  duration: int,
  hash: bytes.map((value) => hashBytes(value)),
  uuid: fc.uuid(),
  unit: fc.constant(null),
  maybe: fc.option(nat),
  nested: fc.option(fc.record({ a: text, new: fc.boolean() })),
  list: fc.array(leaf, { maxLength: 40 }),
  texts: fc.array(text, { maxLength: 30 }),
  numbers: fc.array(int, { maxLength: 30 }),
  by_text: fc.array(fc.tuple(text, nat), { maxLength: 30 }).map((pairs) => new Map(pairs)),
  by_int: fc.array(fc.tuple(int, fc.array(text, { maxLength: 3 })), { maxLength: 30 }).map((pairs) => new Map(pairs)),
  choice,
  'odd name': fc.option(fc.array(leaf, { maxLength: 2 })),
});

/** As the kernel hands a value over. */
function typed(value: CanonValue): Uint8Array {
  const normalised = normaliseValue(value, ALL, schemas);
  if (!normalised.ok) throw new Error(JSON.stringify(normalised.fault));
  return encodeValue(normalised.value);
}

const inputOf = (value: Uint8Array, state?: Uint8Array): Uint8Array => encodeModuleInput({ version: 1, event: { schema: 'test/All@1', value }, ...(state && { state }) });

describe('values', () => {
  test('come back as the same bytes, from state and from event', () => {
    fc.assert(
      fc.property(all, all, (before, after) => {
        const [state, event] = [typed(before), typed(after)];
        const answer = call(inputOf(event, state));
        if (!answer.ok) throw new Error(answer.code);
        const output = decodeModuleOutput(answer.output);
        expect(output).toEqual({ state: event, domain_events: [state, event].map((value) => ({ schema: 'test/All@1', value })) });
      }),
      { seed: 20_260_101, numRuns: 200, verbose: 1 },
    );
  });

  test('a set that a module fills in any order, with repetitions, is written sorted', () => {
    const value = { ...sample(), texts: ['b', 'a', 'ab', ''], numbers: [-1, 1000, 3, -300] };
    const answer = call(inputOf(typed(value)));
    expect(answer.ok).toBe(true);
  });
});

describe('input that no kernel writes', () => {
  const event = (): Uint8Array => typed(sample());
  test.each<readonly [string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['no prefix', () => inputOf(event()).slice(3)],
    ['cut short', () => inputOf(event()).slice(0, -1)],
    ['bytes behind', () => new Uint8Array([...inputOf(event()), 0])],
    ['another version', () => encodeModuleInput({ version: 2, event: { schema: '', value: event() } })],
    ['a member too many', () => encodeCanonical({ version: 1, event: { schema: '', value: event() }, zzz_member: 1 })],
    ['event without value', () => encodeCanonical({ version: 1, event: { schema: '' } })],
    ['an event of another type', () => inputOf(encodeCanonical({ bool: true }))],
    ['an event cut short', () => inputOf(event().slice(0, -1))],
    ['an event with a byte behind', () => inputOf(new Uint8Array([...event(), 0xf6]))],
    ['a set that is not sorted', () => inputOf(encodeCanonical({ ...sample(), texts: ['b', 'a'] }))],
    ['a set with a repetition', () => inputOf(encodeCanonical({ ...sample(), texts: ['a', 'a'] }))],
    ['an integer below its range', () => inputOf(encodeCanonical({ ...sample(), nat: -1 }))],
    ['an integer above its range', () => inputOf(encodeCanonical({ ...sample(), int: 2n ** 63n }))],
    ['an arm that the variant does not have', () => inputOf(encodeCanonical({ ...sample(), choice: { $tag: 'Other' } }))],
    ['an arm without its value', () => inputOf(encodeCanonical({ ...sample(), choice: { $tag: 'Count' } }))],
    ['a list longer than the input', () => forged([0x9b, 0, 0, 0, 1, 0, 0, 0, 0])],
    ['text longer than the input', () => forged([0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['a head that is not the shortest', () => forged([0x18, 0x01])],
    ['an indefinite length', () => forged([0x9f, 0xff])],
    ['a float', () => forged([0xf9, 0x3c, 0x00])],
    ['a tag', () => forged([0xc1, 0x01])],
  ])('%s ends the call', (_name, input) => {
    expect(call(input())).toMatchObject({ ok: false, code: 'trap' });
  });

  test('the same input without the fault is accepted', () => {
    expect(call(inputOf(event())).ok).toBe(true);
  });
});

/** An input whose event is these bytes. */
function forged(body: readonly number[]): Uint8Array {
  return inputOf(new Uint8Array([0xd9, 0xd9, 0xf7, ...body]));
}

function sample() {
  return {
    bool: true,
    int: -1,
    nat: 1,
    dec: '1',
    bytes: new Uint8Array([1]),
    text: 'text',
    time: 1,
    duration: 1,
    hash: hashBytes(new Uint8Array()),
    uuid: '00000000-0000-0000-0000-000000000000',
    unit: null,
    maybe: null,
    nested: null,
    list: [],
    texts: [] as string[],
    numbers: [] as number[],
    by_text: new Map<string, number>(),
    by_int: new Map<number, CanonValue>(),
    choice: { $tag: 'None' } as CanonValue,
    'odd name': null,
  };
}
