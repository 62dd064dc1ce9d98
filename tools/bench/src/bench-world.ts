// A world of given plans and modules, loaded as a world on disk is: one policy that allows, one capability for timers.
import type { MergedManifest } from '@nx-air/air';
import { loadWorld, memoryHost } from '@nx-air/world';

export type Json = Readonly<Record<string, unknown>>;

export interface BenchWorld {
  readonly version: '1' | '1.1';
  /** Types by name. */
  readonly schemas: Json;
  /** Plans and modules, with their `$kind`. */
  readonly defs: readonly Json[];
  readonly triggers?: readonly Json[];
  readonly routes?: readonly Json[];
}

export const ref = (path: string): Json => ({ ref: path });

/** Edges from each step to the next. */
export const chain = (steps: readonly Json[]): readonly Json[] => steps.slice(1).map((step, index) => ({ from: steps[index]?.['id'], to: step['id'] }));

/** Of events that belong to something: a record with an `id`. */
export const ID_TYPE: Json = { record: { id: { text: {} } } };

/** @throws when the world does not load */
export async function loadBenchWorld({ version, schemas, defs, triggers = [], routes = [] }: BenchWorld): Promise<MergedManifest> {
  const policy = { $kind: 'defpolicy', name: 'bench/policy@1', rules: [{ when: {}, decision: 'allow' }] };
  const listed = (kind: string): readonly Json[] => defs.filter(({ $kind }) => $kind === kind).map(({ name }) => ({ name }));
  const manifest = {
    $kind: 'manifest',
    air_version: version,
    schemas: Object.keys(schemas).map((name) => ({ name })),
    modules: listed('defmodule'),
    plans: listed('defplan'),
    effects: [],
    caps: [{ name: 'sys/timer@1' }],
    policies: [{ name: policy.name }],
    secrets: [],
    defaults: { policy: policy.name, cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} } }] },
    triggers,
    routing: { events: routes },
  };
  const nodes = [...Object.entries(schemas).map(([name, type]) => ({ $kind: 'defschema', name, type })), ...defs, policy];
  const files = { '/repo/nx.json': {}, '/repo/w/aos.sync.json': { version: 1, id: 'bench', air: { imports: [] } }, '/repo/w/air/manifest.json': manifest, '/repo/w/air/defs.json': nodes };
  const host = memoryHost(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)])));
  const { merged, problems } = await loadWorld(host, '/repo/w');
  if (!merged) throw new Error(problems.map(({ code, subject }) => `${code} ${subject}`).join('\n'));
  return merged;
}
