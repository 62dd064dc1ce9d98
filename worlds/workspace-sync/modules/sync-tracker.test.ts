// What the tracker remembers of each session.
import { testModule } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const tracker = await testModule(new URL('./sync-tracker.ts', import.meta.url));
const HASH = `sha256:${'a'.repeat(64)}`;
const SESSION = { session_id: 's-1', workspace: 'agent-home' };
const requested = { $tag: 'Requested', $value: { ...SESSION, known_version: null, prompt_pack_path: null, tool_catalog_path: null } };
const ready = { $tag: 'Ready', $value: { ...SESSION, version: 3, root_hash: HASH, prompt_pack: null, tool_catalog: null } };
const unchanged = { $tag: 'Unchanged', $value: { ...SESSION, version: 4 } };
const fault = { stage: { $tag: 'Resolve' }, code: 'missing' };
const failed = { $tag: 'Failed', $value: { ...SESSION, fault } };
const START = { workspace: 'agent-home', status: { $tag: 'Syncing' }, root_hash: null, syncs: 0, last_fault: null };
const SYNCED = { ...START, status: { $tag: 'Ready', $value: { version: 3 } }, root_hash: HASH, syncs: 1 };
const FAILED = { ...SYNCED, status: { $tag: 'Failed', $value: fault }, last_fault: fault };

test.each([
  ['a request begins', undefined, requested, START],
  ['a snapshot ends it', START, ready, SYNCED],
  ['no change counts as a sync', SYNCED, unchanged, { ...SYNCED, status: { $tag: 'Ready', $value: { version: 4 } }, syncs: 2 }],
  ['a failure keeps what was synced', SYNCED, failed, FAILED],
  ['a sync after a failure forgets it', FAILED, unchanged, { ...SYNCED, status: { $tag: 'Ready', $value: { version: 4 } }, syncs: 2 }],
  ['an answer without a request', undefined, ready, SYNCED],
])('%s', async (_name, state, event, after) => {
  const answer = await tracker.step({ ...(state && { state }), event, key: 's-1' });
  expect(answer).toMatchObject({ state: after, events: [] });
});
