// A value of a type, in the form that scenarios write: something plausible by the name of its field.
import type { JsonValue } from '@nx-air/canon/json';
import { objectOf } from '../json-object.ts';

/** The entry of `content` that sampled hashes name. */
export const SAMPLE_CONTENT = 'sample';
/** The host that sampled URLs name, and grants allow. */
export const SAMPLE_HOST = 'example.org';
export const SAMPLE_PROVIDER = 'local';
export const SAMPLE_MODEL = 'example';
export const SAMPLE_WORKSPACE = 'example';
export const SAMPLE_FOLDER = 'example/';

export interface Sampler {
  /** `field` is the name that the value has in its record. */
  value(type: JsonValue | undefined, field: string): JsonValue;
  /** Whether a value names the sample content. */
  readonly usesContent: () => boolean;
}

export interface SamplerOptions {
  /** The type of a schema by its name. */
  readonly schemaOf: (name: string) => JsonValue | undefined;
  /** Of receipts: options are there, statuses are those of success. */
  readonly full: boolean;
}

const DEEPEST = 24;

export function createSampler({ schemaOf, full }: SamplerOptions): Sampler {
  let hours = 0;
  let usesContent = false;

  const time = (): string => `@time:${(hours += 1)}h`;
  const hash = (): string => {
    usesContent = true;
    return `@hash:${SAMPLE_CONTENT}`;
  };
  const primitive: Readonly<Record<string, (field: string) => JsonValue>> = {
    unit: () => null,
    bool: () => true,
    int: (field) => (field === 'status' ? 200 : 1),
    nat: (field) => (field.endsWith('_ns') && !full ? time() : 1),
    dec128: () => '1',
    bytes: () => 'ZXhhbXBsZQ==',
    text: textFor,
    hash,
    uuid: () => '00000000-0000-4000-8000-000000000001',
    time: () => (full ? 1 : time()),
    duration: () => 1_000_000_000,
  };

  const valueOf = (type: JsonValue | undefined, field: string, depth: number): JsonValue => {
    const [form, inner] = formOf(type);
    const simple = Object.hasOwn(primitive, form) ? primitive[form] : undefined;
    if (simple !== undefined) return simple(field);
    if (form === 'ref') return depth > DEEPEST || typeof inner !== 'string' ? null : valueOf(schemaOf(inner), field, depth + 1);
    if (form === 'record') return Object.fromEntries(Object.entries(objectOf(inner)).map(([name, each]) => [name, valueOf(each, name, depth + 1)]));
    if (form === 'option') return full && depth < DEEPEST ? valueOf(inner, field, depth + 1) : null;
    if (form === 'list' || form === 'set') return depth > DEEPEST ? [] : [valueOf(inner, field, depth + 1)];
    if (form === 'variant') {
      const arms = Object.entries(objectOf(inner));
      const [tag, arm] = arms.find(([, each]) => formOf(each)[0] === 'unit') ?? arms[0] ?? ['', undefined];
      return { [tag]: valueOf(arm, tag, depth + 1) };
    }
    return {};
  };
  return { value: (type, field) => valueOf(type, field, 0), usesContent: () => usesContent };
}

function textFor(field: string): string {
  const word = field.replaceAll('_', '-');
  if (/(?:^|_)(?:url|uri|href)$/u.test(field)) return `https://${SAMPLE_HOST}/${word.replace(/-?(?:url|uri|href)$/u, '') || 'example'}`;
  if (/(?:^|_)host$/u.test(field)) return SAMPLE_HOST;
  if (/(?:^|_)provider(?:_id)?$/u.test(field)) return SAMPLE_PROVIDER;
  if (/(?:^|_)model$/u.test(field)) return SAMPLE_MODEL;
  if (/(?:^|_)workspace$/u.test(field)) return SAMPLE_WORKSPACE;
  if (/(?:^|_)path$/u.test(field)) return `${SAMPLE_FOLDER}file.txt`;
  return `${word.replace(/-id$/u, '')}-1`;
}

/** A type expression has one member: its form. */
function formOf(type: JsonValue | undefined): readonly [string, JsonValue | undefined] {
  const [first] = Object.entries(objectOf(type));
  return first ?? ['', undefined];
}
