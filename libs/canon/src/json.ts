// JSON and text without hashing or CBOR, for programs that must start fast: `@nx-air/canon/json`.
export { compareText } from './bytes.ts';
export { createLocator, locateJson } from './json-locate.ts';
export type { JsonLocator } from './json-locate.ts';
export { layoutFile, layoutJson } from './json-layout.ts';
export type { JsonLayout } from './json-layout.ts';
export type { JsonProblem, JsonProblemCode } from './json-problem.ts';
export { readJson } from './json-read.ts';
export type { ReadJsonOptions, ReadJsonResult } from './json-read.ts';
export { writeJson } from './json-write.ts';
export { joinPointer, splitPointer } from './pointer.ts';
export type { JsonObject, JsonValue } from './value.ts';
