// Rules of carriage: which effects of one world come in as events of another.
import { nearest } from '@nx-air/air/did-you-mean';
import { joinPointer, type JsonObject, type JsonValue } from '@nx-air/canon';
import type { CarryRule } from './scenario.ts';
import { listOf, numberOf, objectOf, textOf } from './json.ts';
import type { Report } from './report.ts';
import { parseDuration } from './time.ts';
import type { WorldTypes } from '../world-types.ts';

/** `worlds`: types of the worlds of the scenario by id. */
export function readCarry(data: JsonValue | undefined, worlds: ReadonlyMap<string, WorldTypes>, report: Report): readonly CarryRule[] {
  return listOf(data).flatMap((item, index): readonly CarryRule[] => {
    const entry = objectOf(item);
    const pointer = joinPointer('/carry', String(index));
    const [kind, field, arm, to, event] = ['kind', 'field', 'arm', 'to', 'event'].map((key) => textOf(entry, key) ?? '') as [string, string, string, string, string];
    const goal = worlds.get(to);
    if (!goal) return unknown(report, 'scenario_peer_missing', joinPointer(pointer, 'to'), to, `the id of a world of the scenario: ${[...worlds.keys()].join(', ')}`, worlds.keys());
    if (!goal.isEvent(event)) return unknown(report, 'scenario_unknown_name', joinPointer(pointer, 'event'), event, `a schema that the manifest of ${to} lists`, goal.events);
    const sources = [...worlds].filter(([id, { effects }]) => id !== to && effects.has(kind)).map(([, types]) => types);
    if (sources.length === 0) return unknown(report, 'scenario_unknown_name', joinPointer(pointer, 'kind'), kind, 'a kind of the effects of another world', [...worlds.values()].flatMap(({ effects }) => [...effects.keys()]));
    const problem = sources.map((types) => lacks(types, kind, field, arm)).find((found) => found !== undefined);
    if (problem) return unknown(report, 'scenario_unknown_name', joinPointer(pointer, problem.key), problem.name, problem.expected, problem.known);
    return [{ pointer, kind, field, arm, to, event, delaysNs: delaysOf(entry, pointer, report), times: numberOf(entry, 'times') ?? Infinity }];
  });
}

interface Lack {
  readonly key: 'field' | 'arm';
  readonly name: string;
  readonly expected: string;
  readonly known: readonly string[];
}

function lacks({ schemas, effects }: WorldTypes, kind: string, field: string, arm: string): Lack | undefined {
  const params = effects.get(kind)?.params;
  const record = params && schemas.open(params);
  const fields = record?.kind === 'record' ? record.fields : new Map<string, never>();
  const term = fields.get(field);
  const variant = term && schemas.open(term);
  if (variant?.kind !== 'variant') {
    const known = [...fields].flatMap(([name, each]) => (schemas.open(each)?.kind === 'variant' ? [name] : []));
    return { key: 'field', name: field, expected: `a field of the parameters that is a variant: ${known.join(', ')}`, known };
  }
  const known = [...variant.arms.keys()];
  return variant.arms.has(arm) ? undefined : { key: 'arm', name: arm, expected: `one of the arms ${known.join(', ')}`, known };
}

function delaysOf(entry: JsonObject, pointer: string, report: Report): readonly bigint[] {
  if (entry['delays'] === undefined) return [0n];
  return listOf(entry['delays']).flatMap((item, index) => {
    const delay = parseDuration(item);
    if (delay === undefined) report('scenario_bad_time', joinPointer(pointer, 'delays', String(index)), { expected: 'a duration like `90s`', actual: JSON.stringify(item) });
    return delay ?? [];
  });
}

function unknown(report: Report, code: 'scenario_peer_missing' | 'scenario_unknown_name', pointer: string, name: string, expected: string, known: Iterable<string>): readonly [] {
  const meant = nearest(name, known);
  report(code, pointer, { expected, actual: `\`${name}\``, ...(meant !== undefined && { hint: `Did you mean \`${meant}\`?` }) });
  return [];
}
