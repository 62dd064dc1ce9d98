// Every code of definitions and their meaning is expected somewhere as it is printed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CODES, codeEntry } from '@nx-air/air';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS = ['libs', 'plugins', 'tools'].flatMap((parent) => readdirSync(join(ROOT, parent), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(ROOT, parent, name, 'test')));

function textsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : textsBelow(path);
    return /\.(?:ts|snap)$/u.test(entry.name) && entry.name !== 'every-code.test.ts' ? [readFileSync(path, 'utf8')] : [];
  });
}

const hasTests = (folder: string): boolean => readdirSync(join(folder, '..')).includes('test');
const texts = FOLDERS.filter(hasTests).flatMap(textsBelow);
const printed = new Set(texts.flatMap((text) => [...text.matchAll(/\b(?:error|warning) ([a-z0-9_]+)/gu)].map(([, code]) => code)));
const named = (code: string): boolean => texts.some((text) => new RegExp(`\\b${code}\\b`, 'u').test(text));

/** Expected by code and facts only; the list may only become shorter. */
const BY_NAME = new Set<string>([
  // A file of that size is refused before it is read as JSON.
  'json_size',
  'float_value',
  // Answers of cargo that no test waits for or provokes in a process of its own.
  'cargo_crate_not_found', 'cargo_metadata_failed', 'cargo_timeout',
  'built_modules_bad', 'built_module_differs',
  'effect_never_emitted', 'effect_not_declared', 'outcome_dropped',
]);

/** Expected nowhere yet; the list may only become shorter. */
const NOWHERE = new Set<string>();

const codes = Object.keys(CODES).filter((code): code is keyof typeof CODES => code in CODES).filter((code) => [2, 4].includes(codeEntry(code).exit));

describe('every code with exit 2 or 4', () => {
  it('is printed in a test, or at least named in one', () => {
    expect(codes.filter((code) => !printed.has(code) && !BY_NAME.has(code) && !NOWHERE.has(code))).toEqual([]);
    expect([...BY_NAME].filter((code) => !named(code))).toEqual([]);
  });

  it('and none is listed as not printed that is', () => {
    expect([...BY_NAME].filter((code) => printed.has(code))).toEqual([]);
    expect([...NOWHERE].filter(named)).toEqual([]);
  });
});
