// A scenario in which one event comes in and every effect is answered: what comes of it is seen when it runs.
import type { builtin, MergedManifest } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon/json';
import { namesIn } from '../json-object.ts';
import { createSampler, SAMPLE_CONTENT } from '../sample/sample-value.ts';

/** Kinds that the kernel answers itself. */
const ANSWERED_INSIDE = /^(?:workspace|blob|introspect|governance|timer)\./u;

export type BuiltinOf = typeof builtin;

export interface SampledScenario {
  readonly description: string;
  readonly event: string;
}

/** Without `expect`. */
export function sampleScenario({ manifest, defs }: MergedManifest, builtinOf: BuiltinOf, { description, event }: SampledScenario): JsonObject {
  const bodyOf = (kind: 'defschema' | 'defeffect', name: string): JsonObject | undefined => defs.find((def) => def.kind === kind && def.name === name)?.normalized ?? builtinOf(kind, name)?.node;
  const schemaOf = (name: string): JsonValue | undefined => bodyOf('defschema', name)?.['type'];
  const input = createSampler({ schemaOf, full: false });
  const answer = createSampler({ schemaOf, full: true });
  const value = input.value(schemaOf(event), '');
  const receipts = namesIn(manifest['effects']).flatMap((name): readonly JsonObject[] => {
    const { kind, receipt_schema: receipt } = bodyOf('defeffect', name) ?? {};
    if (typeof kind !== 'string' || typeof receipt !== 'string' || ANSWERED_INSIDE.test(kind)) return [];
    return [{ kind, answers: [{ payload: answer.value(schemaOf(receipt), kind), delay: '1m' }] }];
  });
  const content = input.usesContent() || answer.usesContent() ? { content: { [SAMPLE_CONTENT]: { text: 'An example.' } } } : {};
  return { description, ...content, inputs: [{ event, value }], ...(receipts.length === 0 ? {} : { receipts }) };
}
