// The tarballs themselves: equal bytes from equal sources, complete, without traces of this machine, with types that hold.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRecord, readRecord, textMembers } from '../src/json.ts';
import { packAll } from '../src/main.ts';
import type { Packed } from '../src/pack.ts';
import { PUBLISHED } from '../src/published.ts';
import { filesNaming } from '../src/source-maps.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const PACKING = 300_000;
const BUILTIN_NAMES = /^(?:node:|@nx\/devkit|nx$|assemblyscript)/;

let folder = '';
let packed: readonly Packed[] = [];
const unpacked = (name: string): string => join(folder, 'node_modules', name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nx-air-packages-'));
  packed = await packAll(ROOT, { to: join(folder, 'first'), version: '9.8.7' });
  for (const { name, filename } of packed) {
    mkdirSync(unpacked(name), { recursive: true });
    await execa('tar', ['-xzf', join(folder, 'first', filename), '-C', unpacked(name), '--strip-components=1']);
  }
  for (const name of new Set(packed.flatMap((each) => Object.keys(textMembers(readRecord(join(unpacked(each.name), 'package.json'))['dependencies']))))) {
    if (existsSync(unpacked(name))) continue;
    mkdirSync(dirname(unpacked(name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), unpacked(name));
  }
}, PACKING);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('equal sources give equal bytes', async () => {
  const again = await packAll(ROOT, { to: join(folder, 'elsewhere', 'second'), version: '9.8.7' });
  const hashes = (dir: string): readonly string[] => again.map(({ filename }) => `${filename} ${createHash('sha256').update(readFileSync(join(folder, dir, filename))).digest('hex')}`);
  expect(hashes('elsewhere/second')).toEqual(hashes('first'));
}, PACKING);

it('every package of the list, in one version', () => {
  expect(packed.map(({ name, version }) => `${name} ${version}`)).toEqual(PUBLISHED.map(({ name }) => `${name} 9.8.7`));
});

