// Edges: which project or package a world's imports lead to.
import type { ProjectConfiguration } from '@nx/devkit';
import { DependencyType } from '@nx/devkit';
import { describe, expect, test } from 'vitest';
import { dependenciesOf } from '../src/dependencies.ts';
import type { ImportFacts } from '../src/import-facts.ts';
import { projectMetadata } from '../src/metadata.ts';

function project(kind: 'world' | 'pack', root: string, ...imports: Partial<ImportFacts>[]): ProjectConfiguration {
  const file = `${root}/${kind === 'world' ? 'aos.sync.json' : 'defs.air.json'}`;
  const full = imports.map((entry, index) => ({ index, kind: 'path' as const, label: `import ${index}`, evidence: [], ...entry }));
  return { root, metadata: projectMetadata({ kind, root, file }, full) };
}

function edges(projects: Record<string, ProjectConfiguration>, externals: readonly string[] = []): string[] {
  const externalNodes = Object.fromEntries(
    externals.map((name) => [name as `npm:${string}`, { type: 'npm' as const, name: name as `npm:${string}`, data: { version: '1.0.0', packageName: name } }]),
  );
  return dependenciesOf({ projects, externalNodes }).map((edge) => {
    const from = edge.sourceFile === undefined ? '' : ` (${edge.sourceFile})`;
    return `${edge.source} -> ${edge.target} ${edge.type}${from}`;
  });
}

const p1 = project('pack', 'crates/sdk/air/exports/plan-packs/p1');
const p2 = project('pack', 'crates/sdk/air/exports/plan-packs/p2');

describe('dependenciesOf', () => {
  test('a root that is one pack', () => {
    const w = project('world', 'worlds/w', { root: p1.root });
    expect(edges({ w, p1, p2 })).toEqual(['w -> p1 static (worlds/w/aos.sync.json)']);
  });

  test('a folder inside a pack belongs to the pack', () => {
    const w = project('world', 'worlds/w', { root: `${p1.root}/more` });
    expect(edges({ w, p1 })).toEqual(['w -> p1 static (worlds/w/aos.sync.json)']);
  });

  test('a larger root without a project: every pack below it', () => {
    const w = project('world', 'worlds/w', { root: 'crates/sdk/air' });
    expect(edges({ w, p1, p2 })).toEqual(['w -> p1 static (worlds/w/aos.sync.json)', 'w -> p2 static (worlds/w/aos.sync.json)']);
  });

  test('a larger root in a project: the project, which depends on its packs', () => {
    const w = project('world', 'worlds/w', { root: 'crates/sdk/air' });
    expect(edges({ w, p1, p2, sdk: { root: 'crates/sdk' } })).toEqual([
      'sdk -> p1 implicit',
      'sdk -> p2 implicit',
      'w -> sdk static (worlds/w/aos.sync.json)',
    ]);
  });

  test('the workspace root is nobody’s import', () => {
    const w = project('world', 'worlds/w', { root: 'shared/defs' });
    expect(edges({ w, repo: { root: '.' } })).toEqual([]);
  });

  test('a folder with the same beginning is another folder', () => {
    const w = project('world', 'worlds/w', { root: 'packs/core' });
    expect(edges({ w, other: { root: 'packs/core-old' } })).toEqual([]);
  });

  test('worlds that import each other, and a world that imports itself', () => {
    const a = project('world', 'worlds/a', { root: 'worlds/b/air' }, { root: 'worlds/a/air' });
    const b = project('world', 'worlds/b', { root: 'worlds/a/air' });
    expect(edges({ a, b })).toEqual(['a -> b static (worlds/a/aos.sync.json)', 'b -> a static (worlds/b/aos.sync.json)']);
  });

  test('external nodes that exist, one edge for two imports', () => {
    const external = { node: 'npm:p', ecosystem: 'npm', packageName: 'p', version: '1.0.0' } as const;
    const w = project('world', 'worlds/w', { external }, { external }, { external: { ...external, node: 'npm:gone' } });
    expect(edges({ w }, ['npm:p'])).toEqual(['w -> npm:p static (worlds/w/aos.sync.json)']);
  });

  test('projects of other plugins, and metadata of another shape, have no edges', () => {
    const odd = { root: 'x', metadata: { air: { kind: 'world', file: 3, imports: 'none' } } };
    expect(edges({ lib: { root: 'libs/l' }, odd })).toEqual([]);
  });
});

test('edge types are the values of Nx’s enum', () => {
  expect([DependencyType.static, DependencyType.implicit]).toEqual(['static', 'implicit']);
});
