// Which world npm start runs, what it says afterwards, and what it refuses.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { start } from '../src/start.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'nx-air-start-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function run(args: readonly string[], exitCode = 0) {
  const lines: string[] = [];
  const calls: string[] = [];
  const code = await start(root, args, {
    print: (line) => void lines.push(line),
    runNx: async (nxArgs) => {
      calls.push(nxArgs.join(' '));
      return exitCode;
    },
  });
  return { code, calls, text: lines.join('\n') };
}

const THREE = {
  'worlds/alpha/aos.sync.json': '{}',
  'worlds/workspace-sync/aos.sync.json': '{}',
  'worlds/zeta/aos.sync.json': '{}',
  'worlds/zeta/package.json': '{"name":"@worlds/zeta"}',
  'worlds/no-world/README.md': '',
};

test.each([
  [[], 'workspace-sync'],
  [['alpha'], 'alpha'],
  [['worlds/alpha'], 'alpha'],
  [['./worlds/alpha/'], 'alpha'],
  [['zeta'], '@worlds/zeta'],
  [['@worlds/zeta'], '@worlds/zeta'],
])('%j runs %s', async (args, project) => {
  write(THREE);
  expect((await run(args)).calls).toEqual([`run ${project}:validate --outputStyle=static`]);
});

test('a valid world ends with the verdict and what to do next', async () => {
  write(THREE);
  const { code, text } = await run([]);
  expect(code).toBe(0);
  expect(text).toMatchInlineSnapshot(`
    "Validating worlds/workspace-sync: nx run workspace-sync:validate

    worlds/workspace-sync is valid.

    Next:
      npm start -- alpha           another world (alpha, workspace-sync, zeta)
      npx nx run-many -t validate  every world and pack
      npx nx graph                 worlds, packs and who imports what, in a browser
      npm test                     every check and test"
  `);
});

test('a world with findings passes the exit code on', async () => {
  write({ 'worlds/alpha/aos.sync.json': '{}' });
  const { code, text } = await run([], 3);
  expect(code).toBe(3);
  expect(text).toContain('worlds/alpha is not valid (exit code 3); the findings are above.');
  expect(text).toContain('npm start -- alpha           again, once the findings are mended');
});

test('without worlds: exit code 1, a message, no Nx', async () => {
  expect(await run([])).toEqual({ code: 1, calls: [], text: 'There is no world: no folder below worlds/ holds an aos.sync.json.' });
});

test('an unknown world lists the known ones', async () => {
  write(THREE);
  expect(await run(['beta'])).toEqual({ code: 1, calls: [], text: 'There is no world "beta". Worlds: alpha, workspace-sync, zeta' });
});
