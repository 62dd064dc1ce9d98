// What the log keeps of each digest.
import { testModule } from '@nx-air/module-sdk/testing';
import { expect, test } from 'vitest';

const log = await testModule(new URL('./digest-log.ts', import.meta.url));
const HASH = `sha256:${'b'.repeat(64)}`;
const URL_OF_NEWS = 'https://news.example.org/';
const requested = { $tag: 'Requested', $value: { digest_id: 'd', source_url: URL_OF_NEWS, prompt_ref: HASH, provider: 'local', model: 'summary-small', deadline_ns: 9 } };
const ready = { $tag: 'Ready', $value: { digest_id: 'd', source_ref: HASH, output_ref: HASH, cost_cents: 7 } };
const failed = { $tag: 'Failed', $value: { digest_id: 'd', stage: { $tag: 'Fetch' }, code: 'adapter_error' } };
const expired = { $tag: 'Expired', $value: { digest_id: 'd', deadline_ns: 9 } };
const OPEN = { source_url: URL_OF_NEWS, outcome: null, spent_cents: 0 };

test.each([
  ['a request', undefined, requested, OPEN],
  ['a digest with its costs', { ...OPEN, spent_cents: 5 }, ready, { ...OPEN, outcome: ready, spent_cents: 12 }],
  ['a failure', OPEN, failed, { ...OPEN, outcome: failed }],
  ['a deadline', OPEN, expired, { ...OPEN, outcome: expired }],
  ['asking again keeps the costs', { ...OPEN, outcome: ready, spent_cents: 7 }, requested, { ...OPEN, spent_cents: 7 }],
  ['an outcome without a request', undefined, expired, { ...OPEN, source_url: '', outcome: expired }],
])('%s', async (_name, state, event, after) => {
  expect(await log.step({ ...(state && { state }), event, key: 'd' })).toMatchObject({ state: after, events: [] });
});
