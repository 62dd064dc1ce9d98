// The commands of .github/workflows/ci.yml, run in a copy of the repository; the files that it uploads, looked into.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clone } from './support/clone.ts';
import { cloneRepository } from './support/clone.ts';

const FILE = readFileSync(resolve(import.meta.dirname, '../../../.github/workflows/ci.yml'), 'utf8');
const COMMANDS = [...FILE.matchAll(/^ {6}- run: (.+)$/gmu)].map(([, command]) => command ?? '');
const UPLOADED = [...FILE.matchAll(/^ {12}(dist\/\S+)$/gmu)].map(([, path]) => path ?? '');
const NX = 'npx nx ';
const SCENARIOS = 'worlds/workspace-sync/scenarios';
const KEPT = 'workspace-missing.scenario.json';
const TARGETS = ['lock-check', 'validate', 'smoke', 'replay-parity', 'crash-resume', 'summary'];

describe('the workflow', () => {
  test('says what it runs, and nothing else', () => {
    expect(COMMANDS).toEqual(['npm ci', 'npx nx sync:check', `npx nx affected -t ${TARGETS.join(',')}`, 'npx nx run-many -t build-modules,summary -p workspace-sync,factory-run --excludeTaskDependencies']);
    expect(UPLOADED).toEqual(['workspace-sync', 'factory-run'].flatMap((world) => ['json', 'md', 'html'].map((kind) => `dist/worlds/${world}/summary.${kind}`)));
    expect(FILE).not.toMatch(/continue-on-error|\|\| true/u);
  });
});

interface Totals {
  readonly instances: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<string, number>>;
}

const totalsOf = (json: string): Totals => (JSON.parse(json) as { readonly totals: Totals }).totals;

/** Gates that failed, as the page names them. */
const failedGates = (page: string): readonly string[] => [...page.matchAll(/<span class="[\w-]+">failed<\/span>/gu)].map(([found]) => found);

const GATES = ['replay-parity', 'crash-resume', 'validate', 'lock-check'];

/** Of gates but smoke, which stands there scenario by scenario. */
const verdicts = (page: string): readonly (readonly string[])[] =>
  [...page.matchAll(/<tr[^>]*><th scope="row"><code>([^/]*?)<\/code><\/th><td>[^<]*<\/td><td><span class="[\w-]+">([^<]+)<\/span>/gu)].map(([, gate = '', state = '']) => [gate.replaceAll('<wbr>', ''), state]).filter(([gate]) => GATES.includes(gate ?? ''));

describe('its commands', () => {
  let clone: Clone;
  const outputs = new Map<string, { readonly exitCode: number; readonly output: string }>();

  beforeAll(async () => {
    clone = cloneRepository({ content: true });
    // One scenario is enough to see every target run; the gates have tests of their own.
    for (const name of readdirSync(join(clone.root, SCENARIOS))) if (name.endsWith('.scenario.json') && name !== KEPT) clone.remove(`${SCENARIOS}/${name}`);
    clone.git('add', '-A');
    clone.git('commit', '-qm', 'before');
    // Read by every target of the world.
    clone.write({ 'worlds/workspace-sync/aos.sync.json': (text: string) => `${text}\n` });
    clone.git('add', '-A');
    clone.git('commit', '-qm', 'after');
    const runner = clone.with({ NX_BASE: 'HEAD~1', NX_HEAD: 'HEAD', CI: 'true' });
    for (const command of COMMANDS) {
      if (!command.startsWith(NX)) continue;
      outputs.set(command, await runner.nx(...command.slice(NX.length).split(' '), ...(command.includes(' -t ') ? ['--outputStyle=static'] : [])));
    }
  }, 600_000);
  afterAll(() => clone.dispose());

  test('all of them pass', () => {
    expect([...outputs].filter(([, { exitCode }]) => exitCode !== 0)).toEqual([]);
    expect(outputs.size).toBe(COMMANDS.length - 1);
  });

  test('every target ran for the world that changed, and for no other', () => {
    const output = outputs.get(COMMANDS[2] ?? '')?.output ?? '';
    for (const target of TARGETS) expect(output).toMatch(new RegExp(`workspace-sync:${target}\\b`, 'u'));
    expect(output).not.toMatch(/factory-run:crash-resume/u);
  });

  test.each(UPLOADED)('%s is there, whole, and names no failure', (path) => {
    const file = join(clone.root, path);
    expect(existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text.length).toBeGreaterThan(500);
    expect(text).toContain(path.split('/')[2]);
    if (path.endsWith('.json')) expect(totalsOf(text).instances['started']).toBeGreaterThan(0);
    if (!path.endsWith('.html')) return;
    expect(text.trimEnd()).toMatch(/<\/html>$/u);
    expect(text).toContain('>passed</span>');
    expect(failedGates(text)).toEqual([]);
    // Nothing of the factory has changed: its gates did not run, and the page says so.
    expect(verdicts(text)).toEqual(GATES.map((gate) => [gate, path.includes('workspace-sync') ? 'passed' : 'not run']));
  });

  test('the migrated flow has no failure; those of the factory are the planted ones', () => {
    const read = (world: string): Totals => totalsOf(readFileSync(join(clone.root, `dist/worlds/${world}/summary.json`), 'utf8'));
    const flow = read('workspace-sync');
    expect([flow.instances['error'], ...Object.values(flow.failures)].filter((count) => count !== 0)).toEqual([]);
    const planted = Object.entries(read('factory-run').failures).filter(([, count]) => count !== 0);
    expect(planted.map(([category]) => category).toSorted()).toEqual(['adapter_error', 'cap_deny', 'policy_deny', 'timeout']);
  });
});

test('a gate that failed would be told', () => {
  expect(failedGates('<td><span class="error-text">failed</span></td>')).toHaveLength(1);
});
