// Puts compiled validators in the place of the schema compiler: what is published never starts ajv.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { checkingDocument, DOCUMENT_NAMES } from '@nx-air/air';
import type { Plugin } from 'esbuild';

type Ajv = import('ajv/dist/2020.js').Ajv2020;
type AjvModule = typeof import('ajv/dist/2020.js');
type Standalone = (ajv: Ajv, validate: object) => string;

const require = createRequire(import.meta.url);

/** Documents that other documents only contain; nothing is checked against them alone. */
const PARTS = ['type', 'expr', 'step', 'air'];

/** The options of libs/air/src/structure/validators.ts; a test compares the errors of both. */
const OPTIONS = { strict: true, allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true } as const;

/**
 * Source text with the export of validators.ts, `schemaErrors`. Each document stands in a function of its own: its
 * schemas are made when the first node of its kind is checked.
 */
export function readyValidators(): string {
  const { Ajv2020 }: AjvModule = require('ajv/dist/2020.js');
  const write: { readonly default: Standalone } = require('ajv/dist/standalone');
  const makers = DOCUMENT_NAMES.filter((name) => !PARTS.includes(name)).map((name) => {
    const ajv = new Ajv2020({ ...OPTIONS, code: { source: true } });
    const code = write.default(ajv, ajv.compile(checkingDocument(name)));
    return `[${JSON.stringify(name)}, () => {\nconst module = { exports: {} };\n${code.replace('"use strict";', '')}\nreturn module.exports;\n}]`;
  });
  return `const MAKERS = new Map([${makers.join(',\n')}]);
const made = new Map();
export const schemaErrors = (name, json) => {
  let validate = made.get(name);
  if (validate === undefined) made.set(name, validate = MAKERS.get(name)());
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
