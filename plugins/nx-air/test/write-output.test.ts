// Output files are written whole.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outputFile, writeWhole } from '../src/executors/write-output.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'nx-air-output-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('creates the folder, replaces the file, leaves no draft', async () => {
  const file = outputFile(folder, 'validate.json');
  await writeWhole(file, 'one\n');
  await writeWhole(file, 'two\n');
  expect(readFileSync(file, 'utf8')).toBe('two\n');
  expect(readdirSync(dirname(file))).toEqual(['validate.json']);
});

test('a failed write leaves no draft behind', async () => {
  const file = outputFile(folder, 'validate.json');
  mkdirSync(file, { recursive: true });
  await expect(writeWhole(file, 'one\n')).rejects.toThrow();
  expect(readdirSync(dirname(file))).toEqual(['validate.json']);
});
