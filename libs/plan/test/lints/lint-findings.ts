// What the lints say about small worlds and packs, rendered; and the steps that those are made of.
import { loadFile, renderText, toFindings } from '@nx-air/air';
import { encodeUtf8 } from '@nx-air/canon';
import { lintPack, lintWorld, type LintOptions } from '../../src/check.ts';
import { plan, record, ref, text } from '../support/defs.ts';
import { build, type Json, type WorldParts } from '../support/world.ts';

export function worldLints(parts: WorldParts, options: LintOptions = {}): string {
  const { merged, texts } = build(parts);
  return renderText(toFindings(lintWorld(merged, options), (file) => texts.get(file))).trimEnd();
}

export function packLints(defs: readonly Json[], options: LintOptions = {}): string {
  const file = JSON.stringify(defs, undefined, 2);
  const { nodes, problems } = loadFile('p/defs.air.json', encodeUtf8(file));
  if (problems.length > 0) throw new Error(`the test pack does not load: ${JSON.stringify(problems)}`);
  return renderText(toFindings(lintPack(nodes, options), () => file)).trimEnd();
}

/** Codes alone, where the wording is pinned elsewhere. */
export const codesOf = (rendered: string): readonly string[] => [...rendered.matchAll(/ (?:error|warning) (\w+)$/gmu)].map(([, code = '']) => code);

export const eq = (left: Json, right: Json): Json => ({ op: 'eq', args: [left, right] });
export const and = (...args: readonly Json[]): Json => ({ op: 'and', args });
export const or = (...args: readonly Json[]): Json => ({ op: 'or', args });
export const TRUE: Json = { bool: true };

export const key = (value: Json = ref('@plan.input.id')): Json => ({ idempotency_key: { op: 'hash', args: [value] } });

/** `id` emits, `<id>_done` awaits the receipt. */
export const call = (id: string, kind: string, params: Json, more: Json = {}): readonly Json[] => [
  { id, op: 'emit_effect', kind, params: record(params), cap: 'cap', bind: { effect_id_as: `${id}_intent` }, ...more },
  { id: `${id}_done`, op: 'await_receipt', for: ref(`@var:${id}_intent`), bind: { as: `${id}_receipt` } },
];

export const http = (id: string, method = 'GET', more: Json = {}): readonly Json[] =>
  call(id, 'http.request', { method: text(method), url: text('https://a.test'), headers: { map: [] }, body_ref: { null: {} } }, more);

export const timer = (id: string, more: Json = key()): readonly Json[] => call(id, 'timer.set', { deliver_at_ns: { nat: 5 }, key: { null: {} } }, more);

export const awaitEvent = (id: string, more: Json = {}): Json => ({ id, op: 'await_event', event: 't/Done@1', bind: { as: `${id}_event` }, ...more });
export const raise = (id: string, value: Json = record({ id: ref('@plan.input.id') })): Json => ({ id, op: 'raise_event', event: 't/Done@1', value });
export const end = (id: string): Json => ({ id, op: 'end' });

/** `a -> b -> c`, or `a -> b [guard]` with a guard by name. */
export function edges(...paths: readonly (string | readonly [path: string, when: Json])[]): readonly Json[] {
  return paths.flatMap((path) => {
    const [words, when] = typeof path === 'string' ? [path, undefined] : path;
    const ids = words.split(' -> ');
    return ids.slice(1).map((to, index) => ({ from: ids[index], to, ...(when === undefined ? {} : { when }) }));
  });
}

/** A plan of these steps along these edges. */
export const flow = (name: string, steps: readonly (Json | readonly Json[])[], links: readonly Json[] = [], more: Json = {}): Json =>
  plan(name, { steps: steps.flat(), edges: links, ...more });
