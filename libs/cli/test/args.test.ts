// The command line as data: what is accepted, and how each mistake is answered.
import { describe, expect, it } from 'vitest';
import { parseInvocation } from '../src/args.ts';
import type { Command } from '../src/command.ts';
import { CliError } from '../src/errors.ts';

const command = (name: string, targets: Command['targets']): Command => ({
  name,
  summary: `does ${name}`,
  usage: '<target>',
  targets,
  options: {
    store: { type: 'string', placeholder: 'DIR', summary: 'a store' },
    deep: { type: 'boolean', summary: 'all of it' },
  },
  run: () => Promise.reject(new Error('not run here')),
});

const COMMANDS = [command('merge', { least: 1, most: 1 }), command('check', { least: 1 }), command('list', { least: 0, most: 0 })];
const parse = (line: string) => parseInvocation(line === '' ? [] : line.split(' '), '/w', COMMANDS);

/** A short text for what a line means. */
function describeLine(line: string): string {
  const invocation = parse(line);
  if (invocation.kind === 'version') return 'version';
  if (invocation.kind === 'help') return `help ${invocation.command?.name ?? 'all'}`;
  const { targets, flags, values, cwd } = invocation.args;
  const options = [...flags].map((flag) => `+${flag}`).concat([...values].map(([key, value]) => `${key}=${value}`));
  return [invocation.command.name, `[${targets.join(' ')}]`, ...options, `as ${invocation.format}`, `in ${cwd}`].join(' ');
}

describe('accepted lines', () => {
  it.each([
    ['', 'help all'],
    ['--help', 'help all'],
    ['help', 'help all'],
    ['help merge', 'help merge'],
    ['merge --help', 'help merge'],
    ['--help merge', 'help merge'],
    ['merge --help --json', 'help merge'],
    ['--version', 'version'],
    ['merge w', 'merge [w] as text in /w'],
    ['merge w --store d', 'merge [w] store=d as text in /w'],
    ['merge --store=d w', 'merge [w] store=d as text in /w'],
    ['merge --store=-d w', 'merge [w] store=-d as text in /w'],
    ['--json merge w', 'merge [w] +json as json in /w'],
    ['merge --json w', 'merge [w] +json as json in /w'],
    ['--format github check a b', 'check [a b] format=github as github in /w'],
    ['check --format=json a', 'check [a] format=json as json in /w'],
    ['check --json --format json a', 'check [a] +json format=json as json in /w'],
    ['check -- --odd', 'check [--odd] as text in /w'],
    ['check a --deep b', 'check [a b] +deep as text in /w'],
    ['list', 'list [] as text in /w'],
  ])('air %s', (line, expected) => {
    expect(describeLine(line)).toBe(expected);
  });
});

describe('refused lines', () => {
  it.each([
    ['mrege w', 'unknown_command', 'unknown command `mrege`', 'Did you mean `air merge`?'],
    ['deploy w', 'unknown_command', 'unknown command `deploy`', 'Run `air --help`.'],
    ['help mrege', 'unknown_command', 'unknown command `mrege`', 'Did you mean `air merge`?'],
    ['constructor', 'unknown_command', 'unknown command `constructor`', 'Run `air --help`.'],
    ['merge w --stor d', 'unknown_option', 'unknown option `--stor`', 'Did you mean `--store`?'],
    ['merge w --zebra', 'unknown_option', 'unknown option `--zebra`', 'Run `air merge --help`.'],
    ['merge w -s', 'unknown_option', 'unknown option `-s`', 'Run `air merge --help`.'],
    ['merge w --no-json', 'unknown_option', 'unknown option `--no-json`', 'Run `air merge --help`.'],
    ['merge w --constructor', 'unknown_option', 'unknown option `--constructor`', 'Run `air merge --help`.'],
    ['merge w --__proto__', 'unknown_option', 'unknown option `--__proto__`', 'Run `air merge --help`.'],
    ['--verison', 'unknown_option', 'unknown option `--verison`', 'Did you mean `--version`?'],
    ['merge w --version', 'unknown_option', 'unknown option `--version`', 'Run `air merge --help`.'],
    ['merge w --store', 'missing_value', 'option `--store` needs a value: `--store DIR`', ''],
    ['merge w --store --json', 'missing_value', 'option `--store` needs a value: `--store DIR`', ''],
    ['merge w --store=', 'missing_value', 'option `--store` needs a value: `--store DIR`', ''],
    ['merge w --store a --store b', 'repeated_option', 'option `--store` is given twice', ''],
    ['merge w --json=yes', 'unexpected_value', 'option `--json` takes no value, found `yes`', ''],
    ['check w --format xml', 'bad_value', 'option `--format`: expected text, json, github, found `xml`', ''],
    ['check w --json --format github', 'bad_value', '`--json` and `--format github` exclude each other', ''],
    ['merge', 'missing_target', '`air merge` needs a target', 'Usage: air merge <target>'],
    ['merge a b c', 'too_many_targets', '`air merge` takes 1 target, found also `b`, `c`', 'Usage: air merge <target>'],
    ['list a', 'too_many_targets', '`air list` takes 0 targets, found also `a`', 'Usage: air list <target>'],
  ])('air %s', (line, code, message, hint) => {
    let thrown: unknown;
    try {
      parse(line);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CliError);
    expect(thrown).toMatchObject({ code, message, hint });
  });
});

describe('options that take a list', () => {
  const listed: Command = {
    name: 'take',
    summary: 'takes a list',
    usage: '<x...> [--some [NAME...]] [--flag]',
    targets: { least: 0 },
    options: { some: { type: 'list', placeholder: '[NAME...]', summary: 'some' }, flag: { type: 'boolean', summary: 'flag' } },
    run: () => Promise.reject(new Error('not run')),
  };

  it.each([
    [['take', 'a'], undefined, ['a']],
    [['take', 'a', '--some'], [], ['a']],
    [['take', 'a', '--some', 'x', 'y'], ['x', 'y'], ['a']],
    [['take', '--some', 'x', '--flag', 'a'], ['x'], ['a']],
    [['take', '--some', 'x', '--', 'a', '-b'], ['x'], ['a', '-b']],
    [['take', '--some=-x', 'y', 'z'], ['-x', 'y', 'z'], []],
    [['take', '--some', 'x', '--flag', '--some', 'y'], ['x', 'y'], []],
  ])('%j', (argv, some, targets) => {
    const invocation = parseInvocation(argv, '/', [listed]);
    expect(invocation.kind === 'run' && [invocation.args.lists.get('some'), invocation.args.targets]).toEqual([some, targets]);
  });
});
