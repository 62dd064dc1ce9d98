// Nodes for packages from registries.
import { expect, test } from 'vitest';
import { externalNodesOf } from '../src/external-nodes.ts';

test('one node a package, with the checksum where there is one', () => {
  const cargo = { node: 'cargo:p@1.0.0', ecosystem: 'cargo', packageName: 'p', version: '1.0.0', hash: 'abc' } as const;
  const npm = { node: 'npm:q', ecosystem: 'npm', packageName: 'q', version: '2.0.0' } as const;
  const imports = [cargo, npm, cargo].map((external, index) => ({ index, kind: external.ecosystem, label: 'i', evidence: [], external }));
  expect(externalNodesOf([...imports, { index: 3, kind: 'path', label: 'path', evidence: [] }])).toEqual({
    'cargo:p@1.0.0': { type: 'cargo', name: 'cargo:p@1.0.0', data: { version: '1.0.0', packageName: 'p', hash: 'abc' } },
    'npm:q': { type: 'npm', name: 'npm:q', data: { version: '2.0.0', packageName: 'q' } },
  });
});
