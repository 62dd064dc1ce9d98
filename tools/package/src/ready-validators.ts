// Puts compiled validators in the place of the schema compiler: what is published never starts ajv.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { checkingDocument, DOCUMENT_NAMES } from '@nx-air/air';
import type { Plugin } from 'esbuild';

type Ajv = import('ajv/dist/2020.js').Ajv2020;
type AjvModule = typeof import('ajv/dist/2020.js');
type Standalone = (ajv: Ajv, names: Readonly<Record<string, string>>) => string;

const require = createRequire(import.meta.url);

/** Documents that other documents only contain; nothing is checked against them alone. */
const PARTS = ['type', 'expr', 'step', 'air'];

/** The options of libs/air/src/structure/validators.ts; a test compares the errors of both. */
const OPTIONS = { strict: true, allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true } as const;

/** Source text with the export of validators.ts, `schemaErrors`. */
export function readyValidators(): string {
  const { Ajv2020 }: AjvModule = require('ajv/dist/2020.js');
  const write: { readonly default: Standalone } = require('ajv/dist/standalone');
  const ajv = new Ajv2020({ ...OPTIONS, code: { source: true, esm: true } });
  const names = DOCUMENT_NAMES.filter((name) => !PARTS.includes(name));
  for (const name of names) ajv.addSchema(checkingDocument(name), name);
  const code = write.default(ajv, Object.fromEntries(names.map((name, index) => [`validate_${index}`, name])));
  const table = names.map((name, index) => `[${JSON.stringify(name)}, validate_${index}]`).join(', ');
  return `${code}
const VALIDATORS = new Map([${table}]);
export const schemaErrors = (name, json) => {
  const validate = VALIDATORS.get(name);
  return validate(json) ? [] : validate.errors ?? [];
};
`;
}

export function readyValidatorsPlugin(): Plugin {
  return {
    name: 'ready-validators',
    setup(build) {
      build.onLoad({ filter: /[\\/]libs[\\/]air[\\/]src[\\/]structure[\\/]validators\.ts$/ }, ({ path }) => ({
        contents: readyValidators(),
        loader: 'js',
        resolveDir: dirname(path),
      }));
    },
  };
}
