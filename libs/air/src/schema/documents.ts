// The JSON Schemas as documents: complete, with `$id`, each usable alone by an editor or a validator.
import { DEFINITION_SCHEMAS } from './definitions.ts';
import type { JsonSchema } from './build.ts';
import { exprOrNull, exprSchema } from './expr.ts';
import { manifestSchema } from './manifest.ts';
import { stepSchema } from './step.ts';
import { scenarioSchema } from './scenario.ts';
import { syncConfigSchema } from './sync-config.ts';
import { typeExpr } from './type-expr.ts';
import { NODE_KINDS } from '../node.ts';
import type { NodeKind } from '../node.ts';

export type DocumentName = NodeKind | 'type' | 'expr' | 'step' | 'air' | 'aos.sync' | 'scenario';

const SHARED: Readonly<Record<string, JsonSchema>> = {
  type: typeExpr,
  expr: exprSchema,
  exprOrNull,
  step: stepSchema,
};

const nodeSchema = (kind: NodeKind): JsonSchema => {
  const schema = kind === 'manifest' ? manifestSchema : DEFINITION_SCHEMAS[kind];
  const properties = schema['properties'];
  return typeof properties === 'object' && properties !== null
    ? { ...schema, properties: { ...properties, $schema: { type: 'string' } } }
    : schema;
};

const anyNode: JsonSchema = {
  type: 'object',
  discriminator: { propertyName: '$kind' },
  oneOf: NODE_KINDS.map(nodeSchema),
};

const bodyOf = (name: DocumentName): JsonSchema => {
  switch (name) {
    case 'type':
      return typeExpr;
    case 'expr':
      return exprSchema;
    case 'step':
      return stepSchema;
    case 'aos.sync':
      return syncConfigSchema;
    case 'scenario':
      return scenarioSchema;
    case 'air':
      return {
        description: 'an AIR file: one definition, or a list of them',
        if: { type: 'array' },
        then: { type: 'array', items: anyNode },
        else: anyNode,
      };
    default:
      return nodeSchema(name);
  }
};

/** The shared schemas that `body` reaches, in the order of `SHARED`. */
const reached = (body: JsonSchema, shared: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> => {
  const found = new Set<string>();
  const visit = (schema: JsonSchema): void => {
    const text = JSON.stringify(schema);
    for (const [name, target] of Object.entries(shared)) {
      if (found.has(name) || !text.includes(`"#/$defs/${name}"`)) continue;
      found.add(name);
      visit(target);
    }
  };
  visit(body);
  return Object.fromEntries(Object.entries(shared).filter(([name]) => found.has(name)));
};

const documentOf = (name: DocumentName, shared: Readonly<Record<string, JsonSchema>>): JsonSchema => {
  const body = bodyOf(name);
  const $defs = reached(body, shared);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:nx-air:schema:${name}`,
    ...body,
    ...(Object.keys($defs).length === 0 ? {} : { $defs }),
  };
};

/** Names of all published documents; the file is `spec/schemas/<name>.schema.json`. */
export const DOCUMENT_NAMES: readonly DocumentName[] = [...NODE_KINDS, 'type', 'expr', 'step', 'air', 'aos.sync', 'scenario'];

/** A published document (draft 2020-12). */
export const schemaDocument = (name: DocumentName): JsonSchema => documentOf(name, SHARED);

/**
 * The same document with expressions left open: structure/expr-slot.ts checks them, because what AOS reads
 * as an expression and what it keeps as plain JSON cannot be said in a schema with one finding a mistake.
 */
export const checkingDocument = (name: DocumentName): JsonSchema =>
  documentOf(name, { ...SHARED, expr: {}, exprOrNull: {} });
