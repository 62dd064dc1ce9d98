// `air graph`: formats, choice of plans, files, and what it refuses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_WORLD, schema } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const plan = (name: string): object => ({ $kind: 'defplan', name, input: 't/A@1', steps: [{ id: 'tell', op: 'raise_event', event: 't/A@1', value: { ref: '@plan.input' } }, { id: 'end', op: 'end' }], edges: [{ from: 'tell', to: 'end' }] });
const world = (...names: readonly string[]) => ({
  ...SAMPLE_WORLD,
  'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, plans: names.map((name) => ({ name })) } },
  'worlds/w/air/a.air.json': { json: [schema('t/A@1'), ...names.map(plan)] },
});
const graph = async (root: string, ...argv: readonly string[]) => air(root, ['graph', 'worlds/w', ...argv]);

describe('air graph', () => {
  it('prints Mermaid and nothing else', async () => {
    const root = tempRepo(world('t/one@1'));
    const before = hashTree(root);
    expect((await graph(root)).out).toMatchInlineSnapshot(`
      "---
      title: "t/one@1"
      ---
      flowchart TD
        s0>"tell (raise_event)<br/>t/A@1"]
        s1(["end (end)"])
        s0 --> s1
        classDef error stroke:#c62828,stroke-width:3px
        classDef warning stroke:#b26a00,stroke-width:3px
      "
    `);
    expect(hashTree(root)).toBe(before);
  });

  it('prints one plan as SVG', async () => {
    const { out, exitCode } = await graph(tempRepo(world('t/one@1', 't/two@1')), 'two', '--format', 'svg');
    expect([exitCode, out.startsWith('<svg '), out.trimEnd().endsWith('</svg>'), out.includes('Plan t/two@1')]).toEqual([0, true, true, true]);
  });

  it('writes a page with every plan', async () => {
    const root = tempRepo(world('t/one@1', 't/two@1'));
    const { out } = await graph(root, '--format', 'html', '--out', 'dist/plans.html');
    expect(out).toBe('2 plans of world w\nwrote dist/plans.html\nNext: air check worlds/w\n');
    const page = readFileSync(join(root, 'dist/plans.html'), 'utf8');
    expect([page.includes('t/one@1'), page.includes('t/two@1')]).toEqual([true, true]);
  });

  it('answers JSON with the picture in it', async () => {
    const { out } = await graph(tempRepo(world('t/one@1')), '--json');
    const { picture, plans, format } = JSON.parse(out) as Record<string, unknown>;
    expect([plans, format, String(picture).startsWith('---\ntitle: "t/one@1"')]).toEqual([[{ name: 't/one@1', steps: 2, edges: 1 }], 'mermaid', true]);
  });

  it('draws the plans of a pack', async () => {
    const root = tempRepo({ 'plan-packs/p/defs.air.json': { json: [schema('t/A@1'), plan('t/core_one@1')] }, 'plan-packs/p/README.md': '# p\n' });
    const { out, exitCode } = await air(root, ['graph', 'plan-packs/p', '--out', 'dist/p.md']);
    expect([exitCode, out]).toEqual([0, '1 plan of pack p\nwrote dist/p.md\nNext: air check plan-packs/p\n']);
  });

  const BROKEN = { $kind: 'defplan', name: 't/two@1', input: 't/A@1', steps: [{ id: 'x', op: 'jump' }] };
  const wrong = { ...plan('t/one@1'), steps: [{ id: 'tell', op: 'assign', expr: { ref: '@var:nobody' }, bind: { as: 'v' } }, { id: 'end', op: 'end' }] };
  const manifests: readonly (readonly [string, object])[] = [
    ['another plan', { ...MANIFEST, plans: [{ name: 't/one@1' }, { name: 't/two@1' }] }],
    ['a name in the manifest', { ...MANIFEST, plans: [{ name: 't/one@1' }, { name: 't/three@1' }] }],
    ['the manifest', { ...MANIFEST, plans: 1 }],
  ];
  it.each(manifests)('draws what is whole, with findings on its steps, where %s is broken', async (_what, manifest) => {
    const root = tempRepo({ ...SAMPLE_WORLD, 'worlds/w/air/manifest.air.json': { json: manifest }, 'worlds/w/air/a.air.json': { json: [schema('t/A@1'), wrong, BROKEN] } });
    const { out, exitCode } = await graph(root, 'one');
    expect(exitCode).toBe(0);
    expect(out).toContain('tell (assign)<br/>v := @var:nobody<br/>✖ unknown_variable');
  });

  it('fails with the findings where no plan can be read', async () => {
    const root = tempRepo({ ...SAMPLE_WORLD, 'worlds/w/air/b.air.json': { json: BROKEN } });
    const { out, exitCode } = await graph(root);
    expect(exitCode).toBe(2);
    expect(out).toContain('error unknown_op');
  });

  const refused: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
    ['an unknown plan', ['t/one@1'], ['oen'], 'unknown_target: world w has no plan `oen`. Did you mean `one`?'],
    ['a plan of several versions', ['t/one@1', 't/one@2'], ['one'], 'unknown_target: `one` can be t/one@1 or t/one@2. Give the whole name.'],
    ['a world without plans', [], [], 'unknown_target: world w has no plan'],
    ['several plans as SVG', ['t/one@1', 't/two@1'], ['--format', 'svg'], 'bad_value: `--format svg` draws one plan, found 2. Name one of t/one@1, t/two@1, or use `--format html`.'],
    ['another format', ['t/one@1'], ['--format', 'png'], 'bad_value: option `--format`: expected mermaid, svg, html, found `png`'],
    ['a definition as target', ['t/one@1'], ['--out', 'worlds/w/air/a.air.json'], 'out_in_definitions: `--out` names a place that holds definitions. Write below `dist`, for example `dist/worlds/w/merge.json`.'],
  ];
  it.each(refused)('refuses %s', async (_what, names, argv, message) => {
    const { exitCode, err } = await graph(tempRepo(world(...names)), ...argv);
    expect([exitCode, err]).toEqual([1, `air: ${message}\n`]);
  });

  it('shows what keeps the world from loading', async () => {
    const { exitCode, out } = await graph(tempRepo({ ...world('t/one@1'), 'worlds/w/air/a.air.json': '[{]' }));
    expect(exitCode).toBe(2);
    expect(out).toContain('json_syntax');
  });
});
