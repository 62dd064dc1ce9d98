// What the notebook holds of each session.
import { testModule } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const notebook = await testModule(new URL('./notebook.ts', import.meta.url));
const HASH = `sha256:${'d'.repeat(64)}`;
const note = (number: number) => ({ session_id: 's', note_id: `00000000-0000-0000-0000-00000000000${number}`, body: `note ${number}`, at: number });
const EMPTY = { notebook: '', notes: [], status: { $tag: 'Open' }, prompt_hash: null };
const fault = { stage: { $tag: 'Resolve' }, code: 'missing' };
const pack = { path: 'prompts/a', hash: HASH, size: 1, bytes: new Uint8Array([1]) };
const snapshot = { session_id: 's', workspace: 'notebooks', version: 2, root_hash: HASH, prompt_pack: pack, tool_catalog: null };

test.each([
  ['Opened', { session_id: 's', workspace: 'notebooks', opened_at: 1 }, EMPTY],
  ['SyncWanted', { session_id: 's', notebook: 'a', known_version: null }, { ...EMPTY, notebook: 'a', status: { $tag: 'Syncing' } }],
  ['Unchanged', { session_id: 's', workspace: 'notebooks', version: 1 }, { ...EMPTY, status: { $tag: 'Ready', $value: { version: 1 } } }],
  ['Ready', snapshot, { ...EMPTY, status: { $tag: 'Ready', $value: { version: 2 } }, prompt_hash: HASH }],
  ['Failed', { session_id: 's', workspace: 'notebooks', fault }, { ...EMPTY, status: { $tag: 'Failed', $value: fault } }],
  ['Closed', { session_id: 's', closed_at: 1, reason: null }, { ...EMPTY, status: { $tag: 'Closed' } }],
])('%s', async ($tag, $value, after) => {
  expect(await notebook.step({ event: { $tag, $value }, key: 's' })).toMatchObject({ state: after, events: [] });
});

test('notes stand in the order in which they came, each once', async () => {
  const add = (state: unknown, number: number) => notebook.step({ state: state as typeof EMPTY, event: { $tag: 'NoteAdded', $value: note(number) }, key: 's' });
  const two = await add((await add(EMPTY, 2)).state, 1);
  expect(two.state).toEqual({ ...EMPTY, notes: [note(2), note(1)] });
  expect((await add(two.state, 2)).state).toEqual(two.state);
});
