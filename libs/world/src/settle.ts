// One definition a name: equal copies become one with several origins, different ones are a conflict.
import type { LoadedNode, Origin, Problem } from '@nx-air/air';
import { joinPointer } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { firstDifference } from './first-difference.ts';

export interface SettledDef {
  /** The first copy in the order given: the world's own before imports, imports in their order. */
  readonly node: LoadedNode;
  /** Every copy, the winner first. */
  readonly origins: readonly Origin[];
}

export interface Settled {
  /** Sorted by kind, then name. Of conflicting definitions only the first is kept. */
  readonly defs: readonly SettledDef[];
  readonly problems: readonly Problem[];
}

/** Where a definition comes from, in the user's words: `the world`, `path ../packs`. */
export type LabelOf = (origin: Origin) => string;

export const defSubject = ({ kind, name }: Pick<LoadedNode, 'kind' | 'name'>): string => (kind === 'manifest' ? kind : `${kind} ${name}`);

// The world's own copy first, then by place: the order of imports must not show in findings.
const byPlace = (a: LoadedNode, b: LoadedNode): number =>
  Number(a.origin.import !== undefined) - Number(b.origin.import !== undefined) ||
  compareText(a.origin.file, b.origin.file) ||
  compareText(a.origin.pointer, b.origin.pointer);

function conflicts(copies: readonly LoadedNode[], labelOf: LabelOf): readonly Problem[] {
  // What could not be read as a whole differs from every other copy.
  const [first, ...others] = copies.filter(({ gaps }) => gaps === undefined).sort(byPlace);
  if (first === undefined) return [];
  const seen = new Set<string>([first.hash]);
  return others.flatMap((other): readonly Problem[] => {
    if (seen.has(other.hash)) return [];
    seen.add(other.hash);
    const difference = firstDifference(first.node, other.node) ?? { pointer: '', left: first.hash, right: other.hash };
    return [
      {
        code: 'duplicate_definition',
        subject: defSubject(first),
        file: first.origin.file,
        pointer: first.origin.pointer + difference.pointer,
        actual: `${difference.left} in ${labelOf(first.origin)}`,
        expected: `${difference.right} in ${labelOf(other.origin)}`,
        related: [
          {
            file: other.origin.file,
            pointer: other.origin.pointer + difference.pointer,
            note: `${difference.pointer === '' ? 'the definition' : difference.pointer} differs in ${labelOf(other.origin)}`,
          },
        ],
      },
    ];
  });
}

/** Names of one kind that differ only in case: legal, and a trap on the next rename. */
function caseClashes(defs: readonly SettledDef[]): readonly Problem[] {
  const byFolded = new Map<string, LoadedNode>();
  return defs.flatMap(({ node }): readonly Problem[] => {
    const folded = `${node.kind} ${node.name.toLowerCase()}`;
    const other = byFolded.get(folded);
    byFolded.set(folded, other ?? node);
    if (other === undefined) return [];
    const related = [{ file: other.origin.file, pointer: joinPointer(other.origin.pointer, 'name'), note: other.name }];
    const { file, pointer } = node.origin;
    return [{ code: 'name_case_clash', subject: defSubject(node), file, pointer: joinPointer(pointer, 'name'), actual: node.name, related }];
  });
}

/** Settles nodes given in order of precedence; manifests are left out. */
export function settleDefinitions(nodes: Iterable<LoadedNode>, labelOf: LabelOf): Settled {
  const copies = new Map<string, LoadedNode[]>();
  const problems: Problem[] = [];
  for (const node of nodes) {
    if (node.kind === 'manifest') continue;
    const key = `${node.kind} ${node.name}`;
    const known = copies.get(key);
    if (known === undefined) copies.set(key, [node]);
    else known.push(node);
  }
  const defs: SettledDef[] = [];
  for (const found of copies.values()) {
    const [node] = found;
    if (node === undefined) continue;
    problems.push(...conflicts(found, labelOf));
    defs.push({ node, origins: found.filter(({ hash }) => hash === node.hash).map(({ origin }) => origin) });
  }
  defs.sort((a, b) => compareText(a.node.kind, b.node.kind) || compareText(a.node.name, b.node.name));
  return { defs, problems: [...problems, ...caseClashes(defs)] };
}
