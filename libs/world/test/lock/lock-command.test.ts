// The commands that findings about locks name.
import { describe, expect, it } from 'vitest';
import { importName, lockCommands } from '../../src/lock/lock-command.ts';
import type { ImportSpec } from '../../src/spec.ts';

const path = (text: string): ImportSpec => ({ index: 0, kind: 'path', path: text });
const npm: ImportSpec = { index: 0, kind: 'npm', package: '@acme/packs' };

describe('lockCommands', () => {
  it.each([
    ['worlds/a', '`air lock worlds/a`'],
    ['', '`air lock .`'],
    ["it's here", "`air lock 'it'\\''s here'`"],
  ])('a world in %j', (dir, lock) => {
    const commands = lockCommands({ dir });
    expect(commands.lock).toBe(lock);
    expect(commands.diff).toBe(lock.replace(/`$/, ' --diff`'));
    expect(commands.update(npm)).toBe(lock.replace(/`$/, ' --update @acme/packs`'));
    expect(commands.update(path('../a b'), true)).toBe(lock.replace(/`$/, " --update '../a b' --accept-authority`"));
  });

  it('another command stands in for `air lock` and its world', () => {
    const commands = lockCommands({ dir: 'worlds/a', lockCommand: 'nx run a:lock' });
    expect([commands.lock, commands.diff, commands.update(npm)]).toEqual([
      '`nx run a:lock`',
      '`nx run a:lock --diff`',
      '`nx run a:lock --update @acme/packs`',
    ]);
  });
});

it('imports are called by path or package', () => {
  expect([importName(path('../p')), importName(npm)]).toEqual(['../p', '@acme/packs']);
});
