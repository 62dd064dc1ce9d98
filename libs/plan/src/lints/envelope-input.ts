// Lint: a plan that others use takes a record of its own domain, not the event wrapper of an application.
import type { MergedDef } from '@nx-air/air';
import type { Definitions } from '../definitions.ts';
import { objectOf, textOf } from '../members.ts';
import { problemIn, relatedIn, type Placed } from '../report.ts';
import { roleOf } from '../roles.ts';
import type { Lint } from './lint.ts';

/**
 * An envelope is the event type of a module, a variant whose arms all name schemas (an event family), or an envelope
 * of the kernel. Only whoever has the same wrapper can use such a plan.
 */
export const ENVELOPE_INPUT: Lint = {
  code: 'envelope_input',
  in: ['pack'],
  find: ({ definitions, own }) => own.flatMap(({ def }) => {
    const role = roleOf(def.name);
    const input = textOf(def.normalized, 'input') ?? '';
    const envelope = role === 'entry' || role === 'core' ? envelopeOf(input, definitions) : undefined;
    if (!envelope) return [];
    const related = envelope.module ? [relatedIn(envelope.module, '/abi', 'the module whose event it is')] : [];
    return [problemIn(def, 'envelope_input', '/input', { actual: `${input}, ${envelope.what}`, related })];
  }),
};

interface Envelope {
  readonly what: string;
  readonly module?: Placed;
}

function envelopeOf(schema: string, definitions: Definitions): Envelope | undefined {
  const module = definitions.ofKind('defmodule').find((def) => eventOf(def) === schema);
  if (module) return { what: `the event of ${module.name}`, module };
  if (/^sys\/.*Envelope@/u.test(schema)) return { what: 'an envelope of the kernel' };
  const term = definitions.schemas.named(schema);
  const open = term && definitions.schemas.open(term);
  if (open?.kind !== 'variant' || open.arms.size === 0) return undefined;
  const family = [...open.arms.values()].every(({ kind }) => kind === 'ref');
  return family ? { what: `a variant of ${open.arms.size} event${open.arms.size === 1 ? '' : 's'}` } : undefined;
}

function eventOf({ node }: MergedDef): string | undefined {
  const abi = objectOf(node, 'abi');
  const [kind] = Object.keys(abi);
  return kind === undefined ? undefined : textOf(objectOf(abi, kind), 'event');
}
