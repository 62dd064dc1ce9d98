// Every vector that AOS accepts as it stands passes the structural check; the others carry our code.
import { readFileSync } from 'node:fs';
import { readJson } from '@nx-air/canon';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { checkNode } from '../../src/structure/check-node.ts';

const bytes = readFileSync(new URL('../../../../spec/vectors/aos-vectors.json', import.meta.url));
const vectors = readJson(bytes, { floats: 'allow' }).value as { readonly nodes: readonly JsonObject[] };

const codesOf = (node: JsonValue | undefined): string[] =>
  checkNode(node as JsonObject, { file: 'v.json', pointer: '' }).map(({ code, pointer }) => `${code} ${pointer}`);

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  refused_schema_unknown_keys: ['unknown_field /doc'],
  refused_module_reducer_with_effects: ['reducer_effects /abi/reducer/effects_emitted'],
  refused_plan_json_sugar_floats: ['float_value /steps/0/expr/z', 'float_value /steps/6/expr'],
  refused_plan_with_invariants: ['invariants_removed /invariants'],
  refused_plan_expr_extra_keys: [
    'expr_extra_keys /steps/0/expr/note',
    'expr_extra_keys /steps/1/expr/note',
    'expr_extra_keys /steps/2/expr/bool',
  ],
  refused_plan_one_element_array_quirk: [
    'one_element_array /steps/0/expr',
    'one_element_array /steps/1/expr',
    'one_element_array /steps/2/expr',
    'one_element_array /steps/3/expr',
  ],
};

describe('structure of the AOS vectors', () => {
  it.each(vectors.nodes.map((vector) => [String(vector['label']), vector] as const))('%s', (label, vector) => {
    expect(codesOf(vector['json'])).toEqual(REFUSED[label] ?? []);
    expect(label.startsWith('refused_')).toBe(label in REFUSED);
  });

  it('has a row for every refused vector', () => {
    const labels = vectors.nodes.map((vector) => String(vector['label']));
    expect(Object.keys(REFUSED).filter((label) => !labels.includes(label))).toEqual([]);
  });
});
