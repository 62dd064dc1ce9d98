// Finds the bodies that a lock names: in the world's store, else in the git history of the import's folder.
import type { Problem } from '@nx-air/air';
import type { Host } from '../host.ts';
import type { Place } from '../place.ts';
import { isJsonObject } from '../json-object.ts';
import type { PreviousBody } from './diff.ts';
import { gitHistory } from './git-history.ts';
import type { LockImport } from './lock-world.ts';
import type { LockedDef } from './parse-members.ts';
import { lockedDefKey } from './payload.ts';
import { readStoredBody, VENDOR_DIR } from './vendor-store.ts';

export interface PreviousBodies {
  /** By `kind name`. */
  readonly bodies: ReadonlyMap<string, PreviousBody>;
  /** The locked definitions themselves where only history knows them: a bare hash and AOS list none. */
  readonly defs?: ReadonlyMap<string, LockedDef>;
  /** Why the others are not known; absent when none is missing. */
  readonly reason?: string;
  /** Bodies in the store that are not what their name says. */
  readonly problems: readonly Problem[];
}

const SHORT_COMMIT = 12;

interface Stored {
  readonly bodies: Map<string, PreviousBody>;
  readonly problems: readonly Problem[];
}

/** A lock may name the hash of another definition; its body would explain nothing. */
function readStore(files: Host, place: Place, wanted: readonly LockedDef[]): Stored {
  const bodies = new Map<string, PreviousBody>();
  const problems = wanted.flatMap((def): readonly Problem[] => {
    const key = lockedDefKey(def);
    const stored = readStoredBody(files, place, def.hash);
    if (stored.kind === 'missing') return [];
    const isIt = stored.kind === 'found' && isJsonObject(stored.node) && stored.node['$kind'] === def.kind && stored.node['name'] === def.name;
    if (stored.kind === 'found' && isIt) {
      bodies.set(key, { node: stored.node, from: 'vendored' });
      return [];
    }
    const actual = stored.kind === 'corrupt' ? stored.actual : 'another definition';
    return [{ code: 'vendored_body_corrupt', subject: key, file: stored.file, pointer: '', expected: def.hash, actual }];
  });
  return { bodies, problems };
}

const lackingText = (count: number): string => `${count === 1 ? 'the locked body is' : `${count} locked bodies are`} not in ${VENDOR_DIR}`;

/**
 * Bodies for `wanted`, or for the whole lock when it lists no definitions. Every body has the hash that the lock gives,
 * so it does not matter where it is from; only imports whose sources stand in this repository have a history.
 */
export async function findPreviousBodies(host: Host, place: Place, { source, reading }: LockImport, wanted: readonly LockedDef[]): Promise<PreviousBodies> {
  const lock = reading?.lock;
  if (lock === undefined) return { bodies: new Map(), reason: 'the import has no valid lock', problems: [] };
  const { bodies, problems } = readStore(host, place, wanted);
  const open = new Map(wanted.filter((def) => !bodies.has(lockedDefKey(def))).map((def) => [lockedDefKey(def), def.hash]));
  const bare = lock.defs === undefined;
  if (open.size === 0 && !bare) return { bodies, problems };
  const lacking = bare ? 'the lock lists no definitions' : lackingText(open.size);
  const fail = (reason: string): PreviousBodies => ({ bodies, reason: `${lacking}; ${reason}`, problems });
  if (source === undefined) return fail('the import cannot be found');
  if (source.registry) return fail('a package from a registry has no git history here');
  const history = gitHistory(host, source.root);
  for (;;) {
    const next = await history.next();
    if (next.done === true) return fail(next.value);
    const { commit, nodes, defsHash } = next.value;
    const from = `git ${commit.slice(0, SHORT_COMMIT)}`;
    const whole = defsHash === lock.defsHash;
    for (const node of nodes) {
      const key = lockedDefKey(node);
      if (open.get(key) !== node.hash && !(bare && whole)) continue;
      open.delete(key);
      bodies.set(key, { node: node.node, from });
    }
    if (bare && whole) {
      const defs = nodes.flatMap(({ kind, name, hash }) => (kind === 'manifest' ? [] : [[lockedDefKey({ kind, name }), { kind, name, hash }] as const]));
      return { bodies, defs: new Map(defs), problems };
    }
    if (!bare && open.size === 0) return { bodies, problems };
  }
}
