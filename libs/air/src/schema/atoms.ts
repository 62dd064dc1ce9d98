// The textual atoms of AIR: names, schema references, hashes.
import { DEF_NAME, MAX_NAME_LENGTH, SCHEMA_REF } from '../names.ts';
import { matching, orNull } from './build.ts';
import type { JsonSchema } from './build.ts';

export const DEF_NAME_PATTERN = DEF_NAME.source;
export const SCHEMA_REF_PATTERN = SCHEMA_REF.source;
export const HASH_PATTERN = '^sha256:[0-9a-fA-F]{64}$';
/** A hash, or one of the forms that stand for "to be filled in". */
export const AUTHORED_HASH_PATTERN = '^\\s*([sS][hH][aA]256:?)?\\s*$|^sha256:[0-9a-fA-F]{64}$';
/** Field and variant names; `$` is kept for `$tag`, `$value`, `$status`, `$fault`. */
export const FIELD_NAME_PATTERN = '^[^$]';

export const defName: JsonSchema = {
  ...matching(DEF_NAME_PATTERN, 'namespace/name@version'),
  maxLength: MAX_NAME_LENGTH,
};
export const schemaRef = matching(SCHEMA_REF_PATTERN, 'namespace/Name@version of a schema');
export const hash = matching(HASH_PATTERN, 'sha256: and 64 hexadecimal digits');
export const authoredHash = orNull(matching(AUTHORED_HASH_PATTERN, 'a hash; empty or absent means filled in'));
