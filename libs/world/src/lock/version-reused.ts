// A changed body under an unchanged `name@N`: who holds the old one cannot tell them apart.
import type { LoadedNode, PatchOperation, Problem } from '@nx-air/air';
import { parseDefName } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import type { ChangedBody } from './diff.ts';

type Known = Pick<LoadedNode, 'kind' | 'name' | 'json' | 'origin'>;

/** `name@N` with the smallest free version above N among `nodes`. */
export function nextVersion({ kind, name }: { readonly kind: string; readonly name: string }, nodes: readonly Pick<LoadedNode, 'kind' | 'name'>[]): string {
  const parsed = parseDefName(name);
  if (parsed === undefined) return name;
  const taken = new Set(nodes.filter((node) => node.kind === kind).map((node) => node.name));
  for (let version = BigInt(parsed.version) + 1n; ; version += 1n) {
    const candidate = `${parsed.namespace}/${parsed.base}@${version}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Puts the locked body back under its name and the changed one beside it under the next version. */
function besideFix(changed: ChangedBody, authored: Known | undefined, renamed: string): readonly PatchOperation[] | undefined {
  const { previous, origin } = changed;
  if (previous === undefined || authored === undefined) return undefined;
  const next: JsonValue = { ...authored.json, name: renamed };
  if (origin.pointer === '') return [{ op: 'replace', path: '', value: [previous.node, next] }];
  // `/-` appends to the list of definitions that the file is.
  return [
    { op: 'replace', path: origin.pointer, value: previous.node },
    { op: 'add', path: `${origin.pointer.slice(0, origin.pointer.lastIndexOf('/'))}/-`, value: next },
  ];
}

/** One warning a changed definition; a JSON Patch where the locked body is known and the file is this repository's (`own`). */
export function versionReusedProblems(changed: readonly ChangedBody[], nodes: readonly Known[], own: boolean): readonly Problem[] {
  return changed.map((def): Problem => {
    const { kind, name, locked, current, origin } = def;
    const renamed = nextVersion(def, nodes);
    const authored = nodes.find((node) => node.kind === kind && node.name === name);
    const fix = own ? besideFix(def, authored, renamed) : undefined;
    return {
      code: 'version_reused',
      subject: `${kind} ${name}`,
      file: origin.file,
      pointer: origin.pointer === '' ? '/name' : `${origin.pointer}/name`,
      expected: locked,
      actual: current,
      hint: own
        ? `Publish it as \`${renamed}\` and keep \`${name}\` as it was; both can be imported side by side.`
        : `Ask its authors to publish \`${renamed}\`.`,
      ...(fix === undefined ? {} : { fix }),
    };
  });
}

/** The same as errors, for two versions of a pack of this repository. */
export function reusedVersions(before: readonly LoadedNode[], after: readonly LoadedNode[]): readonly Problem[] {
  const known = new Map(before.map((node) => [`${node.kind} ${node.name}`, node]));
  const changed = after.flatMap(({ kind, name, hash, node, origin }): readonly ChangedBody[] => {
    const old = known.get(`${kind} ${name}`);
    return old === undefined || old.hash === hash ? [] : [{ kind, name, locked: old.hash, current: hash, node, origin, previous: { node: old.json, from: 'git' } }];
  });
  return versionReusedProblems(changed, after, true).map((problem) => ({ ...problem, severity: 'error' }));
}
