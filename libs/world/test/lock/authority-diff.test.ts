// Authority gained and lost against what a lock accepts.
import { expect, it } from 'vitest';
import type { LockReading } from '../../src/index.ts';
import { NO_AUTHORITY } from '../../src/index.ts';
import { authorityDiff, changesAuthority } from '../../src/lock/authority-diff.ts';
import type { LockImport } from '../../src/lock/lock-world.ts';
import { parseLock } from '../../src/lock/parse.ts';
import { currentLock, payloadJson } from '../../src/lock/payload.ts';
import { defs, emit, pathSource, pathSpec, plan, raise, schema } from './lock-facts.ts';

const before = defs(plan('a/p@1', emit('http.request', 'net'), raise('a/Old@1')));
const after = defs(plan('a/p@1', emit('http.request', 'net'), emit('llm.generate', 'llm'), raise('a/New@1')), { $kind: 'defsecret', name: 'a/key@1', binding_id: 'b' });

const locked = (content: typeof before): LockReading => parseLock(payloadJson(currentLock(pathSpec, pathSource, content)));

function diff(content: typeof before | undefined, reading: LockReading | undefined): ReturnType<typeof authorityDiff> {
  const found = content === undefined ? {} : { defs: { ...content, source: pathSource, files: [], texts: new Map(), problems: [] } as unknown as NonNullable<LockImport['defs']> };
  return authorityDiff({ ...(reading === undefined ? {} : { reading }), ...found });
}

it('what came and what went', () => {
  expect(diff(after, locked(before))).toEqual({
    gained: { effects: ['llm.generate'], capSlots: ['llm'], secrets: ['a/key@1'], events: ['a/New@1'] },
    lost: { effects: [], capSlots: [], secrets: [], events: ['a/Old@1'] },
  });
});

it.each([
  ['the same content', before, locked(before), false],
  ['content without authority, as locked', defs(schema('a/A@1')), locked(defs(schema('a/A@1'))), false],
  ['an import without lock: locking accepts it as a whole', before, undefined, false],
  ['an import without content', undefined, locked(before), false],
  ['a bare hash of this content', before, parseLock(before.defsHash), false],
  ['a bare hash of other content', after, parseLock(before.defsHash), true],
  ['only losses', before, locked(after), true],
])('%s', (_name, content, reading, expected) => {
  expect(changesAuthority(diff(content, reading))).toBe(expected);
});

it('losses ask for nothing', () => {
  const less = defs(schema('a/A@1'));
  expect(diff(less, locked(before)).gained).toEqual(NO_AUTHORITY);
});
