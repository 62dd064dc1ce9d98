// The plan of the session-core pack against a real workspace tree: nothing is scripted but the world's own reducer.
import { decodeCanonical, encodeUtf8, memoryStore } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { BUILTIN_ENFORCERS, BUILTIN_KINDS, NO_MODULES, withBuiltinModules } from '../src/index.ts';
import { asking, treeOf } from './support/internal.ts';
import { checkReplay, run } from './support/run.ts';
import { workspaceSync } from './support/world.ts';

const FILES = { 'prompts/main.md': 'be brief', 'tools/catalog.json': '{}', secret: 'no' };

async function sync(request: object, workspace = 'agent-home') {
  // The tree is built elsewhere and comes in with the commit.
  const outside = asking();
  const root = treeOf(outside, FILES);
  const store = memoryStore();
  for (const bytes of [...outside.state.objects.keys()].map((hash) => outside.store.get(hash)!)) store.put(bytes);
  for (const path of ['prompts', 'tools']) store.put(outside.store.get(outside.ask('workspace.read_ref', { root_hash: root, path }).hash)!);
  const ran = await run(await workspaceSync(), { store, enforcers: BUILTIN_ENFORCERS, internal: BUILTIN_KINDS, modules: withBuiltinModules(NO_MODULES) });
  await ran.event('sys/WorkspaceCommit@1', { workspace: 'agent-home', expected_head: 0, meta: { root_hash: root, owner: 'me', created_at: 1 } });
  await ran.event('aos.workspace/SyncRequested@1', { session_id: 's', workspace, known_version: null, prompt_pack_path: null, tool_catalog_path: null, ...request } as never);
  checkReplay(ran);
  expect(ran.kernel.outbox()).toEqual([]);
  const ended = ran.records().find((record) => record.k === 'plan_ended');
  return ended?.k === 'plan_ended' ? { error: ended.error, result: ended.result && (decodeCanonical(ended.result) as any) } : undefined;
}

describe('outcomes', () => {
  test('a snapshot with both resources', async () => {
    const ended = await sync({ prompt_pack_path: 'prompts/main.md', tool_catalog_path: 'tools/catalog.json' });
    const snapshot = ended?.result.get('$value');
    expect(ended?.result.get('$tag')).toBe('SnapshotReady');
    expect(snapshot.get('prompt_pack').get('bytes')).toEqual(encodeUtf8('be brief'));
    expect(snapshot.get('tool_catalog').get('size')).toBe(2);
  });
  test.each<[string, object, string | undefined, string, string | undefined]>([
    ['unchanged', { known_version: 1 }, undefined, 'Unchanged', undefined],
    ['a file that is not there', { prompt_pack_path: 'prompts/none' }, undefined, 'Failed', 'not_found'],
    ['a directory in place of a file', { prompt_pack_path: 'prompts' }, undefined, 'Failed', 'not_a_file'],
    ['no such workspace', {}, 'agent-tools', 'Failed', 'not_found'],
  ])('%s', async (_name, request, workspace, tag, code) => {
    const ended = await sync(request, workspace);
    expect(ended?.result.get('$tag')).toBe(tag);
    expect(ended?.result.get('$value').get('fault')?.get('code')).toBe(code);
  });
  test.each<[string, object, string | undefined, string]>([
    ['a workspace outside the grant', {}, 'other', 'cap_denied: workspace_not_allowed: other'],
    ['a path outside the grant', { prompt_pack_path: 'secret' }, undefined, 'cap_denied: path_not_allowed: secret'],
    ['a path that climbs', { prompt_pack_path: 'prompts/../secret' }, undefined, 'cap_denied: path_not_allowed: prompts/../secret'],
  ])('%s', async (_name, request, workspace, expected) => {
    const ended = await sync(request, workspace);
    expect(`${ended?.error?.code}: ${ended?.error?.message}`).toBe(expected);
  });
});
