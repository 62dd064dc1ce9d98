// The next thing to do, as Nx runs it.
import { expect, test } from 'vitest';
import { nameTask } from '../src/executors/name-task.ts';

const targets = { m: { executor: 'nx-air:merge' }, validate: { executor: 'nx-air:validate' }, pin: { executor: 'nx-air:lock' }, locks: { executor: 'nx-air:lock-check' }, build: {} };

test.each([
  ['check', 'nx run w:validate'],
  ['merge', 'nx run w:m'],
  ['lock', 'nx run w:pin'],
  ['lock --check', 'nx run w:locks'],
  ['hash', 'nx affected -t validate'],
] as const)('%s: %s', (command, expected) => {
  expect(nameTask('w', targets)(command, ['w'])).toBe(expected);
});

test('a command without target is left to air', () => {
  expect(nameTask('w', {})('merge', ['w'])).toBe('air merge w');
});
