// What is known of definitions that could not be loaded, and which names it explains.
import { encodeUtf8 } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { loadFile, mayBeUnread, type NodeKind, type UnreadDef } from '../src/index.ts';

const load = (text: string): readonly UnreadDef[] => loadFile('a.json', encodeUtf8(text)).unread;
const plan = (more: string): string => `{ "$kind": "defplan", "name": "t/p@1", "input": "t/A@1", "steps": [{ "id": "e", "op": "end" }]${more} }`;

describe('definitions with an error', () => {
  const rows: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['a sound one is read', plan(''), []],
    ['kind and name', '{ "$kind": "defplan", "name": "t/p@1" }', [{ kind: 'defplan', name: 't/p@1' }]],
    ['a name that is none', '{ "$kind": "defplan", "name": "p" }', [{ kind: 'defplan' }]],
    ['the effect kind', '{ "$kind": "defeffect", "name": "t/e@1", "kind": "mail.send" }', [{ kind: 'defeffect', name: 't/e@1', effect: 'mail.send' }]],
    ['an unknown kind', '{ "$kind": "defplant", "n": 1 }', [{ text: '{"$kind":"defplant","n":1}' }]],
    ['no object', '[[1]]', [{ text: '[1]' }]],
    ['no JSON', '{ "$kind"', [{ text: '{ "$kind"' }]],
  ];
  it.each(rows)('%s', (_what, text, expected) => expect(load(text)).toEqual(expected));

  it('are drafts where a member too many is wrong, or what stands in steps', () => {
    const draftOf = (more: string): string | undefined => load(plan(more))[0]?.draft?.name;
    expect(draftOf(', "invariants": []')).toBe('t/p@1');
    expect(draftOf(', "owner": "me", "invariants": []')).toBe('t/p@1');
    expect(draftOf(', "edgs": []')).toBeUndefined();
    expect(draftOf(', "owner": "me", "edges": 1')).toBeUndefined();
    expect(load('{ "$kind": "defplan", "name": "t/p@1", "input": "t/A@1", "steps": [{ "id": "e", "op": "end", "owner": "me" }] }')[0]?.draft?.name).toBe('t/p@1');
    expect(load('{ "$kind": "defschema", "name": "t/A@1", "type": { "text": {} }, "owner": 1, "owner": 2 }')[0]?.draft).toBeUndefined();
  });
});

describe('a name may be that of an unread definition', () => {
  const defs = load('[{ "$kind": "defplan", "name": "t/p@1" }, { "$kind": "defeffect", "name": "t/e@1", "kind": "mail.send" }, { "$kind": "defcap", "name": "cap" }, { "$kind": "?", "name": "t/x@1" }]');
  const rows: readonly (readonly [NodeKind | 'effect', string, boolean])[] = [
    ['defplan', 't/p@1', true],
    ['defplan', 't/q@1', false],
    ['defschema', 't/p@1', false],
    ['effect', 'mail.send', true],
    ['effect', 'mail.get', false],
    ['defeffect', 't/e@1', true],
    ['defcap', 't/any@1', true],
    ['defschema', 't/x@1', true],
    ['defschema', 't/y@1', false],
  ];
  it.each(rows)('%s %s: %s', (kind, name, expected) => expect(mayBeUnread({ anything: false, defs }, kind, name)).toBe(expected));
  it('or of anything where something is missing altogether', () => expect(mayBeUnread({ anything: true, defs: [] }, 'defplan', 't/q@1')).toBe(true));
});
