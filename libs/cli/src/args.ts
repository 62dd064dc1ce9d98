// From the words of a command line to a command and its arguments.
import { parseArgs } from 'node:util';
import { nearest } from '@nx-air/air/did-you-mean';
import type { Command, CommandArgs, OptionSpec } from './command.ts';
import { CliError } from './errors.ts';

export const FORMATS = ['text', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** Options every command takes. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  json: { type: 'boolean', summary: 'print one JSON object; the same as --format json' },
  format: { type: 'string', placeholder: 'FORMAT', choices: FORMATS, summary: 'how to print the result' },
  help: { type: 'boolean', summary: 'show this help' },
};

export type Invocation =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command?: Command }
  | { readonly kind: 'run'; readonly command: Command; readonly args: CommandArgs; readonly format: Format };

interface Words {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly targets: readonly string[];
}

function helpOf(command: Command | undefined): string {
  return command === undefined ? 'Run `air --help`.' : `Run \`air ${command.name} --help\`.`;
}

function unknownOption(name: string, known: readonly string[], command: Command | undefined): CliError {
  const guess = nearest(name, known);
  const hint = guess === undefined ? helpOf(command) : `Did you mean \`--${guess}\`?`;
  return new CliError('unknown_option', `unknown option \`${name.length === 1 ? '-' : '--'}${name}\``, hint);
}

function readWords(argv: readonly string[], options: Readonly<Record<string, OptionSpec>>, command?: Command): Words {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const targets: string[] = [];
  // Where words without dash go: to the list option they follow, else they are targets.
  let open = targets;
  const kindOf = ({ type }: OptionSpec): 'boolean' | 'string' => (type === 'string' ? 'string' : 'boolean');
  const config = Object.fromEntries(Object.entries(options).map(([name, spec]) => [name, { type: kindOf(spec) }]));
  const { tokens } = parseArgs({ args: [...argv], options: config, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') {
      open.push(token.value);
      continue;
    }
    open = targets;
    if (token.kind === 'option-terminator') continue;
    const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (spec === undefined) throw unknownOption(token.name, Object.keys(options), command);
    if (spec.type === 'list') {
      open = lists.get(token.name) ?? [];
      lists.set(token.name, open);
      if (token.value !== undefined) open.push(token.value);
      continue;
    }
    if (spec.type === 'boolean') {
      if (token.value !== undefined) {
        throw new CliError('unexpected_value', `option \`--${token.name}\` takes no value, found \`${token.value}\``);
      }
      flags.add(token.name);
      continue;
    }
    // `--out --json` is a forgotten value, not a file called --json; `--out=--json` says so on purpose.
    const forgotten = token.value !== undefined && !token.inlineValue && /^-./.test(token.value);
    if (token.value === undefined || token.value === '' || forgotten) {
      throw new CliError('missing_value', `option \`--${token.name}\` needs a value: \`--${token.name} ${spec.placeholder ?? 'VALUE'}\``);
    }
    if (spec.choices !== undefined && !spec.choices.includes(token.value)) {
      const message = `option \`--${token.name}\`: expected ${spec.choices.join(', ')}, found \`${token.value}\``;
      throw new CliError('bad_value', message);
    }
    if (values.has(token.name)) throw new CliError('repeated_option', `option \`--${token.name}\` is given twice`);
    values.set(token.name, token.value);
  }
  return { flags, values, lists, targets };
}

/** Index of the command's name: the first word that is neither a common option nor the value of one. */
function commandIndex(argv: readonly string[]): number {
  let index = 0;
  while (index < argv.length) {
    const word = argv[index] ?? '';
    if (!word.startsWith('-') || word === '-') return index;
    if (word === '--') return -1;
    const spec = word.startsWith('--') ? COMMON_OPTIONS[word.slice(2)] : undefined;
    index += spec?.type === 'string' ? 2 : 1;
  }
  return -1;
}

function findCommand(name: string, commands: readonly Command[]): Command {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  const guess = nearest(name, commands.map((one) => one.name));
  const hint = guess === undefined ? helpOf(undefined) : `Did you mean \`air ${guess}\`?`;
  throw new CliError('unknown_command', `unknown command \`${name}\``, hint);
}

function checkTargets(targets: readonly string[], command: Command): void {
  const { least, most } = command.targets;
  const usage = `Usage: air ${command.name} ${command.usage}`;
  if (targets.length < least) throw new CliError('missing_target', `\`air ${command.name}\` needs a target`, usage);
  if (most !== undefined && targets.length > most) {
    const extra = targets.slice(most).map((target) => `\`${target}\``).join(', ');
    throw new CliError('too_many_targets', `\`air ${command.name}\` takes ${most} target${most === 1 ? '' : 's'}, found also ${extra}`, usage);
  }
}

function formatOf(words: Words): Format {
  const asked = FORMATS.find((format) => format === words.values.get('format'));
  if (words.flags.has('json')) {
    if (asked !== undefined && asked !== 'json') {
      throw new CliError('bad_value', `\`--json\` and \`--format ${asked}\` exclude each other`);
    }
    return 'json';
  }
  return asked ?? 'text';
}

/** Reads `argv` (without node and script). Throws `CliError` with the nearest known word as hint. */
export function parseInvocation(argv: readonly string[], cwd: string, commands: readonly Command[]): Invocation {
  const at = commandIndex(argv);
  const name = at === -1 ? undefined : argv[at];
  if (name === undefined || name === 'help') {
    const words = readWords(argv, { ...COMMON_OPTIONS, version: { type: 'boolean', summary: '' } });
    if (words.flags.has('version')) return { kind: 'version' };
    const about = name === 'help' ? words.targets[1] : undefined;
    return about === undefined ? { kind: 'help' } : { kind: 'help', command: findCommand(about, commands) };
  }
  const command = findCommand(name, commands);
  const words = readWords([...argv.slice(0, at), ...argv.slice(at + 1)], { ...COMMON_OPTIONS, ...command.options }, command);
  if (words.flags.has('help')) return { kind: 'help', command };
  const format = formatOf(words);
  checkTargets(words.targets, command);
  return { kind: 'run', command, args: { cwd, targets: words.targets, flags: words.flags, values: words.values, lists: words.lists }, format };
}
