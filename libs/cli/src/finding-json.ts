// A finding as a JSON object with a fixed key order, for `--json` and for files under dist/.
import type { Finding, PatchOperation, Related } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';

/** Patch values are plain JSON by construction; anything else would be a bug and shows up as null. */
function toJson(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'bigint':
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(toJson);
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
    default:
      return null;
  }
}

function relatedJson(related: Related): JsonObject {
  const { file, pointer, note, line, column } = related;
  return {
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    pointer,
    note,
  };
}

function operationJson({ op, path, value }: PatchOperation): JsonObject {
  return { op, path, ...(value === undefined ? {} : { value: toJson(value) }) };
}

export function findingJson(finding: Finding): JsonObject {
  const { code, severity, subject, message, file, line, column, pointer, expected, actual, related, hint, fix } = finding;
  return {
    code,
    severity,
    subject,
    message,
    file,
    line,
    column,
    pointer,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    ...(related === undefined ? {} : { related: related.map(relatedJson) }),
    hint,
    ...(fix === undefined ? {} : { fix: fix.map(operationJson) }),
  };
}