describe.each(PUBLISHED.map(({ name }) => name))('%s', (name) => {
  it('holds every file that it names', () => {
    const manifest = readRecord(join(unpacked(name), 'package.json'));
    const texts = [manifest['exports'], manifest['bin'], manifest['executors'], manifest['generators'], manifest['nx-migrations']].flatMap(pathsIn);
    for (const file of ['executors.json', 'generators.json', 'migrations.json']) {
      if (existsSync(join(unpacked(name), file))) texts.push(...pathsIn(readRecord(join(unpacked(name), file))));
    }
    const missing = texts.map((text) => text.replace(/#\w+$/, '').replace(/\*$/, '')).filter((path) => !existsSync(join(unpacked(name), path)));
    expect(texts.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it('runs no script, and asks for nothing native', () => {
    const manifest = readRecord(join(unpacked(name), 'package.json'));
    expect([manifest['scripts'], manifest['optionalDependencies']]).toEqual([undefined, undefined]);
    expect(Object.keys(textMembers(manifest['dependencies']))).not.toContain('cbor-x');
    expect(readdirSync(unpacked(name), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:node|gyp)$/.test(file))).toEqual([]);
  });

  it('names no folder of this machine', () => {
    expect(filesNaming(unpacked(name), [ROOT, tmpdir(), process.env['HOME'] ?? ROOT])).toEqual([]);
  });

  it('depends on everything that it imports', () => {
    const manifest = readRecord(join(unpacked(name), 'package.json'));
    const known = [name, ...Object.keys({ ...textMembers(manifest['dependencies']), ...textMembers(manifest['peerDependencies']) })];
    const dist = join(unpacked(name), 'dist');
    const files = readdirSync(dist).filter((file) => file.endsWith('.js'));
    const imported = files.flatMap((file) => [...readFileSync(join(dist, file), 'utf8').matchAll(/^(?:import|export)\b[^;'"]*?["']([^."'][^"']*)["'];/gm)].map(([, specifier = '']) => specifier));
    const missing = imported.filter((specifier) => !BUILTIN_NAMES.test(specifier) && !known.some((each) => specifier === each || specifier.startsWith(`${each}/`)));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('maps its code to sources that it brings', () => {
    const dist = join(unpacked(name), 'dist');
    for (const file of readdirSync(dist).filter((each) => each.endsWith('.js.map'))) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(join(dist, file), 'utf8')) as { sources: string[]; sourcesContent: (string | null)[] };
      const bare = sources.filter((source, index) => !source.includes('node_modules/') && typeof sourcesContent[index] !== 'string');
      expect([file, bare, sources.filter((source) => source.startsWith('/') || source.startsWith('..'))]).toEqual([file, [], []]);
    }
  });
});

it('brings schemas for editors, and the sources that modules are compiled with', () => {
  const files = (name: string): readonly string[] => packed.find((each) => each.name === name)?.files ?? [];
  expect(files('@nx-air/air')).toEqual(expect.arrayContaining(['schemas/defplan.schema.json', 'schemas/aos.sync.schema.json', 'schemas/scenario.schema.json', 'THIRD-PARTY.txt']));
  expect(files('@nx-air/module-sdk')).toEqual(expect.arrayContaining(['assembly/index.ts', 'assembly/memory.ts']));
  expect(files('nx-air')).toEqual(expect.arrayContaining(['executors.json', 'generators.json', 'bin/lock-mode.mjs', 'dist/executors/validate/schema.json', 'LICENSE', 'README.md']));
  for (const { files: all } of packed) expect(all.filter((file) => /(?:^|\/)(?:test|src)\//.test(file))).toEqual([]);
});

it('gives licences of the code that it contains', () => {
  expect(readFileSync(join(unpacked('@nx-air/canon'), 'THIRD-PARTY.txt'), 'utf8')).toContain('cbor-x 1.6.8 (MIT)');
  expect(readFileSync(join(unpacked('@nx-air/cli'), 'THIRD-PARTY.txt'), 'utf8')).toMatch(/^fast-glob /m);
});

it('starts as a program, and checks a world without the packages of its libraries', async () => {
  const air = join(unpacked('@nx-air/cli'), 'bin', 'air.mjs');
  expect((await execa(process.execPath, [air, '--version'], { cwd: folder })).stdout).toBe('9.8.7');
  const checked = await execa(process.execPath, [air, 'check', 'worlds/order-fulfilment'], { cwd: ROOT });
  expect(checked.stdout).toContain('ok world order-fulfilment');
  const broken = await execa(process.execPath, [air, 'chekc'], { cwd: ROOT, reject: false, env: { AIR_DEBUG: '1' } });
  expect([broken.exitCode, broken.stderr]).toEqual([1, expect.stringMatching(/at findCommand \(.*libs\/cli\/src\/args\.ts:\d+:\d+\)/)]);
});

it('loads every entry as JavaScript', async () => {
  linkPeers();
  const script = entries().map((entry) => `await import('${entry}').catch((error) => console.log('${entry}: ' + error.message));`).join('\n');
  writeFileSync(join(folder, 'loader.mjs'), script);
  expect((await execa(process.execPath, [join(folder, 'loader.mjs')], { cwd: folder })).stdout).toBe('');
});

it('has types that hold where nothing is skipped', async () => {
  linkPeers();
  expect(entries().length).toBeGreaterThan(15);
  writeFileSync(join(folder, 'consumer.mts'), `${entries().map((entry, index) => `import * as e${index} from '${entry}';\nexport type E${index} = keyof typeof e${index};`).join('\n')}\nimport { hashValue, type Hash } from '@nx-air/canon';\nexport const hash: Hash = hashValue({ a: 1 });\n// @ts-expect-error no value of AIR is a function\nhashValue(() => 1);\n`);
  const compilerOptions = { module: 'NodeNext', target: 'ES2023', lib: ['ES2023'], strict: true, noEmit: true, types: ['node'], skipLibCheck: false };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.mts', ...packed.flatMap(({ name }) => declarations(name))] }));
  const { stdout } = await execa(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder, reject: false });
  // Types of other packages are not ours to mend.
  expect(stdout.split('\n').filter((line) => /^(?:consumer|node_modules\/(?:@nx-air\/|nx-air\/))/.test(line))).toEqual([]);
}, PACKING);

/** Every entry of every package that is JavaScript, as it is imported. */
function entries(): readonly string[] {
  return packed.flatMap(({ name }) => Object.entries(Object(readRecord(join(unpacked(name), 'package.json'))['exports']) as object).flatMap(([key, target]) => (isRecord(target) ? [`${name}${key.slice(1)}`] : [])));
}

/** What the packages expect of a workspace. */
function linkPeers(): void {
  for (const name of ['nx', '@nx/devkit', '@types/node']) {
    mkdirSync(dirname(unpacked(name)), { recursive: true });
    if (!existsSync(unpacked(name))) symlinkSync(join(ROOT, 'node_modules', name), unpacked(name));
  }
}

function declarations(name: string): readonly string[] {
  const types = join(unpacked(name), 'dist', 'types');
  return readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts')).map((file) => join(types, file));
}

function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
