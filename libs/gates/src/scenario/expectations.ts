// What a scenario expects: names known to the world, values as typed patterns.
import { nearest } from '@nx-air/air/did-you-mean';
import { bytesToHex, encodeCanonical, joinPointer, type CanonValue, type JsonObject, type JsonValue } from '@nx-air/canon';
import type { Term } from '@nx-air/plan/runtime';
import { FAULT_KINDS, type ExpectedCell, type ExpectedCount, type ExpectedEvent, type ExpectedFault, type ExpectedPlan, type Expectations } from './scenario.ts';
import { entriesOf, listOf, numberOf, objectOf, textOf } from './json.ts';
import { readPattern } from './pattern.ts';
import { resolveReferences, typedValue, type ValueContext } from './values.ts';
import type { WorldTypes } from '../world-types.ts';

export function readExpectations(data: JsonValue | undefined, types: readonly WorldTypes[], context: ValueContext): Expectations {
  return new Reader(types, context).read(objectOf(data));
}

class Reader {
  readonly #types: readonly WorldTypes[];
  readonly #context: ValueContext;

  constructor(types: readonly WorldTypes[], context: ValueContext) {
    this.#types = types;
    this.#context = context;
  }

  read(expect: JsonObject): Expectations {
    return {
      events: this.#each(expect, 'events', (entry, pointer) => this.#event(entry, pointer)),
      plans: this.#each(expect, 'plans', (entry, pointer) => this.#plan(entry, pointer)),
      cells: this.#each(expect, 'cells', (entry, pointer) => this.#cell(entry, pointer)),
      effects: this.#counts(expect, 'effects'),
      underWay: this.#counts(expect, 'under_way'),
      faults: this.#each(expect, 'faults', (entry, pointer) => this.#fault(entry, pointer)),
    };
  }

  #each<T>(expect: JsonObject, list: string, read: (entry: JsonObject, pointer: string) => T | undefined): readonly T[] {
    return listOf(expect[list]).flatMap((item, index) => read(objectOf(item), joinPointer('/expect', list, String(index))) ?? []);
  }

  #event(entry: JsonObject, pointer: string): ExpectedEvent | undefined {
    const schema = textOf(entry, 'event') ?? '';
    const owner = this.#types.find((types) => types.isEvent(schema));
    if (!owner) return this.#unknown(joinPointer(pointer, 'event'), schema, 'a schema that the manifest lists', ({ events }) => events);
    return { pointer, schema, value: this.#pattern(entry, 'value', { kind: 'ref', name: schema }, owner, pointer), count: numberOf(entry, 'count') };
  }

  #plan(entry: JsonObject, pointer: string): ExpectedPlan | undefined {
    const plan = textOf(entry, 'plan') ?? '';
    const owner = this.#types.find(({ plans }) => plans.has(plan));
    if (!owner) return this.#unknown(joinPointer(pointer, 'plan'), plan, 'a plan that the manifest lists', ({ plans }) => plans.keys());
    const output = owner.plans.get(plan);
    const result = output && this.#pattern(entry, 'result', output, owner, pointer);
    if (!output && entry['result'] !== undefined) this.#context.report('scenario_bad_value', joinPointer(pointer, 'result'), { expected: 'no result: the plan has no output', actual: 'a result' });
    const error = textOf(entry, 'error');
    const waitsFor = textOf(entry, 'waits_for');
    if (waitsFor !== undefined && !owner.plans.has(waitsFor)) return this.#unknown(joinPointer(pointer, 'waits_for'), waitsFor, 'a plan that the manifest lists', ({ plans }) => plans.keys());
    const status = textOf(entry, 'status') ?? (error !== undefined ? 'error' : result !== undefined ? 'ok' : waitsFor !== undefined ? 'running' : undefined);
    return { pointer, plan, status: status === 'ok' || status === 'error' || status === 'running' ? status : undefined, result, error, waitsFor, count: numberOf(entry, 'count') };
  }

  #cell(entry: JsonObject, pointer: string): ExpectedCell | undefined {
    const module = textOf(entry, 'module') ?? '';
    const owner = this.#types.find(({ modules }) => modules.has(module));
    const types = owner?.modules.get(module);
    if (!owner || !types) return this.#unknown(joinPointer(pointer, 'module'), module, 'a module that the manifest lists and that keeps a state', ({ modules }) => modules.keys());
    const at = joinPointer(pointer, 'key');
    const key = types.key && typedValue(resolveReferences(entry['key'] ?? null, at, this.#context), types.key, owner.schemas, entry['key'] === undefined ? pointer : at, this.#context.report);
    if (!types.key && entry['key'] !== undefined) this.#context.report('scenario_bad_value', at, { expected: 'no key: the module has none', actual: 'a key' });
    const state = entry['state'] === null ? undefined : this.#pattern(entry, 'state', types.state, owner, pointer);
    return { pointer, module, key: key === undefined ? '' : bytesToHex(encodeCanonical(key)), state };
  }

  #counts(expect: JsonObject, member: string): readonly ExpectedCount[] {
    return entriesOf(expect[member]).flatMap(([kind, count]) => {
      const pointer = joinPointer('/expect', member, kind);
      if (!this.#types.some(({ effects }) => effects.has(kind))) {
        return this.#unknown(pointer, kind, 'a kind of the effects that the manifest lists', ({ effects }) => effects.keys(), 'key') ?? [];
      }
      return [{ pointer, kind, count: Number(count) }];
    });
  }

  #fault(entry: JsonObject, pointer: string): ExpectedFault | undefined {
    const word = textOf(entry, 'fault');
    const fault = FAULT_KINDS.find((kind) => kind === word);
    return fault && { pointer, fault, name: textOf(entry, 'name'), code: textOf(entry, 'code'), count: numberOf(entry, 'count') };
  }

  #pattern(entry: JsonObject, member: string, term: Term, { schemas }: WorldTypes, pointer: string): CanonValue | undefined {
    const data = entry[member];
    if (data === undefined) return undefined;
    const at = joinPointer(pointer, member);
    return readPattern(resolveReferences(data, at, this.#context), term, schemas, at, this.#context.report);
  }

  #unknown(pointer: string, name: string, expected: string, known: (types: WorldTypes) => Iterable<string>, at: 'key' | 'value' = 'value'): undefined {
    const meant = nearest(name, this.#types.flatMap((types) => [...known(types)]));
    this.#context.report('scenario_unknown_name', pointer, { at, expected, actual: `\`${name}\``, ...(meant !== undefined && { hint: `Did you mean \`${meant}\`?` }) });
    return undefined;
  }
}
