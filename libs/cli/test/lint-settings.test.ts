// Lints in `air check`: as warnings, at the levels of nx.json and `--lint`, and slots against the lock.
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { SAMPLE_PACK, SAMPLE_WORLD, schema } from './sample-world.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

const STEP = { id: 'tell', op: 'emit_effect', kind: 'blob.put', params: { record: { blob_ref: { null: {} }, bytes: { bytes_b64: '' } } }, cap: 'cap_blob', bind: { effect_id_as: 'told' } };
const pack = (step: object = STEP): TempFiles => ({
  ...SAMPLE_PACK,
  'plan-packs/p/defs.air.json': { json: [schema('p/B@1'), { $kind: 'defplan', name: 'p/core_tell@1', input: 'p/B@1', steps: [step] }] },
});
const codes = (out: string): readonly string[] => [...out.matchAll(/ (error|warning) (missing_idempotency_key|unused_suppression)$/gmu)].map(([, level, code]) => `${level} ${code}`);
const nx = (lints: unknown): TempFiles => ({ 'nx.json': { json: { plugins: [{ plugin: 'nx-air', options: { lints } }, 'other'] } } });
const check = async (files: TempFiles, ...more: readonly string[]) => air(tempRepo(files), ['check', 'plan-packs/p', ...more]);

describe('air check', () => {
  it('warns', async () => {
    const { out } = await check(pack());
    expect(codes(out)).toEqual(['warning missing_idempotency_key']);
  });

  it('takes levels from the command line', async () => {
    expect(codes((await check(pack(), '--lint', 'missing_idempotency_key=error', 'late_wait=off')).out)).toEqual(['error missing_idempotency_key']);
    expect(codes((await check(pack(), '--lint', 'missing_idempotency_key=off')).out)).toEqual([]);
  });

  it('takes levels from nx.json, the command line first', async () => {
    const files = { ...pack(), ...nx({ missing_idempotency_key: 'error' }) };
    expect(codes((await check(files)).out)).toEqual(['error missing_idempotency_key']);
    expect(codes((await check(files, '--lint', 'missing_idempotency_key=warning')).out)).toEqual(['warning missing_idempotency_key']);
  });

  it('takes a reason at the step', async () => {
    expect(codes((await check(pack({ ...STEP, $comment: 'air:allow missing_idempotency_key — the content is its own name' }))).out)).toEqual([]);
  });

  const wrong: readonly (readonly [string, TempFiles, readonly string[], string])[] = [
    ['a lint that is none', {}, ['--lint', 'late_wiat=off'], '`--lint`: `late_wiat` is no lint. Did you mean `late_wait`?'],
    ['no level', {}, ['--lint', 'late_wait'], '`--lint late_wait` has no level. Write `--lint late_wait=error`, or `=warning`, or `=off`.'],
    ['a level that is none', {}, ['--lint', 'late_wait=of'], '`--lint`: `of` is no level of the lint late_wait. Did you mean `off`?'],
    ['a lint in nx.json that is none', nx({ late_wiat: 'off' }), [], 'nx.json: nx-air: option "lints": `late_wiat` is no lint. Did you mean `late_wait`?'],
    ['lints in nx.json that are no object', nx(['late_wait']), [], 'nx.json: nx-air: option "lints" is not an object. Write "lints": { "late_wait": "error" }.'],
  ];
  it.each(wrong)('refuses %s', async (_what, files, argv, message) => {
    const { exitCode, err } = await check({ ...pack(), ...files }, ...argv);
    expect([exitCode, err]).toEqual([1, `air: bad_value: ${message}\n`]);
  });

  it('compares the slots of an import with its lock', async () => {
    const zero = `sha256:${'0'.repeat(64)}`;
    const lock = (slots: readonly string[]) => ({
      scheme: 1, source: 'path', path: '../../plan-packs/p', defs_hash: zero, request: { path: '../../plan-packs/p' },
      authority: { effects: [], cap_slots: slots, secrets: [], events: [] }, defs: {},
    });
    const world = (slots: readonly string[]): TempFiles => ({
      ...SAMPLE_WORLD, ...pack(), 'worlds/w/aos.sync.json': { json: { version: 1, id: 'w', air: { imports: [{ path: '../../plan-packs/p', lock: lock(slots) }] } } },
    });
    const about = async (slots: readonly string[]) => (await air(tempRepo(world(slots)), ['check', 'worlds/w'])).out;
    expect(await about(['cap_blob'])).not.toContain('slot_drift');
    expect(await about(['cap_store'])).toContain('expected the slots cap_store, found the slots cap_blob');
  });
});
