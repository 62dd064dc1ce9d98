// Builds the merged manifest of a small world from definitions, through the same loading as a world on disk.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MergedManifest } from '@nx-air/air';
import { loadWorld, memoryHost } from '@nx-air/world';

export type Json = Readonly<Record<string, unknown>>;

const LISTS: Readonly<Record<string, string>> = {
  defschema: 'schemas',
  defmodule: 'modules',
  defplan: 'plans',
  defeffect: 'effects',
  defcap: 'caps',
  defpolicy: 'policies',
  defsecret: 'secrets',
};

export interface WorldParts {
  readonly id?: string;
  /** Name without namespace and version, to type: `Go` is `w/Go@1`. */
  readonly schemas?: Json;
  readonly nodes?: readonly Json[];
  readonly triggers?: readonly Json[];
  readonly routes?: readonly Json[];
  /** `allow` (the default) lets everything through; null leaves the world without a policy. */
  readonly policy?: readonly Json[] | 'allow' | null;
  readonly grants?: readonly Json[];
  readonly manifest?: Json;
  readonly airVersion?: string;
  /** Names of built-ins to list, by list. */
  readonly builtins?: Readonly<Record<string, readonly string[]>>;
  readonly files?: Json;
  readonly imports?: readonly Json[];
  /** Listed besides the nodes given here. */
  readonly list?: Readonly<Record<string, readonly string[]>>;
}

export const HTTP_GRANT = { name: 'http', cap: 'sys/http.out@1', params: { record: { hosts: { null: {} }, schemes: { null: {} }, methods: { null: {} }, ports: { null: {} }, path_prefixes: { null: {} } } } };
export const TIMER_GRANT = { name: 'timer', cap: 'sys/timer@1', params: { record: {} } };
export const BLOB_GRANT = { name: 'blob', cap: 'sys/blob@1', params: { record: { namespaces: { null: {} } } } };

export async function world(parts: WorldParts): Promise<MergedManifest> {
  const { id = 'w', schemas = {}, nodes = [], triggers = [], routes = [], policy = 'allow', grants = [TIMER_GRANT, BLOB_GRANT] } = parts;
  const own: Json[] = Object.entries(schemas).map(([name, type]) => ({ $kind: 'defschema', name: `w/${name}@1`, type }));
  own.push(...nodes);
  const rules = policy === 'allow' ? [{ when: {}, decision: 'allow' }] : policy;
  if (rules) own.push({ $kind: 'defpolicy', name: 'w/policy@1', rules });
  const lists: Record<string, { name: string }[]> = Object.fromEntries(Object.values(LISTS).map((list) => [list, []]));
  for (const node of own) lists[LISTS[String(node['$kind'])]!]!.push({ name: String(node['name']) });
  for (const more of [parts.builtins ?? {}, parts.list ?? {}]) {
    for (const [list, names] of Object.entries(more)) lists[list]!.push(...names.map((name) => ({ name })));
  }
  const caps = new Set(grants.map(({ cap }) => String(cap)));
  for (const cap of caps) if (cap.startsWith('sys/')) lists['caps']!.push({ name: cap });
  const manifest = {
    $kind: 'manifest',
    air_version: parts.airVersion ?? '1',
    ...lists,
    defaults: { ...(rules && { policy: 'w/policy@1' }), cap_grants: grants },
    triggers,
    routing: { events: routes },
    ...parts.manifest,
  };
  const files = {
    '/repo/nx.json': '{}',
    '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id, air: { imports: parts.imports ?? [] } }),
    '/repo/w/air/manifest.json': JSON.stringify(manifest),
    '/repo/w/air/defs.json': JSON.stringify(own),
    ...Object.fromEntries(Object.entries(parts.files ?? {}).map(([path, text]) => [`/repo/${path}`, String(text)])),
  };
  const loaded = await loadWorld(memoryHost(files), '/repo/w');
  if (!loaded.merged) throw new Error(loaded.problems.map(({ code, subject, pointer, expected, actual }) => [code, subject, pointer, expected, actual].join(' ')).join('\n'));
  return loaded.merged;
}

const repositoryFile = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), 'utf8');

const PACK = 'plan-packs/aos-agent-sdk/air/exports/plan-packs/session-core/defs.air.json';

/** The repository's world workspace-sync, its pack imported by path instead of through cargo. */
export async function workspaceSync(change: (manifest: Record<string, unknown>) => unknown = (manifest) => manifest): Promise<MergedManifest> {
  const folder = 'worlds/workspace-sync/air';
  const manifest = change(JSON.parse(repositoryFile(`${folder}/manifest.air.json`)));
  const files = {
    '/repo/nx.json': '{}',
    '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'workspace-sync', air: { imports: [{ path: '../pack' }] } }),
    '/repo/pack/defs.air.json': repositoryFile(PACK),
    '/repo/w/air/manifest.air.json': JSON.stringify(manifest),
    ...Object.fromEntries(['modules', 'policies', 'schemas'].map((name) => [`/repo/w/air/${name}.air.json`, repositoryFile(`${folder}/${name}.air.json`)])),
  };
  const loaded = await loadWorld(memoryHost(files), '/repo/w');
  if (!loaded.merged) throw new Error(loaded.problems.map(({ code, subject }) => `${code} ${subject}`).join('\n'));
  return loaded.merged;
}
