// bin/lock-mode.mjs gives the answers of the engine, in every environment that either of them tells apart.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { resolveLockMode } from '@nx-air/world';
import type { LockMode } from '@nx-air/world';
import { describe, expect, test } from 'vitest';
import { lockModeInput } from '../src/lock-mode-input.ts';

const SCRIPT = join(import.meta.dirname, '../bin/lock-mode.mjs');
type Env = Readonly<Record<string, string>>;

/** Many environments in one process: the script reads `process.env` and `process.argv` each time it is loaded. */
function answers(cases: readonly { readonly env: Env; readonly option?: LockMode }[]): readonly string[] {
  const runner = `
    const { readFileSync } = await import('node:fs');
    const cases = JSON.parse(readFileSync(0, 'utf8'));
    const variables = new Set(cases.flatMap(({ env }) => Object.keys(env)));
    let n = 0;
    for (const { env, option } of cases) {
      for (const name of variables) delete process.env[name];
      Object.assign(process.env, env);
      process.argv = ['node', 'script', ...(option === undefined ? [] : ['--option', option])];
      await import(${JSON.stringify(SCRIPT)} + '?' + n++);
    }`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', runner], {
    env: { PATH: process.env['PATH'] },
    input: JSON.stringify(cases),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

/** What the verdict of `lock-check` depends on, in the words of the script. */
function expected(env: Env, option?: LockMode): string {
  const { mode, ci, warning } = resolveLockMode({ env, ...(option === undefined ? {} : { option }) });
  const unknown = warning?.includes('is none of') === true;
  return `${mode}${unknown ? ', unknown value' : ''}${ci ? ', in CI' : ''}`;
}

const CI: readonly Env[] = [
  ...['', '0', 'false', 'False', ' no ', 'off', '1', 'true', 'yes', ' '].map((value) => ({ CI: value })),
  ...['TF_BUILD', 'BUILD_ID', 'BUILD_NUMBER', 'TEAMCITY_VERSION', 'JENKINS_URL'].flatMap((name) => [{ [name]: '7' }, { [name]: '0' }, { [name]: 'x', CI: 'false' }, { [name]: 'x', CI: ' ' }]),
  { GITHUB_ACTIONS: 'true' },
  {},
];
const LOCK: readonly Env[] = [
  {},
  ...['off', 'WARN', ' error ', '', ' ', 'eror', '1'].map((value) => ({ AOS_IMPORT_LOCK: value })),
  ...['1', 'TRUE', 'yes', ' on ', '0', ''].map((value) => ({ AOS_IMPORT_LOCK_STRICT: value, AOS_IMPORT_LOCK: 'off' })),
];

describe('bin/lock-mode.mjs', () => {
  test('agrees with the engine', () => {
    const cases = CI.flatMap((ci) => LOCK.flatMap((lock) => ([undefined, 'off', 'warn', 'error'] as const).map((option) => ({ env: { ...ci, ...lock }, ...(option === undefined ? {} : { option }) }))));
    const shown = answers(cases);
    expect(cases.map((each, index) => ({ ...each, says: shown[index] }))).toEqual(cases.map((each) => ({ ...each, says: expected(each.env, each.option) })));
    expect(new Set(shown).size).toBe(8);
  });

  test('the mode and nothing of the build: another build number is the same answer', () => {
    expect(answers([{ env: { BUILD_ID: '41', TF_BUILD: 'True' } }, { env: { BUILD_ID: '42', CI: 'true' } }])).toEqual(['error, in CI', 'error, in CI']);
  });

  test('weaker in CI than at home is told apart, whatever the mode is called', () => {
    expect(answers([{ env: { AOS_IMPORT_LOCK: 'off' } }, { env: { AOS_IMPORT_LOCK: 'off', CI: '1' } }])).toEqual(['off', 'off, in CI']);
  });
});

test('one command for the workspace', () => {
  expect([lockModeInput(undefined), lockModeInput('warn')]).toEqual([
    { runtime: 'node node_modules/nx-air/bin/lock-mode.mjs' },
    { runtime: 'node node_modules/nx-air/bin/lock-mode.mjs --option warn' },
  ]);
});
