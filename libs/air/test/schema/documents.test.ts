// The published schemas: strict, self-contained, and never stricter than the checker.
import { readFileSync } from 'node:fs';
import { readJson, writeJson } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkingDocument, DOCUMENT_NAMES, schemaDocument } from '../../src/schema/documents.ts';
import type { DocumentName } from '../../src/schema/documents.ts';
import { STEP_OPS } from '../../src/model/plan.ts';
import { STEP_SCHEMAS } from '../../src/schema/step.ts';
import { checkSlot } from '../../src/structure/expr-slot.ts';
import { reporter } from '../../src/structure/place.ts';
import { STEP_SLOTS } from '../../src/structure/slots.ts';
import { ROWS } from '../structure/bad-rows.ts';

const strict = { strict: true, allErrors: true, discriminator: true, allowUnionTypes: true } as const;
const compile = (name: DocumentName): ValidateFunction => new Ajv2020(strict).compile(schemaDocument(name));

const bytes = readFileSync(new URL('../../../../spec/vectors/aos-vectors.json', import.meta.url));
const vectors = readJson(bytes, { floats: 'allow' }).value as { readonly nodes: readonly JsonObject[] };

describe('schema documents', () => {
  it.each(DOCUMENT_NAMES)('%s compiles strictly, as published and as used by the checker', (name) => {
    expect(() => compile(name)).not.toThrow();
    expect(() => new Ajv2020(strict).compile(checkingDocument(name))).not.toThrow();
    expect(schemaDocument(name)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:nx-air:schema:${name}`,
    });
  });

  it('strict mode can fail', () => {
    expect(() => new Ajv2020(strict).compile({ properties: { a: true } })).toThrow('strict mode');
  });

  it('compile without the discriminator keyword too, for validators that do not know it', () => {
    const text = writeJson(schemaDocument('air')).replaceAll('"discriminator"', '"x-unused"');
    expect(() => new Ajv2020({ strict: false }).compile(JSON.parse(text))).not.toThrow();
  });

  it('know every step op and its slots', () => {
    expect(Object.keys(STEP_SCHEMAS).sort()).toEqual([...STEP_OPS].sort());
    expect(Object.keys(STEP_SLOTS).sort()).toEqual([...STEP_OPS].sort());
    for (const op of STEP_OPS) {
      const { properties } = STEP_SCHEMAS[op] as unknown as { properties: object };
      for (const slot of Object.keys(STEP_SLOTS[op])) expect(Object.keys(properties)).toContain(slot);
    }
  });

  it('hold no invariants', () => {
    for (const name of DOCUMENT_NAMES) expect(writeJson(schemaDocument(name))).not.toContain('invariants');
  });
});

describe('air.schema.json', () => {
  const validate = compile('air');
  const plain = (json: JsonValue | undefined): unknown => JSON.parse(writeJson(json ?? null));

  it.each(vectors.nodes.filter(({ label }) => !String(label).startsWith('refused_')).map((v) => [String(v['label']), v['json']] as const))(
    'accepts the vector %s, alone and in a list',
    (_label, json) => {
      expect(validate(plain(json))).toBe(true);
      expect(validate([plain(json)])).toBe(true);
    },
  );

  it.each(Object.entries(ROWS))('accepts the good twin of: %s', (_name, { good }) => {
    validate(JSON.parse(good));
    expect(validate.errors).toBeNull();
  });

  it('refuses what a schema can refuse', () => {
    const accepted = Object.entries(ROWS).filter(([, { bad }]) => validate(JSON.parse(bad)));
    // These need to know how AOS reads a value, or what a name means.
    expect(accepted.map(([name]) => name)).toMatchInlineSnapshot(`
      [
        "reserved name",
        "effects of a reducer",
        "abi of another kind",
        "expression as grant parameters",
        "plain JSON as grant parameters",
        "literal variant in an expression",
        "plain value inside a typed list",
        "negative nat",
        "int of a nat",
        "hash constant",
        "constant of another type",
        "null with members",
        "map entry without key",
        "misspelt map entry",
        "variant without tag",
        "list of one",
        "list that reads as an operator",
        "record with a field named like a constant",
        "record with fields tag and more",
        "record that only looks like an expression",
      ]
    `);
  });
});

describe('expr.schema.json', () => {
  const validate = compile('expr');
  const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<JsonValue>(null, true, 1, 'len', '@event', {}),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('ref', 'text', 'nat', 'bool', 'null', 'op', 'args', 'list', 'set', 'record', 'map', 'key', 'value', 'variant', 'tag', '$comment'),
        tie('json'),
        { minKeys: 1, maxKeys: 2 },
      ),
    ),
  }));

  it('accepts every expression that the checker accepts', () => {
    const report = reporter({ file: 'a.json', pointer: '' }, 'x');
    let accepted = 0;
    fc.assert(
      fc.property(json, (value) => {
        if (checkSlot({ pointer: '/when', value, mode: 'expr' }, report).length > 0) return;
        accepted += 1;
        expect(validate(value)).toBe(true);
      }),
      { seed: 7, numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});
