// What a workflow answers: state, domain events, effects.
import { writeEvent } from './output';
import { AirValue } from './value';
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

export class WorkflowOutput {
  private readonly events: AirValue[] = [];
  private readonly effects: Effect[] = [];

  raise(event: AirValue): void {
    this.events.push(event);
  }

  /** The answer is how many there are now. */
  emit(effect: Effect): i32 {
    return this.effects.push(effect);
  }

  /** `state` null completes the instance. */
  write(state: Writer | null): Writer {
    const to = Writer.open();
    const events = this.events.length;
    const effects = this.effects.length;
    to.map((state === null ? 0 : 1) + (effects == 0 ? 0 : 1) + (events == 0 ? 0 : 1));
    if (state !== null) {
      to.text('state');
      to.inner(state);
    }
    if (effects > 0) {
      to.text('effects');
      to.list(effects);
      for (let index = 0; index < effects; index++) writeEffect(this.effects[index], to);
    }
    if (events > 0) {
      to.text('domain_events');
      to.list(events);
      for (let index = 0; index < events; index++) writeEvent(this.events[index], to);
    }
    return to;
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
