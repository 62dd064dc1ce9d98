// The shape of a world's manifest.
import { authoredHash, defName, schemaRef } from './atoms.ts';
import { anything, listOf, mapOf, natural, oneWordOf, options, shape, text, use } from './build.ts';
import type { JsonSchema } from './build.ts';

const references: JsonSchema = listOf(shape({ name: defName }, { hash: authoredHash }));

const capGrant = shape({ name: text, cap: defName, params: anything }, options({ expiry_ns: natural }));

/** Limits of one call of a module; AOS has none and drops them. */
const limits = shape({}, options({ effects: natural, events: natural, output_bytes: natural }));

const routing = shape(
  {},
  {
    events: listOf(shape({ event: schemaRef, reducer: defName }, options({ key_field: text }))),
    inboxes: listOf(shape({ source: text, reducer: defName })),
  },
);

const trigger = shape(
  { event: schemaRef, plan: defName },
  { ...options({ correlate_by: text }), when: use('exprOrNull'), input_expr: anything },
);

export const manifestSchema: JsonSchema = shape(
  {
    $kind: { const: 'manifest' },
    air_version: oneWordOf('1', '1.1'),
    schemas: references,
    modules: references,
    plans: references,
    caps: references,
    policies: references,
  },
  {
    effects: references,
    secrets: references,
    ...options({
      defaults: shape({}, { ...options({ policy: defName }), cap_grants: listOf(capGrant), ...options({ limits }) }),
      routing,
    }),
    module_bindings: mapOf(shape({}, { slots: mapOf(text) })),
    triggers: listOf(trigger),
  },
  { description: 'the manifest of a world' },
);
