// The plan of the repository's session-core pack in worlds/workspace-sync, through every outcome.
import { hashBytes, type CanonKey, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { ModuleTrap, NO_INTERNAL_KINDS, runUntilIdle, scriptedAdapter, scriptedModules } from '../src/index.ts';
import type { Answer, ScriptedModule, ScriptRule } from '../src/index.ts';
import { checkReplay, error, ok, run, timeout, type Run } from './support/run.ts';
import { workspaceSync } from './support/world.ts';

const root = hashBytes(new Uint8Array([1]));
const blob = hashBytes(new Uint8Array([2]));
const resolved = ok({ exists: true, resolved_version: 3, head: 3, root_hash: root });
const entry = ok({ kind: 'file', hash: blob, size: 2, mode: 420 });
const content = ok(new Uint8Array([104, 105]));

/** Counts syncs; the cell of a session is created by its first request. */
const tracker: ScriptedModule = ({ state, event }) => {
  const before = state instanceof Map ? state : new Map<CanonKey, CanonValue>([['workspace', ''], ['status', { Open: null }], ['root_hash', null], ['syncs', 0], ['last_fault', null]]);
  if (!(event.value instanceof Map)) throw new ModuleTrap('no variant');
  const body = event.value.get('$value');
  if (!(body instanceof Map)) throw new ModuleTrap('no body');
  const status = { Requested: 'Syncing', Unchanged: 'Ready', Ready: 'Ready', Failed: 'Failed' }[String(event.value.get('$tag'))]!;
  const ready = status === 'Ready' ? new Map([['version', body.get('version') ?? 0]]) : status === 'Failed' ? body.get('fault')! : null;
  return {
    state: new Map([...before, ['workspace', body.get('workspace')!], ['status', new Map([[status, ready]])], ['syncs', Number(before.get('syncs')) + (status === 'Syncing' ? 1 : 0)]]),
  };
};

const allowAll = new Map([['sys/CapEnforceWorkspace@1', () => undefined]]);
const modules = scriptedModules({ 'workspace-sync/SyncTracker@1': tracker });

const rule = (kind: string, answer: Answer, path?: string): ScriptRule => ({ kind, receipts: [{ answer }], ...(path !== undefined && { params: { path } }) });

async function sync(request: object, rules: readonly ScriptRule[]): Promise<Run> {
  const ran = await run(await workspaceSync(), { enforcers: allowAll, modules, internal: NO_INTERNAL_KINDS });
  const value = { session_id: 's', workspace: 'agent-home', known_version: null, prompt_pack_path: null, tool_catalog_path: null, ...request };
  await ran.event('aos.workspace/SyncRequested@1', value as never);
  await runUntilIdle(ran.kernel, { adapters: [scriptedAdapter(rules)] });
  checkReplay(ran);
  return ran;
}

const shortened = (line: string): string => line.replace(/^plan_ended.*result=/, '').replace(/ orphaned=.*$/, '').replaceAll(/#\d+/g, '#');
const result = (ran: Run): string => shortened(ran.lines().split('\n').find((line) => line.startsWith('plan_ended')) ?? '');
const effects = (ran: Run): string => ran.records().flatMap((record) => (record.k === 'intent' ? [record.effect_kind.replace('workspace.', '')] : [])).join(' ');

const paths = { prompt_pack_path: 'prompts/p', tool_catalog_path: 'tools/t' };
const read = (path: string): readonly ScriptRule[] => [rule('workspace.read_ref', entry, path), rule('workspace.read_bytes', content, path)];
const good = [rule('workspace.resolve', resolved), ...read('prompts/p'), ...read('tools/t')];
/** With another answer for one kind and path. */
const but = (changed: ScriptRule): readonly ScriptRule[] => [changed, ...good];

describe('outcomes', () => {
  test.each<[string, object, readonly ScriptRule[], string, string]>([
    ['unchanged', { known_version: 3 }, good, '{$tag: Unchanged, $value: {version: 3, workspace: agent-home, session_id: s}}', 'resolve'],
    ['ready without resources', {}, good, '{$tag: SnapshotReady, $value: {version: 3, root_hash: #, workspace: agent-home, session_id: s, prompt_pack: null, tool_catalog: null}}', 'resolve'],
    ['ready with one resource', { prompt_pack_path: 'prompts/p' }, good, 'prompt_pack: {hash: #, path: prompts/p, size: 2, bytes: 6869}, tool_catalog: null}}', 'resolve read_ref read_bytes'],
    ['ready with both', paths, good, 'tool_catalog: {hash: #, path: tools/t, size: 2, bytes: 6869}}}', 'resolve read_ref read_ref read_bytes read_bytes'],
    ['resolve fails', {}, [rule('workspace.resolve', error('store_down'))], '{code: store_down, stage: {$tag: Resolve}}', 'resolve'],
    ['resolve times out', {}, [rule('workspace.resolve', timeout())], '{code: deadline, stage: {$tag: Resolve}}', 'resolve'],
    ['no such workspace', {}, [rule('workspace.resolve', ok({ exists: false, resolved_version: null, head: null, root_hash: null }))], '{code: not_found, stage: {$tag: Resolve}}', 'resolve'],
    ['prompt pack lookup fails', paths, but(rule('workspace.read_ref', error('io'), 'prompts/p')), '{code: io, stage: {$tag: PromptPack}}', 'resolve read_ref read_ref read_bytes'],
    ['prompt pack missing', paths, but(rule('workspace.read_ref', ok(null), 'prompts/p')), '{code: not_found, stage: {$tag: PromptPack}}', 'resolve read_ref read_ref read_bytes'],
    ['prompt pack unreadable', paths, but(rule('workspace.read_bytes', error('io'), 'prompts/p')), '{code: io, stage: {$tag: PromptPack}}', 'resolve read_ref read_ref read_bytes read_bytes'],
    ['tool catalog lookup fails', paths, but(rule('workspace.read_ref', error('io'), 'tools/t')), '{code: io, stage: {$tag: ToolCatalog}}', 'resolve read_ref read_ref read_bytes'],
    ['tool catalog missing', paths, but(rule('workspace.read_ref', ok(null), 'tools/t')), '{code: not_found, stage: {$tag: ToolCatalog}}', 'resolve read_ref read_ref read_bytes'],
    ['tool catalog unreadable', paths, but(rule('workspace.read_bytes', timeout(), 'tools/t')), '{code: deadline, stage: {$tag: ToolCatalog}}', 'resolve read_ref read_ref read_bytes read_bytes'],
  ])('%s', async (_name, request, rules, expected, kinds) => {
    const ran = await sync(request, rules);
    expect(result(ran)).toContain(expected);
    expect(effects(ran)).toBe(kinds);
    expect(ran.kernel.state.instances.size).toBe(0);
    expect(ran.kinds()).not.toContain('module_fault');
  });

  test('a receipt that never comes leaves the instance where it waits', async () => {
    const ran = await run(await workspaceSync(), { enforcers: allowAll, modules, internal: NO_INTERNAL_KINDS });
    await ran.event('aos.workspace/SyncRequested@1', { session_id: 's', workspace: 'w' });
    const { underWay } = await runUntilIdle(ran.kernel, { adapters: [scriptedAdapter([{ kind: 'workspace.resolve', receipts: [] }])] });
    expect(underWay.map(({ kind }) => kind)).toEqual(['workspace.resolve']);
    expect(ran.kernel.state.instances.size).toBe(1);
  });
});

test('the reducer follows each session in a cell of its own', async () => {
  const ran = await run(await workspaceSync(), { enforcers: allowAll, modules, internal: NO_INTERNAL_KINDS });
  for (const session_id of ['a', 'b', 'a']) await ran.event('aos.workspace/SyncRequested@1', { session_id, workspace: 'agent-home' });
  await runUntilIdle(ran.kernel, { adapters: [scriptedAdapter([rule('workspace.resolve', resolved)])] });
  const calls = ran.records().filter(({ k }) => k === 'module_call');
  expect(calls).toHaveLength(6);
  expect(ran.kernel.state.cells.get('workspace-sync/SyncTracker@1')?.size).toBe(2);
  checkReplay(ran);
});

test('the policy of the world denies a plan that it does not name', async () => {
  const ran = await run(await workspaceSync((manifest) => ({ ...manifest, defaults: { ...(manifest['defaults'] as object), policy: undefined } })), { enforcers: allowAll, modules, internal: NO_INTERNAL_KINDS });
  await ran.event('aos.workspace/SyncRequested@1', { session_id: 's', workspace: 'w' });
  expect(ran.lines()).toContain('code: policy_denied');
});
