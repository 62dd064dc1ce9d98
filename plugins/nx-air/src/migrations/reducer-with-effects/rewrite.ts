// Makes workflow modules of reducers that emit effects, in the text of one definition file: layout and order stay.
import { locateJson, readJson } from '@nx-air/canon/json';
import { asText, memberOf } from '../../json-member.ts';

export interface Rewritten {
  readonly text: string;
  /** Names of the modules that changed, in their order. */
  readonly changed: readonly string[];
  /** Modules that emit effects and are left as they are, with the reason. */
  readonly left: readonly { readonly name: string; readonly reason: string }[];
}

interface Edit {
  /** Of the characters between the quotes. */
  readonly from: number;
  readonly before: string;
  readonly after: string;
}

/** Undefined for what is no JSON: `air check` reports that. */
export function rewriteReducers(text: string): Rewritten | undefined {
  const { value, problems } = readJson(text);
  if (value === undefined || problems.length > 0) return undefined;
  const edits: Edit[] = [];
  const changed: string[] = [];
  const left: { name: string; reason: string }[] = [];
  for (const [index, node] of (Array.isArray(value) ? [...value] : [value]).entries()) {
    const base = Array.isArray(value) ? `/${index}` : '';
    if (memberOf(node, '$kind') !== 'defmodule') continue;
    const kind = asText(memberOf(node, 'module_kind'));
    const abi = memberOf(node, 'abi');
    const name = asText(memberOf(node, 'name')) ?? `without a name at ${base === '' ? '/' : base}`;
    if (kind === 'workflow' || kind === undefined || !hasEffects(memberOf(abi, kind))) continue;
    if (kind !== 'reducer') left.push({ name, reason: `it is ${kind}, and nothing but a workflow emits effects` });
    else if (memberOf(abi, 'workflow') !== undefined) left.push({ name, reason: 'its abi has both reducer and workflow' });
    else {
      changed.push(name);
      edits.push({ from: locateJson(text, `${base}/module_kind`, 'value').offset + 1, before: 'reducer', after: 'workflow' });
      edits.push({ from: locateJson(text, `${base}/abi/reducer`, 'key').offset + 1, before: 'reducer', after: 'workflow' });
    }
  }
  return { text: apply(text, edits), changed, left };
}

function hasEffects(shape: unknown): boolean {
  const effects = memberOf(shape, 'effects_emitted');
  return Array.isArray(effects) && effects.length > 0;
}

/** From the end, so that places before stay where they are. A word that is written with escapes is no plain word: it stays. */
function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((edited, { from, before, after }) => (edited.startsWith(before, from) ? `${edited.slice(0, from)}${after}${edited.slice(from + before.length)}` : edited), text);
}
