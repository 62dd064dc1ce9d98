// Runs the bootstrap as a process in a temporary repository, with a small stand-in npm that records its calls.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.mjs', import.meta.url));
const STUB_NPM = `
const { appendFileSync } = require('node:fs');
appendFileSync('calls.txt', JSON.stringify(process.argv.slice(2)) + '\\n');
process.exit(Number(process.env.STUB_EXIT ?? 0));
`;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-air-bootstrap-'));
  mkdirSync(join(root, 'tools', 'bootstrap'), { recursive: true });
  cpSync(main, join(root, 'tools', 'bootstrap', 'main.mjs'));
  writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3}');
  mkdirSync(join(root, 'npm'));
  writeFileSync(join(root, 'npm', 'npm-cli.js'), STUB_NPM);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function bootstrap(env: Readonly<Record<string, string>> = {}, nodeArgs: readonly string[] = []) {
  const result = spawnSync(process.execPath, [...nodeArgs, join(root, 'tools', 'bootstrap', 'main.mjs')], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: join(root, 'npm', 'npm-cli.js'), ...env },
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

function npmCalls(): readonly string[] {
  const file = join(root, 'calls.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

const stamp = () => join(root, 'node_modules', '.nx-air-stamp');

test('installs once, with dev dependencies, then says nothing', () => {
  expect(bootstrap({ NODE_ENV: 'production' }).status).toBe(0);
  expect(bootstrap()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(npmCalls()).toEqual(['["ci","--include=dev"]']);
  expect(readFileSync(stamp(), 'utf8')).toMatch(/^lockfile [0-9a-f]{64}\nnode \d+\nplatform \w+-\w+\n$/);
});

test('installs again when the lockfile changes', () => {
  bootstrap();
  writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
  bootstrap();
  expect(npmCalls()).toHaveLength(2);
});

test('installs again when the stamp is of another Node major', () => {
  bootstrap();
  writeFileSync(stamp(), readFileSync(stamp(), 'utf8').replace(/node \d+/, 'node 18'));
  bootstrap();
  expect(npmCalls()).toHaveLength(2);
});

test('passes on the exit code of a failing npm and leaves no stamp', () => {
  const failed = bootstrap({ STUB_EXIT: '7' });
  expect(failed.status).toBe(7);
  expect(failed.stderr).toBe(
    'npm ci ended with exit code 7; nothing else was run.\nMend what npm reports above, then run the command again.\n',
  );
  expect(existsSync(stamp())).toBe(false);
});

test('a failing install after a good one does not keep the old stamp', () => {
  bootstrap();
  writeFileSync(join(root, 'package-lock.json'), '{}');
  bootstrap({ STUB_EXIT: '1' });
  expect(existsSync(stamp())).toBe(false);
});

test('says which Node it needs', () => {
  const preload = join(root, 'old-node.cjs');
  writeFileSync(preload, `Object.defineProperty(process.versions, 'node', { value: '20.18.3' });`);
  const refused = bootstrap({}, ['--require', preload]);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/^nx-air needs Node 20\.19\+, 22\.12\+ or 24\+; this is v/);
  expect(npmCalls()).toEqual([]);
});

test.each(['yarn.js', 'gone/npm-cli.js'])('does not run npm_execpath %s', (name) => {
  // PATH holds no npm either, so whatever happens the stand-in is not what ran.
  writeFileSync(join(root, 'npm', 'yarn.js'), STUB_NPM);
  bootstrap({ npm_execpath: join(root, 'npm', name), PATH: join(root, 'empty') });
  expect(npmCalls()).toEqual([]);
});

test('a missing lockfile is one clear message', () => {
  rmSync(join(root, 'package-lock.json'));
  expect(bootstrap()).toEqual({
    status: 1,
    stdout: '',
    stderr: 'package-lock.json is missing.\nRestore it: git checkout package-lock.json\n',
  });
});
