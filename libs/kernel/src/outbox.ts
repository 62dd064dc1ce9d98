// Intents that wait for an adapter, with everything that an adapter needs (10.13).
import { decodeCanonical, type CanonValue, type Hash } from '@nx-air/canon';
import { normaliseValue, toCanon } from '@nx-air/plan/runtime';
import { secretsIn } from './effect/secrets.ts';
import { KernelError } from './errors.ts';
import type { Machine } from './machine/machine.ts';
import type { Origin } from './record.ts';
import type { PendingIntent } from './state/world-state.ts';

/** An intent is offered at least once, and under the same id each time: adapters use it to do the work once. */
export interface OutboxIntent {
  readonly intentId: Hash;
  readonly kind: string;
  /** In schema-typed form; records are maps. */
  readonly params: CanonValue;
  readonly capName: string;
  /** Parameters of the grant as it is now; undefined once it has been taken away. */
  readonly capParams: CanonValue | undefined;
  readonly idempotencyKey: Uint8Array | undefined;
  readonly origin: Origin;
  /** Its instance has ended: the answer reaches nobody. */
  readonly orphaned: boolean;
  /** Where the values of the secrets in `params` are: only the adapter resolves them. */
  readonly secrets: readonly { readonly alias: string; readonly version: bigint; readonly bindingId: string | undefined }[];
}

/** Those of `ids` that are under way and that an adapter answers; only intents up to the given cause, which are durable. */
export function readOutbox(machine: Machine, ids: Iterable<Hash>, durableCause: number): readonly OutboxIntent[] {
  const offered: OutboxIntent[] = [];
  for (const id of ids) {
    const intent = machine.state.intents.get(id);
    if (intent && !intent.sameAs && intent.cause <= durableCause) offered.push(outboxIntent(machine, intent));
  }
  return offered;
}

function outboxIntent({ state, programs }: Machine, intent: PendingIntent): OutboxIntent {
  const program = programs.get(intent.manifest);
  const current = programs.get(state.manifest);
  const effect = program.effects.get(intent.kind);
  const params = decodeCanonical(intent.params);
  const typed = effect && normaliseValue(params, effect.params, program.schemas);
  if (!effect || !typed?.ok) throw new KernelError('bad_state', `intent ${intent.id} does not match its effect kind ${intent.kind}`);
  const grant = current.grants.get(intent.capName);
  return {
    intentId: intent.id,
    kind: intent.kind,
    params,
    capName: intent.capName,
    capParams: grant && toCanon(grant.params),
    idempotencyKey: intent.key,
    origin: intent.origin,
    orphaned: intent.orphaned,
    secrets: secretsIn(typed.value, effect.params, program.schemas).map(({ alias, version }) => ({
      alias,
      version,
      bindingId: current.secrets.get(`${alias}@${version}`)?.bindingId,
    })),
  };
}
