// What docs/releasing.md says to write into nx.json and to run, done in a copy of the repository.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneRepository, type Clone } from '../support/clone.ts';
import { packFiles, schema } from '../support/content.ts';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../../../docs/releasing.md'), 'utf8');
const SETTINGS = /^```json\n([^]+?)\n```$/mu.exec(PAGE)?.[1] ?? '';
const COMMANDS = [...PAGE.matchAll(/^npx nx (.+)$/gmu)].map(([, command = '']) => command);
const NAME = 'changelog';
const CRATE = 'crates/sdk';

let clone: Clone;
beforeAll(() => {
  clone = cloneRepository({ content: false });
  const crate = (name: string) => packFiles(`${CRATE}/air/exports/plan-packs/${name}`, `${name}/A@1`);
  clone.write({
    'nx.json': (text: string) => JSON.stringify({ ...JSON.parse(text), ...JSON.parse(SETTINGS) }),
    ...packFiles(`plan-packs/${NAME}`, `${NAME}/A@1`),
    [`plan-packs/${NAME}/package.json`]: { name: NAME, version: '1.2.0', aos: { airDir: '.' } },
    [`${CRATE}/Cargo.toml`]: '[package]\nname = "sdk"\nversion = "0.3.1"\nedition = "2021"\n\n[workspace]\n',
    ...crate('session-core'),
    ...crate('session-tools'),
  });
  clone.git('config', 'user.name', 't');
  clone.git('config', 'user.email', 't@example.org');
  const commit = (message: string): void => {
    clone.git('add', '-A');
    clone.git('commit', '-qm', message);
  };
  commit('first');
  clone.git('tag', `${NAME}@1.2.0`);
  clone.git('tag', 'sdk-0.3.1');
  clone.write({ [`plan-packs/${NAME}/defs.air.json`]: [schema(`${NAME}/A@1`), schema(`${NAME}/B@1`)] });
  commit('fix: change');
});
afterAll(() => clone.dispose());

test('the commands of the page: a dry run that writes nothing, then the release', async () => {
  expect(COMMANDS).toEqual([`release minor -p ${NAME} --dry-run`, `release minor -p ${NAME}`]);
  const [dry = '', real = ''] = COMMANDS;
  const shown = await clone.nx(...dry.split(' '), '--skip-publish');
  expect({ exitCode: shown.exitCode, output: shown.exitCode === 0 ? '' : shown.output }).toEqual({ exitCode: 0, output: '' });
  expect(shown.output).toContain(`pack ${NAME}: asks for a minor version, since 1.2.0`);
  expect(clone.git('status', '--porcelain')).toBe('');
  const released = await clone.nx(...real.split(' '), '--skip-publish');
  expect({ exitCode: released.exitCode, output: released.exitCode === 0 ? '' : released.output }).toEqual({ exitCode: 0, output: '' });
  expect(clone.git('tag', '--points-at', 'HEAD').trim()).toBe(`${NAME}@1.3.0`);
  expect(clone.read(`plan-packs/${NAME}/CHANGELOG.md`)).toContain(`### Pack ${NAME}\n\n- defschema \`${NAME}/B@1\`: schema added`);
});

test('the other group of the page: two packs, one version, one tag', async () => {
  const { exitCode, output } = await clone.nx('release', 'patch', '-g', 'sdk', '--skip-publish');
  expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  expect(clone.read(`${CRATE}/Cargo.toml`)).toContain('version = "0.3.2"');
  expect(clone.git('tag', '--points-at', 'HEAD').trim()).toBe('sdk-0.3.2');
});
