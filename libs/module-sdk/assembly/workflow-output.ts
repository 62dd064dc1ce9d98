// What a workflow answers: state, domain events, effects.
import { Output } from './output';
import { Writer } from './writer';

/** Names an effect: its outcome has the same two numbers. Keep them in the state to tell effects of one kind apart. */
export class Emitted {
  constructor(
    readonly seq: u64,
    readonly index: u64,
  ) {}
}

export class Effect {
  constructor(
    readonly kind: string,
    readonly params: Writer,
    /** '' for the only grant of the cap type. */
    readonly slot: string,
    /** 32 bytes. */
    readonly key: Uint8Array | null,
  ) {}
}

export class WorkflowOutput extends Output {
  private readonly effects: Effect[] = [];

  /** The answer is how many there are now. */
  emit(effect: Effect): i32 {
    return this.effects.push(effect);
  }

  $effects(): i32 {
    return this.effects.length;
  }

  $writeEffects(to: Writer): void {
    const length = this.effects.length;
    if (length == 0) return;
    to.text('effects');
    to.list(length);
    for (let index = 0; index < length; index++) writeEffect(this.effects[index], to);
  }
}

function writeEffect(effect: Effect, to: Writer): void {
  const key = effect.key;
  to.map(2 + (effect.slot == '' ? 0 : 1) + (key === null ? 0 : 1));
  to.text('kind');
  to.text(effect.kind);
  to.text('params');
  to.inner(effect.params);
  if (effect.slot != '') {
    to.text('cap_slot');
    to.text(effect.slot);
  }
  if (key !== null) {
    to.text('idempotency_key');
    to.bytes(key);
  }
}
