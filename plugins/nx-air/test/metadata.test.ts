// Metadata: written by inference, read back when edges are drawn.
import { describe, expect, test } from 'vitest';
import { describeImport, resolutionOf } from '../src/import-facts.ts';
import { projectMetadata, readMetadata } from '../src/metadata.ts';
import { workspacePath } from '../src/workspace-path.ts';

const external = { node: 'npm:p', ecosystem: 'npm', packageName: 'p', version: '1.0.0' } as const;
const facts = { index: 0, kind: 'npm' as const, label: 'npm p', evidence: [], version: '1.0.0' };

describe('projectMetadata', () => {
  test('reads back what it wrote', () => {
    const world = { kind: 'world', root: 'worlds/w', file: 'worlds/w/aos.sync.json' } as const;
    const written = projectMetadata(world, [{ ...facts, root: 'node_modules/p', external }, facts]);
    expect(written.description).toBe('AIR world, 2 imports');
    expect(readMetadata(written)).toEqual({ kind: 'world', file: world.file, imports: [{ root: 'node_modules/p', external: 'npm:p' }, {}] });
  });

  test('survives the way through JSON, as between plugin workers', () => {
    const pack = projectMetadata({ kind: 'pack', root: 'p', file: 'p/defs.air.json' }, []);
    expect(readMetadata(JSON.parse(JSON.stringify(pack)))).toEqual({ kind: 'pack', file: 'p/defs.air.json', imports: [] });
  });

  test.each([undefined, null, {}, { air: null }, { air: { kind: 'other', file: 'x', imports: [] } }, { air: { kind: 'pack', imports: [] } }, { air: { kind: 'pack', file: 'x' } }])(
    'metadata of others: %j',
    (metadata) => {
      expect(readMetadata(metadata)).toBeUndefined();
    },
  );
});

test.each([
  [{ ...facts, root: 'packs/p' }, 'npm p 1.0.0 at packs/p'],
  [{ ...facts, external }, 'npm p 1.0.0 not in this workspace npm:p'],
  [{ index: 0, kind: 'path' as const, label: 'path x', evidence: [] }, 'path x not in this workspace'],
])('describeImport %#', (entry, expected) => {
  expect(describeImport(entry)).toBe(expected);
});

test('another place, version or order of imports is another resolution; none without imports', () => {
  const at = (root: string, version = '1.0.0') => ({ ...facts, root, version });
  const cases = [[at('x')], [at('y')], [at('x', '1.0.1')], [{ ...at('x'), external }], [facts], [at('x'), at('y')], [at('y'), at('x')]];
  expect(new Set(cases.map((imports) => resolutionOf(imports).imports)).size).toBe(cases.length);
  expect(resolutionOf([at('x')])).toEqual(resolutionOf([{ ...at('x'), index: 3 }]));
  expect(resolutionOf([])).toEqual({});
});

test.each([
  ['a/b', 'a/b'],
  ['', undefined],
  ['/etc', undefined],
  ['../x', undefined],
  ['a/../../x', undefined],
  ['a\0b', undefined],
  ['a\\b', undefined],
  ['C:/x', undefined],
])('workspacePath(%j)', (path, expected) => {
  expect(workspacePath(path)).toBe(expected);
});
