// What the desk knows of each release.
import { testModule } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const desk = await testModule(new URL('./release-desk.ts', import.meta.url));
const HASH = `sha256:${'c'.repeat(64)}`;
const drafted = { $tag: 'Drafted', $value: { release: 'v1', notes: new Uint8Array([1]), publish_url: 'https://notes.example.org/', deadline_ns: 9 } };
const review = { $tag: 'ReviewRequested', $value: { release: 'v1', notes_ref: HASH } };
const outcomes = [
  { $tag: 'Published', $value: { release: 'v1', notes_ref: HASH, reviewer: 'r' } },
  { $tag: 'Declined', $value: { release: 'v1', reviewer: 'r', reason: null } },
  { $tag: 'Expired', $value: { release: 'v1', deadline_ns: 9 } },
  { $tag: 'Failed', $value: { release: 'v1', stage: { $tag: 'Publish' }, code: 'adapter_error' } },
];
const OPEN = { open: true, notes_ref: null, outcome: null, attempts: 1 };

test('a draft opens a release, and another one is another attempt', async () => {
  const { state } = await desk.step({ event: drafted, key: 'v1' });
  expect(state).toEqual(OPEN);
  const closed = { ...OPEN, open: false, notes_ref: HASH, outcome: outcomes[0] ?? null };
  expect(await desk.step({ state: closed, event: drafted, key: 'v1' })).toMatchObject({ state: { ...OPEN, attempts: 2 } });
});

test('a review names the notes', async () => {
  expect(await desk.step({ state: OPEN, event: review, key: 'v1' })).toMatchObject({ state: { ...OPEN, notes_ref: HASH } });
});

test.each(outcomes)('$$tag closes it', async (outcome) => {
  const state = { ...OPEN, notes_ref: HASH };
  expect(await desk.step({ state, event: outcome, key: 'v1' })).toMatchObject({ state: { ...state, open: false, outcome } });
});
