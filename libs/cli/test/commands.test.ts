// The table of commands.
import { describe, expect, it } from 'vitest';
import { COMMON_OPTIONS } from '../src/args.ts';
import { COMMANDS } from '../src/commands.ts';

describe('commands', () => {
  it('have distinct names that are no option', () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('help');
    for (const name of names) expect(name).toMatch(/^[a-z][a-z-]*$/);
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))('%s describes itself', (_name, command) => {
    expect(command.summary).toMatch(/^[a-z].*[^.]$/);
    expect(command.usage).not.toBe('');
    for (const [name, option] of Object.entries(command.options)) {
      // What a picture is printed as is its own question.
      if (`${_name} ${name}` !== 'graph format') expect(Object.keys(COMMON_OPTIONS)).not.toContain(name);
      expect(option.summary).not.toBe('');
      // Options for tests are in the list of options alone.
      if (!option.summary.endsWith(', for tests')) expect(command.usage).toContain(`--${name}`);
    }
  });
});
