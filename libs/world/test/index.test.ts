// The public names of both entries.
import { expect, test } from 'vitest';
import * as graph from '../src/graph.ts';
import * as world from '../src/index.ts';

test('main entry', () => {
  expect(Object.keys(world).sort()).toMatchInlineSnapshot(`
    [
      "AOS_FIELDS",
      "AUTHORITY_KEYS",
      "CI_VARIABLES",
      "LOCK_MODES",
      "LOCK_SCHEME",
      "LOCK_STATES",
      "NO_AUTHORITY",
      "SYNC_CONFIG_NAME",
      "VENDOR_DIR",
      "WorldError",
      "applyLockEdits",
      "authorityBeyond",
      "authorityDiff",
      "authorityOf",
      "authorityText",
      "changeText",
      "changedDefs",
      "collectDefs",
      "collectFolder",
      "configFileOf",
      "createResolveCache",
      "currentLock",
      "detectCi",
      "diffDefs",
      "diffWorldLocks",
      "fieldChanges",
      "findProjectFolder",
      "findProjects",
      "gainedAuthority",
      "hasAuthority",
      "importName",
      "importProblems",
      "importedFile",
      "loadPack",
      "loadWorld",
      "lockCommands",
      "lockProblems",
      "lockedDefKey",
      "memoryHost",
      "modeLine",
      "modeProblems",
      "newLock",
      "nodeHost",
      "packName",
      "parseLock",
      "payloadJson",
      "planLockWrite",
      "planVendor",
      "readLocks",
      "readStoredBody",
      "readSyncConfig",
      "readWorkspace",
      "repositoryRoot",
      "resolveImport",
      "resolveLockMode",
      "severityOf",
      "sourceLabel",
      "specPointer",
      "specSubject",
      "specTarget",
      "verdict",
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
