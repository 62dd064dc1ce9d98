// A change of the manifest while instances run: 10.21.
import { describe, expect, test } from 'vitest';
import type { MergedManifest } from '@nx-air/air';
import { awaitReceipt, chain, end, plan, text, timer } from '../support/plan.ts';
import { checkReplay, fired, run, type Run } from '../support/run.ts';
import { world, type Json, type WorldParts } from '../support/world.ts';

const go = { event: 'w/Go@1', plan: 'w/core_main@1' };
/** Two timers in a row; ends with the given word. */
const version = (word: string, parts: WorldParts = {}): Promise<MergedManifest> => {
  const steps = [timer('t'), awaitReceipt('x', 't_handle'), timer('u'), awaitReceipt('y', 'u_handle'), end('e', { text: word })];
  return world({ schemas: { Go: { record: { id: { text: {} } } }, Out: { text: {} } }, nodes: [plan(steps, chain('t', 'x', 'u', 'y', 'e'), { output: 'w/Out@1' })], triggers: [go], ...parts });
};
const ends = (ran: Run): readonly string[] => {
  checkReplay(ran);
  return ran.lines().split('\n').flatMap((line) => (line.startsWith('plan_ended') ? [line.replace(/^.* status=/, '')] : []));
};
const drain = async (ran: Run): Promise<void> => {
  while (ran.kernel.outbox().length > 0) await ran.answer(fired());
};

test('running instances keep their definitions, later triggers use the new ones', async () => {
  const ran = await run(await version('old'));
  await ran.event('w/Go@1', { id: 'a' });
  const next = await version('new');
  const change = await ran.kernel.changeManifest(next);
  expect(change).toMatchObject({ status: 'accepted', derived: [] });
  await ran.event('w/Go@1', { id: 'b' });
  await drain(ran);
  expect(ends(ran)).toEqual(['ok result=old', 'ok result=new']);
  expect(ran.kernel.state.manifest).toBe(next.manifestHash);
});

test('grants and policy are the current ones: revocation reaches running instances', async () => {
  const ran = await run(await version('old'));
  await ran.event('w/Go@1', { id: 'a' });
  await ran.kernel.changeManifest(await version('old', { policy: [{ when: {}, decision: 'deny' }] }));
  await ran.answer(fired());
  expect(ends(ran)).toEqual(['error error={code: policy_denied, message: rule 0 of w/policy@1 denies timer.set through timer by w/core_main@1, step: u}']);
});

test('a grant that is taken away', async () => {
  const ran = await run(await version('old'));
  await ran.event('w/Go@1', { id: 'a' });
  await ran.kernel.changeManifest(await version('old', { grants: [] }));
  expect(ran.kernel.outbox()[0]?.capParams).toBeUndefined();
  await ran.answer(fired());
  expect(ends(ran)[0]).toContain('cap_denied');
});

test('a plan that is gone: its instances run to the end', async () => {
  const ran = await run(await version('old'));
  await ran.event('w/Go@1', { id: 'a' });
  await ran.kernel.changeManifest(await world({ schemas: { Go: { record: { id: { text: {} } } }, Out: { text: {} } }, nodes: [] }));
  await ran.event('w/Go@1', { id: 'b' });
  await drain(ran);
  expect(ends(ran)).toEqual(['ok result=old']);
});

test('ids do not depend on the manifest', async () => {
  const [left, right] = [await run(await version('old')), await run(await version('new'))];
  for (const ran of [left, right]) await ran.event('w/Go@1', { id: 'a' });
  expect([...left.kernel.state.instances.keys()]).toEqual([...right.kernel.state.instances.keys()]);
  expect(left.kernel.outbox()[0]?.intentId).toBe(right.kernel.outbox()[0]?.intentId);
});

describe('refused and not journaled', () => {
  const broken = (manifest: MergedManifest, change: (manifest: Json) => Json): MergedManifest => ({ ...manifest, manifest: change(manifest.manifest) as never });
  test.each<[string, () => Promise<MergedManifest>, string]>([
    ['the same manifest', () => version('old'), 'unchanged'],
    ['of another world', () => version('new', { id: 'v' }), 'bad_manifest'],
    ['not of its hash', async () => ({ ...(await version('new')), manifestHash: (await version('x')).manifestHash }), 'bad_manifest'],
    ['changed after hashing', async () => broken(await version('new'), (manifest) => ({ ...manifest, triggers: [] })), 'bad_manifest'],
    ['a trigger of a plan that is not there', () => version('new', { triggers: [{ ...go, plan: 'w/core_none@1' }] }), 'bad_manifest'],
    ['a grant of a cap that is not there', () => version('new', { grants: [{ name: 'timer', cap: 'w/none@1', params: { record: {} } }] }), 'bad_manifest'],
    ['grant parameters of another type', () => version('new', { grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: { x: text('y') } } }] }), 'bad_manifest'],
  ])('%s', async (_name, next, code) => {
    const ran = await run(await version('old'));
    await ran.event('w/Go@1', { id: 'a' });
    const before = ran.records().length;
    expect(await ran.kernel.changeManifest(await next())).toMatchObject({ status: 'refused', code });
    expect(ran.records()).toHaveLength(before);
    await drain(ran);
    expect(ends(ran)).toEqual(['ok result=old']);
  });
});
