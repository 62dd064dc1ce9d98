// The inputs of a scenario: events and upgrades, each typed by the manifest that the world has by then.
import { nearest } from '@nx-air/air/did-you-mean';
import { joinPointer, type CanonValue, type JsonObject, type JsonValue } from '@nx-air/canon';
import type { ScenarioInput } from './scenario.ts';
import { listOf, numberOf, objectOf, textOf } from './json.ts';
import { parseDuration } from './time.ts';
import { numbered, resolveReferences, typedValue, type ValueContext } from './values.ts';
import type { LoadedOverlay, RunnableWorld } from '../world.ts';
import { typesOf, type WorldTypes } from '../world-types.ts';

export interface ReadInputs {
  readonly inputs: readonly ScenarioInput[];
  /** Of the world and of all upgrades, in their order. */
  readonly types: readonly WorldTypes[];
}

interface RawInput {
  readonly entry: JsonObject;
  readonly pointer: string;
  /** In the order of the file, repetitions one after the other. */
  readonly index: number;
  readonly dueNs: bigint;
  /** Unique in the file. */
  readonly id: string;
  /** Of a repetition, from 1. */
  readonly n?: number;
}

/** `loadUpgrade` reports what is wrong with the folder itself. */
export async function readInputs(data: JsonValue | undefined, world: RunnableWorld, context: ValueContext, loadUpgrade: (folder: string, pointer: string) => Promise<LoadedOverlay | undefined>): Promise<ReadInputs> {
  const types: WorldTypes[] = [world.types];
  const inputs: { readonly index: number; readonly input: ScenarioInput }[] = [];
  for (const raw of inOrder(data, context)) {
    const { entry, pointer, dueNs, index } = raw;
    const base = { pointer, dueNs, refused: textOf(entry, 'refused') };
    const folder = textOf(entry, 'upgrade');
    if (folder !== undefined) {
      const manifest = (await loadUpgrade(folder, joinPointer(pointer, 'upgrade')))?.manifest;
      if (!manifest) continue;
      inputs.push({ index, input: { ...base, kind: 'upgrade', folder, manifest } });
      if (base.refused === undefined) types.push(typesOf(manifest));
      continue;
    }
    const current = types.at(-1) ?? world.types;
    const schema = textOf(entry, 'event') ?? '';
    const value = eventValue(raw, schema, current, base.refused !== undefined, context);
    if (value !== undefined) inputs.push({ index, input: { ...base, kind: 'event', schema, value, ingressId: numbered(textOf(entry, 'ingress_id') ?? `scenario:${raw.id}`, raw) } });
  }
  inputs.sort((left, right) => left.index - right.index);
  return { inputs: inputs.map(({ input }) => input), types };
}

/** By time, then by place: the order in which they come in. */
function inOrder(data: JsonValue | undefined, { startNs, report }: ValueContext): readonly RawInput[] {
  let last = 0n;
  let order = 0;
  const raw = listOf(data).flatMap((item, index): readonly RawInput[] => {
    const entry = objectOf(item);
    const pointer = joinPointer('/inputs', String(index));
    const at = entry['at'] === undefined ? last : parseDuration(entry['at']);
    if (at === undefined) report('scenario_bad_time', joinPointer(pointer, 'at'), { expected: 'a duration like `90s`', actual: JSON.stringify(entry['at']) });
    last = at ?? last;
    if (entry['repeat'] === undefined) return [{ entry, pointer, index: order++, dueNs: startNs + last, id: String(index) }];
    const repeat = objectOf(entry['repeat']);
    const every = parseDuration(repeat['every'] ?? 0);
    if (every === undefined) report('scenario_bad_time', joinPointer(pointer, 'repeat', 'every'), { expected: 'a duration like `90s`', actual: JSON.stringify(repeat['every']) });
    return Array.from({ length: numberOf(repeat, 'count') ?? 0 }, (_, past): RawInput => ({ entry, pointer, index: order++, dueNs: startNs + last + BigInt(past) * (every ?? 0n), id: `${index}/${past + 1}`, n: past + 1 }));
  });
  return raw.sort((left, right) => (left.dueNs === right.dueNs ? left.index - right.index : left.dueNs < right.dueNs ? -1 : 1));
}

function eventValue({ entry, pointer, dueNs, n }: RawInput, schema: string, types: WorldTypes, refused: boolean, shared: ValueContext): CanonValue | undefined {
  // What is wrong with a repeated value is told once.
  const context: ValueContext = { ...shared, dueNs, ...(n !== undefined && { n }), ...(n !== undefined && n > 1 && { report: () => undefined }) };
  const at = joinPointer(pointer, 'value');
  const data = resolveReferences(entry['value'] ?? null, at, context);
  if (refused) return data;
  if (types.isEvent(schema)) return typedValue(data, { kind: 'ref', name: schema }, types.schemas, entry['value'] === undefined ? pointer : at, context.report);
  const meant = nearest(schema, types.events);
  context.report('scenario_unknown_name', joinPointer(pointer, 'event'), { expected: 'a schema that the manifest lists', actual: `\`${schema}\``, ...(meant !== undefined && { hint: `Did you mean \`${meant}\`?` }) });
  return undefined;
}
