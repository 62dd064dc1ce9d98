// Loads text as a definition file and shows its findings as a user sees them.
import { encodeUtf8 } from '@nx-air/canon';
import { loadFile } from '../src/load.ts';
import type { LoadedFile, LoadOptions } from '../src/load.ts';
import { renderText } from '../src/render.ts';
import { toFindings } from '../src/to-findings.ts';

export const load = (text: string, options?: LoadOptions): LoadedFile =>
  loadFile('a.air.json', encodeUtf8(text), options);

export const show = (text: string, options?: LoadOptions): string =>
  renderText(toFindings(load(text, options).problems, () => text));

/** Finding codes in source order. */
export const codesOf = (text: string, options?: LoadOptions): string[] =>
  toFindings(load(text, options).problems, () => text).map(({ code }) => code);

/** A plan with these steps and other members. */
export const plan = (steps: string, more = ''): string =>
  `{"$kind": "defplan", "name": "acme.flow/core_demo@1", "input": "acme.flow/Req@1", "steps": [${steps}]${more}}`;

/** A plan that assigns `value`. */
export const assign = (value: string): string =>
  plan(`{"id": "a", "op": "assign", "expr": ${value}, "bind": {"as": "v"}}`);

export const schema = (type: string): string =>
  `{"$kind": "defschema", "name": "acme.flow/Order@1", "type": ${type}}`;

export const manifest = (more: string): string =>
  `{"$kind": "manifest", "air_version": "1", "schemas": [], "modules": [], "plans": [], "caps": [], "policies": []${more}}`;

export const module = (kind: string, abi: string): string =>
  `{"$kind": "defmodule", "name": "acme.flow/m@1", "module_kind": "${kind}", "abi": ${abi}}`;
