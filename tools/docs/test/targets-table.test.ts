// The table of targets from a project graph.
import { expect, test } from 'vitest';
import { renderTargets } from '../src/targets-table.ts';

const graph = (nodes: object): string => JSON.stringify({ graph: { nodes } });

const node = (root: string, tag: string, targets: object): object => ({ data: { root, tags: ['other', tag], targets } });

const target = (inputs: readonly unknown[], outputs: readonly string[] = ['{projectRoot}/dist/x.json']): object => ({
  inputs,
  outputs,
  metadata: { description: 'Do it' },
});

const table = (nodes: object): readonly string[] => renderTargets(graph(nodes)).slice(2);

test('one row a target and kind; inputs of all projects together, in a fixed order', () => {
  const rows = table({
    a: node('worlds/a', 'air:world', { merge: target(['{workspaceRoot}/libs/air/src/**/*', '{workspaceRoot}/worlds/a/aos.sync.json']) }),
    b: node('worlds/b', 'air:world', {
      merge: target([
        '{workspaceRoot}/worlds/b/air/**/*.[jJ][sS][oO][nN]',
        '{workspaceRoot}/packs/p/**/*.[jJ][sS][oO][nN]',
        '!{workspaceRoot}/packs/p/dist/**',
        '{workspaceRoot}/packs/p/Cargo.toml',
        { externalDependencies: ['ajv'] },
        { fileset: '{workspaceRoot}/node_modules/n/package.json', includeIgnored: true },
      ]),
    }),
    p: node('packs/p', 'air:pack', { merge: target(['{workspaceRoot}/packs/p/README.md'], []) }),
    other: node('libs/air', 'npm:public', { build: target([]) }),
  });
  expect(rows).toEqual([
    '| `merge` | pack | Do it | `README.md` | none |',
    '| `merge` | world | Do it | `aos.sync.json`; its definitions; definitions of its imports; what names the imported packages: `Cargo.toml`, `package.json`; the engine | `dist/x.json` |',
  ]);
});

test('an input of a new kind is shown as it is', () => {
  const [row] = table({ a: node('w', 'air:world', { lock: target(['{workspaceRoot}/other/*.toml', { env: 'CI' }]) }) });
  expect(row).toContain('`{"env":"CI"}`; `{workspaceRoot}/other/*.toml`');
});

test('no project, no row', () => expect(table({})).toEqual([]));
