// Which exit code findings ask for.
import { expect, it } from 'vitest';
import { exitCode } from '../src/exit-code.ts';

const load = { code: 'json_syntax', severity: 'error' } as const;
const meaning = { code: 'reducer_effects', severity: 'error' } as const;
const warning = { code: 'stale_manifest_hash', severity: 'warning' } as const;
const lowered = { code: 'unknown_field', severity: 'warning' } as const;

it.each([
  ['nothing', [], 0],
  ['warnings', [warning, lowered], 0],
  ['an error of meaning', [warning, meaning], 4],
  ['an error of loading after one of meaning', [meaning, load], 2],
  ['an error of loading before one of meaning', [load, meaning], 2],
] as const)('%s', (_name, findings, expected) => {
  expect(exitCode(findings)).toBe(expected);
});
