// Inputs of the targets: which edit makes a task run again.
import { describe, expect, test } from 'vitest';
import { namedInputs, packInputs, peerInputs, type InputParts } from '../src/inputs.ts';
import { globText } from '../src/json-glob.ts';

const world = { kind: 'world', root: 'worlds/a', file: 'worlds/a/aos.sync.json' } as const;
const nothing: InputParts = { airFolders: [], imports: [], isIgnored: (path: string) => path.split('/').includes('vendor'), engine: [], compiler: [], peers: [] };
const JSON_GLOB = '**/*.[jJ][sS][oO][nN]';
const importsOf = (parts: Partial<InputParts>) => namedInputs(world, { ...nothing, ...parts })['airImports'];

describe('namedInputs', () => {
  test('the config, each import root once, what they were found with, the engine last; own definitions apart', () => {
    const imports = [
      { index: 0, kind: 'path' as const, label: 'path ../b', root: 'plan-packs/b', evidence: [] },
      { index: 1, kind: 'path' as const, label: 'path ../b again', root: 'plan-packs/b', evidence: [] },
      { index: 2, kind: 'cargo' as const, label: 'cargo sdk', root: 'crates/sdk/air', evidence: ['crates/sdk/Cargo.toml', 'Cargo.toml'] },
    ];
    expect(namedInputs(world, { ...nothing, airFolders: ['worlds/a/air'], imports, engine: ['{workspaceRoot}/engine/**/*'], compiler: [{ externalDependencies: ['compiler'] }], peers: ['{workspaceRoot}/worlds/peer'] })).toEqual({
      airImports: [
        '{workspaceRoot}/worlds/a/aos.sync.json',
        `{workspaceRoot}/crates/sdk/air/${JSON_GLOB}`,
        `{workspaceRoot}/plan-packs/b/${JSON_GLOB}`,
        '{workspaceRoot}/Cargo.toml',
        '{workspaceRoot}/crates/sdk/Cargo.toml',
        '{workspaceRoot}/engine/**/*',
      ],
      airWorld: ['airImports', `{workspaceRoot}/worlds/a/air/${JSON_GLOB}`],
      airModules: ['airWorld', '{workspaceRoot}/worlds/a/modules/**/*.ts', '!{workspaceRoot}/worlds/a/modules/**/*.test.ts', { externalDependencies: ['compiler'] }],
      airRun: ['airModules', '{workspaceRoot}/worlds/peer', '{workspaceRoot}/worlds/a/scenarios/*/**/*'],
    });
  });

  test('what Nx leaves out of its file index is read from the disk', () => {
    const imports = [
      { index: 0, kind: 'npm' as const, label: 'npm p', root: 'node_modules/p/air', evidence: ['node_modules/p/package.json'] },
      { index: 1, kind: 'path' as const, label: 'path v', root: 'third/vendor/v', evidence: [] },
    ];
    expect(importsOf({ imports })).toEqual([
      '{workspaceRoot}/worlds/a/aos.sync.json',
      { fileset: `{workspaceRoot}/node_modules/p/air/${JSON_GLOB}`, includeIgnored: true },
      `{workspaceRoot}/third/vendor/v/${JSON_GLOB}`,
      { fileset: `{workspaceRoot}/third/vendor/v/${JSON_GLOB}`, includeIgnored: true },
      { fileset: '{workspaceRoot}/node_modules/p/package.json', includeIgnored: true },
    ]);
  });

  test('registry packages are external dependencies, npm ones by their plain name', () => {
    const external = (node: string, ecosystem: 'npm' | 'cargo') => ({ node, ecosystem, packageName: 'p', version: '1.0.0' });
    const imports = [
      { index: 0, kind: 'npm' as const, label: 'npm p', evidence: [], external: external('npm:p', 'npm') },
      { index: 1, kind: 'cargo' as const, label: 'cargo p', evidence: [], external: external('cargo:p@1.0.0', 'cargo') },
    ];
    expect(importsOf({ imports })?.at(-1)).toEqual({ externalDependencies: ['cargo:p@1.0.0', 'p'] });
  });

  test('a world at the workspace root', () => {
    const root = { kind: 'world', root: '.', file: 'aos.sync.json' } as const;
    expect(namedInputs(root, { ...nothing, airFolders: ['air'] })).toEqual({
      airImports: ['{workspaceRoot}/aos.sync.json'],
      airWorld: ['airImports', `{workspaceRoot}/air/${JSON_GLOB}`],
      airModules: ['airWorld', '{workspaceRoot}/modules/**/*.ts', '!{workspaceRoot}/modules/**/*.test.ts'],
      airRun: ['airModules', '{workspaceRoot}/scenarios/*/**/*'],
    });
  });
});

test('a peer brings its definitions, what it imports and its modules, not its scenarios', () => {
  const imports = [{ index: 0, kind: 'path' as const, label: 'path ../b', root: 'plan-packs/b', evidence: [] }];
  expect(peerInputs(world, { ...nothing, airFolders: ['worlds/a/air'], imports })).toEqual([
    '{workspaceRoot}/worlds/a/aos.sync.json',
    `{workspaceRoot}/plan-packs/b/${JSON_GLOB}`,
    `{workspaceRoot}/worlds/a/air/${JSON_GLOB}`,
    '{workspaceRoot}/worlds/a/modules/**/*.ts',
    '!{workspaceRoot}/worlds/a/modules/**/*.test.ts',
  ]);
});

test('a pack reads its definitions and its README', () => {
  expect(packInputs({ kind: 'pack', root: 'plan-packs/[a]', file: 'plan-packs/[a]/defs.air.json' }, [])).toEqual([
    `{workspaceRoot}/plan-packs/[[]a[]]/${JSON_GLOB}`,
    '{workspaceRoot}/plan-packs/[[]a[]]/README.md',
  ]);
});

test.each([
  ['plain/path-1.x', 'plain/path-1.x'],
  ['a*b?c', 'a[*]b[?]c'],
  ['@(x)!{y}', '@[(]x[)]![{]y[}]'],
])('globText(%s)', (path, expected) => {
  expect(globText(path)).toBe(expected);
});
