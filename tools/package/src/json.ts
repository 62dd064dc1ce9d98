// JSON files of the repository, read as objects.
import { readFileSync } from 'node:fs';

export type JsonRecord = Readonly<Record<string, unknown>>;

export function readRecord(file: string): JsonRecord {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(value)) throw new Error(`${file} holds no JSON object`);
  return value;
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of `value` that are strings; none where it is no object. */
export function textMembers(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
