// Which finding a text deserves that does not match its pattern.
import type { FindingCode } from '../codes.ts';
import {
  AUTHORED_HASH_PATTERN,
  DEF_NAME_PATTERN,
  FIELD_NAME_PATTERN,
  HASH_PATTERN,
  SCHEMA_REF_PATTERN,
} from '../schema/atoms.ts';
import { WORLD_ID_PATTERN } from '../schema/sync-config.ts';

interface PatternCode {
  readonly code: FindingCode;
  readonly expected: string;
}

const HASH: PatternCode = { code: 'bad_hash', expected: '`sha256:` and 64 hexadecimal digits' };

const CODES_BY_PATTERN: ReadonlyMap<string, PatternCode> = new Map([
  [DEF_NAME_PATTERN, { code: 'bad_name', expected: 'a name like `acme.flow/core_sync@1`' }],
  [SCHEMA_REF_PATTERN, { code: 'bad_schema_ref', expected: 'a reference like `acme.flow/Order@1`' }],
  [HASH_PATTERN, HASH],
  [AUTHORED_HASH_PATTERN, HASH],
  [FIELD_NAME_PATTERN, { code: 'bad_field_name', expected: 'a name that does not begin with `$`' }],
  [WORLD_ID_PATTERN, { code: 'config_bad_id', expected: 'an id like `session-notes`' }],
]);

export const codeOfPattern = (pattern: string): PatternCode =>
  CODES_BY_PATTERN.get(pattern) ?? { code: 'bad_pattern', expected: pattern };
