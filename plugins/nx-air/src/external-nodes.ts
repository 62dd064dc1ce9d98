// Graph nodes for imports from a registry; where a lockfile already made one, Nx's own node replaces it.
import type { ProjectGraphExternalNode } from '@nx/devkit';
import type { ImportFacts } from './import-facts.ts';

/** By node name. */
export function externalNodesOf(imports: readonly ImportFacts[]): Record<string, ProjectGraphExternalNode> {
  const nodes = new Map<string, ProjectGraphExternalNode>();
  for (const { external } of imports) {
    if (external === undefined) continue;
    const { node, ecosystem, packageName, version, hash } = external;
    nodes.set(node, {
      type: ecosystem,
      name: node,
      data: { version, packageName, ...(hash === undefined ? {} : { hash }) },
    });
  }
  return Object.fromEntries(nodes);
}
