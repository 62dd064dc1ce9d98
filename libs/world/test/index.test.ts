// The public names of both entries.
import { expect, test } from 'vitest';
import * as graph from '../src/graph.ts';
import * as world from '../src/index.ts';

test('main entry', () => {
  expect(Object.keys(world).sort()).toMatchInlineSnapshot(`
    [
      "SYNC_CONFIG_NAME",
      "WorldError",
      "collectDefs",
      "collectFolder",
      "configFileOf",
      "createResolveCache",
      "findProjectFolder",
      "findProjects",
      "importedFile",
      "loadPack",
      "loadWorld",
      "memoryHost",
      "nodeHost",
      "packName",
      "readSyncConfig",
      "readWorkspace",
      "repositoryRoot",
      "resolveImport",
      "sourceLabel",
      "specPointer",
      "specSubject",
      "specTarget",
    ]
  `);
});

test('graph entry', () => {
  expect(Object.keys(graph).sort()).toMatchInlineSnapshot(`
    [
      "SYNC_CONFIG_NAME",
      "createResolveCache",
      "findProjects",
      "nameProjects",
      "nodeFiles",
      "readWorkspace",
      "readWorldGraph",
      "readWorldImports",
    ]
  `);
});
