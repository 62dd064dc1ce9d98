// Names of the next command: as `air` says them, and where a caller names them itself.
import { nodeHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runCheck, runLock, runLockDiff, runMerge } from '../src/index.ts';
import { nameAirCommand, ofScenario, type NameCommand } from '../src/name-command.ts';
import { SAMPLE_PACK, SAMPLE_WORLD, withImports } from './sample-world.ts';
import { tempRepo } from './temp-repo.ts';

describe('nameAirCommand', () => {
  it.each([
    ['check', ['a', 'b'], 'air check a b'],
    ['lock', ['worlds/a'], 'air lock worlds/a'],
    ['lock --check', ['a'], 'air lock a --check'],
    ['journal record', ['a'], 'air journal record a'],
    ['journal accept', ['worlds/a'], 'air journal accept worlds/a'],
  ] as const)('%s', (command, targets, expected) => {
    expect(nameAirCommand(command, targets)).toBe(expected);
  });
});

it.each([
  [undefined, 'air replay w'],
  ['one', 'air replay w --scenario one'],
  ['two words', "air replay w --scenario 'two words'"],
  ["it's", String.raw`air replay w --scenario 'it'\''s'`],
] as const)('of scenario %s', (scenario, expected) => {
  expect(ofScenario('air replay w', scenario)).toBe(expected);
});

const nameCommand: NameCommand = (command, targets) => `<${command}: ${targets.join(' ')}>`;

it('a caller names the next step of every answer, good and bad', async () => {
  const root = tempRepo(SAMPLE_WORLD, SAMPLE_PACK, withImports({ path: '../../plan-packs/p' }));
  const world = `${root}/worlds/w`;
  const host = { ...nodeHost(), env: {} };
  const targets = [{ path: world, label: 'w', load: { lockCommand: 'nx run w:lock' } }];
  const answers = [
    await runCheck(host, `${root}/plan-packs/p`, { label: 'p', nameCommand }),
    await runCheck(host, `${root}/worlds/w`, { label: 'w', nameCommand }),
    await runMerge(host, world, { label: 'w', nameCommand }),
    await runLock(host, targets, { nameCommand }),
    await runLock(host, targets, { check: true, lockMode: 'error', nameCommand }),
    await runLock(host, targets, { check: true, lockMode: 'warn', nameCommand }),
    await runLockDiff(host, targets, nameCommand),
  ];
  expect(answers.map(({ next }) => next)).toEqual([
    '<hash: p>',
    '<merge: w>',
    '<check: w>',
    '<lock --check: w>',
    'nx run w:lock',
    '<check: w>',
    '<lock: w>',
  ]);
  expect(answers[4]?.findings.map(({ hint }) => hint)).toEqual(['Run `nx run w:lock`.']);
});
