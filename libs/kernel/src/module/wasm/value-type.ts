// The types of values: only integers may be used.
import { Unreadable, type Findings, type ModuleFindingCode } from './finding.ts';
import type { Reader } from './reader.ts';
import { I32, I64 } from './shape.ts';

const REFUSED: ReadonlyMap<number, readonly [ModuleFindingCode, string]> = new Map([
  [0x7d, ['float', 'f32']],
  [0x7c, ['float', 'f64']],
  [0x7b, ['simd', 'v128']],
  [0x70, ['reference_types', 'a function reference']],
  [0x6f, ['reference_types', 'an external reference']],
  [0x69, ['exceptions', 'an exception reference']],
]);

/** Notes a finding and goes on for types of one byte that exist. */
export function readValueType(reader: Reader, what: string, findings: Findings): number {
  const offset = reader.at;
  const type = reader.byte(`the type of ${what}`);
  if (type === I32 || type === I64) return type;
  const refused = REFUSED.get(type);
  if (!refused) throw new Unreadable(type >= 0x63 && type <= 0x74 ? 'gc' : 'malformed', offset, `${what} of type 0x${type.toString(16).padStart(2, '0')}`);
  findings.add(refused[0], offset, `${what} of type ${refused[1]}`);
  return type;
}
