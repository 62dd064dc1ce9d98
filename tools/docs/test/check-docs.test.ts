// Whole pages against real commands: what is right passes, what is stale is reported and mended.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashValue } from '@nx-air/canon';
import { expect, onTestFinished, test } from 'vitest';
import { checkDocs, listPages } from '../src/check-docs.ts';

const FIXTURE = `A pack.
== nx.json
{}
== packs/p/README.md
== packs/p/defs.air.json
[
  {"$kind": "defschema", "name": "p/A@1", "type": {"text": {}}}
]
`;
const BROKEN = 'from pack\n== packs/p/README.md (removed)\n';

const HASH = hashValue({ $kind: 'defschema', name: 'p/A@1', type: { text: {} } });

function repository(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-docs-test-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const all = { 'tools/docs/fixtures/pack.txt': FIXTURE, 'tools/docs/fixtures/no-readme.txt': BROKEN, 'nx.json': '{}', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function check(root: string, options: { readonly write?: boolean; readonly installed?: boolean } = {}) {
  const printed: string[] = [];
  const report = await checkDocs({ root, isInstalled: () => options.installed ?? true, print: (text) => printed.push(text), write: options.write ?? false });
  return { ...report, printed: printed.join('\n') };
}

const page = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const RIGHT = page('# P', '<!-- run in no-readme exit=4 show=findings: air check packs/p -->', '```', 'packs/p/README.md:1:1 error pack_readme_missing', '  pack p: pack without README', '  hint: Add README.md.', '```');

test('a right page passes', async () => {
  const root = repository({ 'README.md': RIGHT, 'docs/a.md': page('<!-- file in pack lines=2: packs/p/defs.air.json -->', '```json', '[', '  {"$kind": "defschema", "name": "p/A@1", "type": {"text": {}}}', '…', '```') });
  expect(await check(root)).toEqual({ pages: 2, checked: 2, failed: 0, skipped: [], printed: '' });
});

test('a stale page is reported with the difference, mended by --write, and right afterwards', async () => {
  const root = repository({ 'README.md': RIGHT.replace('without README', 'without a README') });
  const stale = await check(root);
  expect(stale.failed).toBe(1);
  expect(stale.printed).toBe(
    [
      'README.md:2: differs from the real output',
      '  packs/p/README.md:1:1 error pack_readme_missing',
      '-   pack p: pack without a README',
      '+   pack p: pack without README',
      '    hint: Add README.md.',
      'When the new output is right, run: node tools/docs/main.mjs --write',
    ].join('\n'),
  );
  expect(await check(root, { write: true })).toMatchObject({ failed: 0, printed: 'wrote README.md' });
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe(RIGHT);
  expect(await check(root)).toMatchObject({ failed: 0 });
});

test.each([
  ['another exit code', '<!-- run in no-readme: air check packs/p -->', 'exit code 4, the marker says 0\npacks/p/README.md:1:1'],
  ['a fixture that is not there', '<!-- run in nothing: air --help -->', 'there is no fixture nothing'],
  ['a file that is not there', '<!-- file in pack: packs/q -->', 'the file does not exist'],
  ['a program that documents may not run', '<!-- run: rm -r x -->', '`rm -r x`: documents may run air, npx nx and npm start'],
  ['a fence in the file', '<!-- file: docs/fence.md -->', 'holds ```'],
  ['a mistyped marker', '<!-- run air --help -->', 'expected <!-- run'],
])('%s is reported, and --write does not hide it', async (_title, marker, message) => {
  const text = page(marker, '```', '```');
  const root = repository({ 'README.md': text, 'docs/fence.md': page('```json', '{}', '```') });
  for (const write of [false, true]) {
    const { failed, printed } = await check(root, { write });
    expect(failed).toBe(1);
    expect(printed).toContain(`README.md:1: ${message}`);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe(text);
  }
});

test('a block that needs an absent program is named, not failed', async () => {
  const root = repository({ 'README.md': page('', '<!-- run in pack needs=cargo: air hash packs/p -->', '```', 'old', '```') });
  expect(await check(root, { installed: false })).toEqual({ pages: 1, checked: 0, failed: 0, skipped: ['README.md:2 (needs cargo)'], printed: '' });
  expect(await check(root)).toMatchObject({ checked: 1, failed: 1 });
});

test('a hidden program is not found', async () => {
  const files = `from pack
== worlds/w/aos.sync.json
{"version": 1, "air": {"imports": [{"cargo": {"package": "c"}}]}}
== worlds/w/Cargo.toml
[package]
name = "w"
== worlds/w/air/manifest.air.json
`;
  const run = '<!-- run in crate exit=2 show=findings lines=1 without=cargo: air check worlds/w -->';
  const right = page(run, '```', 'worlds/w/aos.sync.json:1:46 error cargo_missing', '…', '```');
  expect(await check(repository({ 'tools/docs/fixtures/crate.txt': files, 'README.md': right }))).toMatchObject({ failed: 0, printed: '' });
});

test('hashes in the page are those of the definitions', async () => {
  const root = repository({ 'README.md': page('<!-- run in pack: air hash packs/p -->', '```', '```') });
  await check(root, { write: true });
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  expect(text).toContain('$ air hash packs/p\nsha256:');
  expect(text).toContain(HASH);
});

test('pages are those at the top, and below docs, plan-packs and spec', () => {
  const root = repository({ 'b.md': '', 'a.txt': '', 'docs/x/y.md': '', 'spec/s.md': '', 'plan-packs/p/README.md': '', 'plan-packs/p/node_modules/n/README.md': '', 'tools/t.md': '' });
  expect(listPages(root)).toEqual(['b.md', 'docs/x/y.md', 'plan-packs/p/README.md', 'spec/s.md']);
});
