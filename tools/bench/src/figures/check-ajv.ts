// Figure: structural and semantic checks of a pack with a large plan, against ajv alone with the published schemas.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFile, type LoadedNode, type Problem } from '@nx-air/air';
import { checkPack } from '@nx-air/plan/check';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { timed, type Figure } from '../figure.ts';
import { generateLongPlan, PLAN_SCHEMAS } from '../generate-plans.ts';

/** Steps that a sample checks at least. */
const STEPS = 3000;

interface Checked {
  readonly nodes: readonly LoadedNode[];
  readonly problems: readonly Problem[];
}

function checkBytes(bytes: Uint8Array): Checked {
  const { nodes, problems } = loadFile('bench/defs.air.json', bytes);
  return { nodes, problems: [...problems, ...checkPack(nodes, { name: 'bench' })] };
}

/** One function for definitions of all kinds. */
function compilePublished(root: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, discriminator: true });
  const folder = join(root, 'spec', 'schemas');
  const schemas = readdirSync(folder).map((name): { readonly $id: string } => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  for (const schema of schemas) ajv.addSchema(schema);
  const all = schemas.find(({ $id }) => $id.endsWith(':air'));
  const validate = all && ajv.getSchema(all.$id);
  if (validate === undefined) throw new Error('spec/schemas has no air.schema.json');
  return validate;
}

export const CHECK_AJV: Figure = {
  name: 'check',
  title: 'a pack with a plan of {size} steps, from its bytes',
  oursIs: 'strict JSON, structure, identity and hash, and the checks of meaning',
  peerIs: 'JSON.parse and ajv alone with the published schemas',
  aim: 3,
  sizes: [30, 100, 300],
  prepare: (_dir, root, steps) => {
    const pack = [...PLAN_SCHEMAS, generateLongPlan('bench/core_long@1', steps)];
    const text = JSON.stringify(pack);
    const bytes = new TextEncoder().encode(text);
    const { nodes, problems } = checkBytes(bytes);
    if (nodes.length !== pack.length || problems.length > 0) throw new Error(`the checks found ${JSON.stringify(problems[0])}`);
    const validate = compilePublished(root);
    if (!validate(pack)) throw new Error(`ajv refuses the pack: ${JSON.stringify(validate.errors?.[0])}`);
    // A check that accepts anything would be fast for nothing: ajv sees a step that is none, only ours one that nothing defines.
    const wrong = text.replace('"op":"end"', '"op":"ends"');
    if (checkBytes(new TextEncoder().encode(wrong)).problems.length === 0 || validate(JSON.parse(wrong))) throw new Error('a step with an unknown op was accepted');
    const dangling = text.replace('"to":"done"', '"to":"nowhere"');
    if (checkBytes(new TextEncoder().encode(dangling)).problems.length === 0) throw new Error('an edge to nowhere was accepted');
    const times = Math.max(1, Math.round(STEPS / steps));
    const repeated = (job: () => unknown) => async (): Promise<number> =>
      (await timed(() => {
        for (let time = 0; time < times; time += 1) job();
      })) / times;
    return Promise.resolve({ ours: repeated(() => checkBytes(bytes)), peer: repeated(() => validate(JSON.parse(text))) });
  },
};
