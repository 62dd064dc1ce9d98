// Compiled validators, made on first use: ajv costs more to start than most runs cost to check.
import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { checkingDocument } from '../schema/documents.ts';
import type { DocumentName } from '../schema/documents.ts';

type AjvModule = typeof import('ajv/dist/2020.js');

const compiled = new Map<DocumentName, ValidateFunction>();
let compile: ((schema: object) => ValidateFunction) | undefined;

const loadAjv = (): ((schema: object) => ValidateFunction) => {
  const { Ajv2020 }: AjvModule = createRequire(import.meta.url)('ajv/dist/2020.js');
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true });
  return (schema) => ajv.compile(schema);
};

/** Errors of `json` against the document, with data and parent schema; empty when it fits. */
export const schemaErrors = (name: DocumentName, json: unknown): readonly ErrorObject[] => {
  let validate = compiled.get(name);
  if (validate === undefined) {
    compile ??= loadAjv();
    validate = compile(checkingDocument(name));
    compiled.set(name, validate);
  }
  return validate(json) ? [] : (validate.errors ?? []);
};
