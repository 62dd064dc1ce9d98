// A tree of parents and children as indented lines.
import type { TreeNode, TreeSpawn } from './instance-tree.ts';

/** Children of one step that are shown one by one: those that run or failed first. */
const MOST_CHILDREN = 12;
const MOST_NAMED = 3;

export interface TreeLine {
  readonly depth: number;
  readonly text: string;
  readonly state: TreeNode['state'] | 'spawn';
}

export function treeLines(nodes: readonly TreeNode[], depth = 0): readonly TreeLine[] {
  return nodes.flatMap((node) => [{ depth, text: nodeText(node), state: node.state }, ...node.spawns.flatMap((spawn) => spawnLines(spawn, depth + 1))]);
}

function nodeText({ plan, instance, state, index, waitsFor }: TreeNode): string {
  const named = waitsFor.slice(0, MOST_NAMED).map((child) => `${child.index === undefined ? '' : `${child.index} `}${child.instance}`);
  const more = waitsFor.length > MOST_NAMED ? ` and ${waitsFor.length - MOST_NAMED} more` : '';
  const waits = waitsFor.length === 0 ? '' : `, waits for ${waitsFor.length === 1 ? 'child' : 'children'} ${named.join(', ')}${more}`;
  return `${index === undefined ? '' : `${index} `}${plan} ${instance} ${state === 'running' ? 'running' : state === 'ok' ? 'ended ok' : 'ended in error'}${waits}`;
}

function spawnLines({ step, plan, count, ended, children }: TreeSpawn, depth: number): readonly TreeLine[] {
  const rank = { running: 0, error: 1, ok: 2 } as const;
  const chosen = new Set([...children].sort((left, right) => rank[left.state] - rank[right.state]).slice(0, MOST_CHILDREN));
  const hidden = count - chosen.size;
  return [
    { depth, text: `${step}: ${ended} of ${count} ${plan} ended`, state: 'spawn' },
    ...treeLines(children.filter((child) => chosen.has(child)), depth + 1),
    ...(hidden > 0 ? [{ depth: depth + 1, text: `${hidden} more`, state: 'spawn' as const }] : []),
  ];
}
