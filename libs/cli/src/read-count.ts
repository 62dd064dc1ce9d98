// A number among the options of a command.
import { CliError } from './errors.ts';

/** A whole number from 0; undefined when the option is absent. */
export function readCount(values: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = values.get(name);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CliError('bad_value', `option \`--${name}\`: expected a whole number, found \`${text}\``);
}
