// spec/imports.md names every finding that resolving, reading and merging imports can have.
import { readFileSync } from 'node:fs';
import { CODES } from '@nx-air/air';
import { expect, test } from 'vitest';

const PAGE = readFileSync(new URL('../../../spec/imports.md', import.meta.url), 'utf8');
const FAMILIES = /^(?:config|import|air_dir|cargo|npm|manifest)_/;
const SINGLE = ['nested_sync_config', 'symlinked_definition', 'reserved_name', 'duplicate_definition', 'stale_manifest_hash', 'builtin_hash_mismatch', 'name_case_clash', 'file_case_clash', 'file_too_large', 'not_air_json'];

const codes = [...Object.keys(CODES).filter((code) => FAMILIES.test(code)), ...SINGLE];

test('the families are not empty', () => expect(codes.length).toBeGreaterThan(30));

test.each(codes)('%s', (code) => {
  expect(Object.keys(CODES)).toContain(code);
  expect(PAGE).toMatch(new RegExp(`\\b${code}\\b`));
});
