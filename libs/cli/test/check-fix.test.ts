// `air check <pack> --fix`: the contract tables of a README follow the definitions, its prose stays.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { schema } from './sample-world.ts';
import { hashTree, tempRepo, type TempFile } from './temp-repo.ts';

const PLAN = { $kind: 'defplan', name: 'p/core_x@1', input: 'p/In@1', steps: [{ id: 'end', op: 'end' }] };
const DEFS = [schema('p/In@1', { record: { id: { text: {} } } }), PLAN];
const README = 'plan-packs/p/README.md';
const pack = (readme: TempFile, defs: readonly object[] = DEFS): string => tempRepo({ 'plan-packs/p/defs.air.json': { json: defs }, [README]: readme });
const fix = (root: string) => air(root, ['check', 'plan-packs/p', '--fix']);
const readmeIn = (root: string): string => readFileSync(join(root, README), 'utf8');

const TABLES = `<!-- air:contract -->
## Plans
| plan | role | input | output | AIR |
|---|---|---|---|---|
| \`p/core_x@1\` | core | \`p/In@1\` | – | 1 |

## Emitted events
| plan | event |
|---|---|

## Cap slots
| plan | slot | effect kinds |
|---|---|---|

## Routing and triggers
| plan | trigger event | correlate by | key field | waits for, in order |
|---|---|---|---|---|
| \`p/core_x@1\` | \`p/In@1\` | – | – | – |
<!-- /air:contract -->`;

describe('air check --fix', () => {
  it('writes the tables at the end of a README without markers', async () => {
    const root = pack('# p\n\nWords.\n');
    const before = await air(root, ['check', 'plan-packs/p']);
    expect(before.exitCode).toBe(4);
    expect(before.out).toMatchInlineSnapshot(`
      "plan-packs/p/README.md:1:1 error contract_missing
        pack p: README without the contract
        expected tables between <!-- air:contract --> and its end marker
        hint: Run \`air check <pack> --fix\`.
      failed pack p, 2 definitions, defs sha256:a48db0c9f092117beed61c876d400dbe024421cf6eb6a8f2ff08c56f018f958f: 1 error
      Next: correct plan-packs/p/README.md:1:1, then run air check plan-packs/p
      "
    `);
    const { exitCode, out } = await fix(root);
    expect([exitCode, out.split('\n')[1]]).toEqual([0, 'wrote plan-packs/p/README.md']);
    expect(readmeIn(root)).toBe(`# p\n\nWords.\n\n${TABLES}\n`);
    expect((await air(root, ['check', 'plan-packs/p'])).exitCode).toBe(0);
  });

  it.each<[string, string, string]>([
    ['prose before and after', '# p\n\nBefore  \n', '\nAfter\n\n\n| not | ours |\n'],
    ['CRLF', '# p\r\n\r\n', '\r\nAfter\r\n'],
    ['no line feed at the end', '# p\n', ''],
    ['markers in fenced code before', '# p\n```\n<!-- air:contract -->\n<!-- /air:contract -->\n```\n', '\nAfter\n'],
  ])('leaves the prose alone: %s', async (_title, before, after) => {
    const root = pack(`${before}<!-- air:contract -->\nold\n<!-- /air:contract -->${after}`);
    expect((await fix(root)).exitCode).toBe(0);
    const newline = before.includes('\r\n') ? '\r\n' : '\n';
    expect(readmeIn(root)).toBe(before + TABLES.replaceAll('\n', newline) + after);
  });

  it('writes nothing when the tables are right', async () => {
    const root = pack(`# p\n${TABLES}\n`);
    const tree = hashTree(root);
    const { exitCode, out } = await fix(root);
    expect([exitCode, out.includes('wrote')]).toEqual([0, false]);
    expect(hashTree(root)).toBe(tree);
  });

  it.each<[string, TempFile, readonly object[]]>([
    ['another finding', '# p\n', [...DEFS, { ...PLAN, name: 'p/nameless@1' }]],
    ['a definition that does not load', '# p\n', [...DEFS, { $kind: 'defschema', name: 'p/B@1', type: { txet: {} } }]],
    ['no README', null, DEFS],
    ['a README that is no text', new Uint8Array([0xff, 0xfe]), DEFS],
  ])('writes nothing: %s', async (_title, readme, defs) => {
    const root = pack(readme, defs);
    const tree = hashTree(root);
    const { exitCode } = await fix(root);
    expect(exitCode).not.toBe(0);
    expect(hashTree(root)).toBe(tree);
  });

  it.each<[string, string, string, string]>([
    ['the start marker is gone', '# p\n', TABLES.replace('<!-- air:contract -->\n', ''), 'README.md:3:1'],
    ['the end marker is gone', '# p\n', TABLES.replace('\n<!-- /air:contract -->', ''), 'README.md:2:1'],
    ['both are gone', '# p\n', TABLES.split('\n').slice(1, -1).join('\n'), 'README.md:3:1'],
  ])('does not write beside tables that it cannot tell: %s', async (_title, before, tables, place) => {
    const root = pack(`${before}${tables}\n`);
    const tree = hashTree(root);
    const { exitCode, out } = await fix(root);
    expect(exitCode).toBe(4);
    expect(out).toContain(`${place} error contract_missing\n`);
    expect(out).toContain('hint: Put the marker back, or delete the old tables, then run `air check <pack> --fix`.');
    expect(hashTree(root)).toBe(tree);
  });

  it('writes beside a table that is none of the contract', async () => {
    const root = pack('# p\n## Plans\n| plan | owner |\n|---|---|\n');
    expect((await fix(root)).exitCode).toBe(0);
    expect(readmeIn(root)).toContain(TABLES);
  });

  it('does not write through a link', async () => {
    const root = pack(null);
    mkdirSync(join(root, 'docs'));
    symlinkSync('../../docs/elsewhere.md', join(root, README));
    const tree = hashTree(root);
    expect((await fix(root)).exitCode).not.toBe(0);
    expect(hashTree(root)).toBe(tree);
  });

  it('a pack of schemas has no contract to state', async () => {
    const root = pack('# p\n', [schema('p/In@1')]);
    const tree = hashTree(root);
    expect((await fix(root)).exitCode).toBe(0);
    expect(hashTree(root)).toBe(tree);
  });

  it('the consumer does not read the README', async () => {
    const root = tempRepo({
      'plan-packs/p/defs.air.json': { json: DEFS },
      [README]: '# p\n',
      'w/aos.sync.json': { json: { version: 1, id: 'w', air: { imports: [{ path: '../plan-packs/p' }] } } },
      'w/air/manifest.air.json': { json: { $kind: 'manifest', air_version: '1', schemas: [{ name: 'p/In@1' }], modules: [], plans: [{ name: 'p/core_x@1' }], caps: [], policies: [] } },
    });
    expect((await air(root, ['check', 'w'])).exitCode).toBe(0);
  });
});
