// The table of targets from a project graph.
import { expect, test } from 'vitest';
import { renderTargets } from '../src/targets-table.ts';

const graph = (nodes: object): string => JSON.stringify({ graph: { nodes } });

const node = (root: string, tag: string, targets: object): object => ({ data: { root, tags: ['other', tag], targets } });

const target = (inputs: readonly unknown[], outputs: readonly string[] = ['{projectRoot}/dist/x.json']): object => ({
  inputs,
  outputs,
  cache: true,
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
    '| `merge` | pack | Do it | `README.md` | none | yes |',
    '| `merge` | world | Do it | `aos.sync.json`; its definitions; definitions of its imports; `Cargo.toml` and `package.json` of its imports; the engine | `{projectRoot}/dist/x.json` | yes |',
  ]);
});

test('an input of a new kind is shown as it is', () => {
  const [row] = table({ a: node('w', 'air:world', { lock: target(['{workspaceRoot}/other/*.toml', { env: 'CI' }, { runtime: 'node mode.mjs' }, { input: 'x' }]) }) });
  expect(row).toContain('| `{"input":"x"}`; `{workspaceRoot}/other/*.toml`; the output of `node mode.mjs`; the variable `CI` |');
});

test.each([
  ['{projectRoot}/dist/a.json', '{projectRoot}/dist/a.json'],
  ['{workspaceRoot}/dist/{projectRoot}/a.json', 'dist/{projectRoot}/a.json'],
])('output %s', (output, shown) => {
  expect(table({ a: node('w', 'air:world', { lock: target([], [output]) }) })[0]).toContain(`| \`${shown}\` |`);
});

test('a target without cache says so', () => {
  expect(table({ a: node('w', 'air:world', { lock: { outputs: [] } }) })).toEqual(['| `lock` | world |  |  | none | no |']);
});

test('no project, no row', () => expect(table({})).toEqual([]));

test('what is named after a scenario or a project is one row', () => {
  const atom = target(['{workspaceRoot}/w/journals/*', '{workspaceRoot}/dist/{projectRoot}/smoke.json', { dependentTasksOutputFiles: '**/*.json' }]);
  expect(table({ a: node('w', 'air:world', { 'smoke--late': atom, 'smoke--early': atom }) })).toEqual([
    '| `smoke--<scenario>` | world | Do it | `journals/*`; results of other targets | `{projectRoot}/dist/x.json` | yes |',
  ]);
});

test('a named input may name another; what is below scenarios is not told twice', () => {
  const at = '{workspaceRoot}/worlds/a/';
  const namedInputs = { airWorld: [`${at}aos.sync.json`, `${at}air/**/*.json`], airRun: ['airWorld', `${at}scenarios/*/**/*`] };
  expect(table({ a: { data: { root: 'worlds/a', tags: ['air:world'], namedInputs, targets: { smoke: target(['airRun', `${at}scenarios/**/*`]) } } } })).toEqual([
    '| `smoke` | world | Do it | `aos.sync.json`; its definitions; `scenarios/**/*` | `{projectRoot}/dist/x.json` | yes |',
  ]);
});

test('parts of a gate are one row, with what their named input stands for', () => {
  const at = '{workspaceRoot}/worlds/a/';
  const part = (name: string): object => target(['airRun', `${at}scenarios/${name}.scenario.json`, `${at}journals/${name}.journal`, `${at}journals/${name}.*.journal`, `${at}journals/*.objects`], [`{workspaceRoot}/dist/{projectRoot}/replay-parity/${name}`]);
  const whole = { data: { root: 'worlds/a', tags: ['air:world'], namedInputs: { airRun: [`${at}aos.sync.json`, `${at}scenarios/*/**/*`] }, targets: { 'replay-parity--one': part('one'), 'replay-parity--two': part('two') } } };
  expect(table({ a: whole })).toEqual([
    '| `replay-parity--<scenario>` | world | Do it | `aos.sync.json`; `journals/*.objects`; `journals/<scenario>*.journal`; `scenarios/*/**/*`; `scenarios/<scenario>.scenario.json` | `dist/{projectRoot}/replay-parity/<scenario>` | yes |',
  ]);
});
