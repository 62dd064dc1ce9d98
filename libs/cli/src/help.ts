// The text of `air --help` and `air <command> --help`.
import { COMMON_OPTIONS } from './args.ts';
import type { Command, OptionSpec } from './command.ts';

const EXIT_CODES = [
  '0  ok',
  '1  wrong usage, or a fault of air itself',
  '2  cannot load: unreadable, unresolved, wrong structure, merge conflict',
  '3  findings about locks',
  '4  error findings',
  '5  a gate failed',
];

const MAX_LEFT = 44;

/** Two columns; where the left text is too long for one, the right text follows on its own line. */
function align(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length).filter((length) => length <= MAX_LEFT));
  return rows.flatMap(([left, right]) =>
    left.length <= MAX_LEFT ? [`  ${left.padEnd(width)}  ${right}`] : [`  ${left}`, `  ${' '.repeat(width)}  ${right}`],
  );
}

function optionRows(options: Readonly<Record<string, OptionSpec>>): [string, string][] {
  return Object.entries(options).map(([name, spec]) => {
    const value = spec.choices?.join('|') ?? spec.placeholder;
    return [value === undefined ? `--${name}` : `--${name} ${value}`, spec.summary];
  });
}

/** Help for all of `air`. */
export function renderHelp(commands: readonly Command[]): string {
  return [
    'air: check, lock, explain and draw AIR worlds and plan packs',
    '',
    'Usage: air <command> [options]',
    '',
    'Commands:',
    ...align(commands.map((command) => [`${command.name} ${command.usage}`, command.summary])),
    '',
    '<world> and <pack> are folders, or project names inside an Nx workspace.',
    '',
    'Options:',
    ...align([...optionRows(COMMON_OPTIONS), ['--version', 'print the version']]),
    '',
    'Exit codes:',
    ...EXIT_CODES.map((line) => `  ${line}`),
    '',
    'Next: air <command> --help',
    '',
  ].join('\n');
}

/** Help for one command. */
export function renderCommandHelp(command: Command): string {
  return [
    `air ${command.name}: ${command.summary}`,
    '',
    `Usage: air ${command.name} ${command.usage}`,
    '',
    'Options:',
    ...align(optionRows({ ...command.options, ...COMMON_OPTIONS, ...command.options })),
    '',
  ].join('\n');
}
