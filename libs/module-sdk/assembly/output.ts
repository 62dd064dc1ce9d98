// What a module answers, and how the answer reaches the host: by its address and size, at a place that the host gave.
import { AirValue } from './value';
import { Writer } from './writer';

/** Leaves address and size of what `writer` wrote at `at`: two 32-bit words, little end first. */
export function answer(at: usize, writer: Writer): void {
  store<u32>(at, <u32>writer.start);
  store<u32>(at, <u32>writer.size, 4);
}

export class Output {
  private readonly events: AirValue[] = [];

  raise(event: AirValue): void {
    this.events.push(event);
  }

  /** `state` null ends the cell or completes the instance. */
  write(state: Writer | null): Writer {
    const to = Writer.open();
    const length = this.events.length;
    to.map((state === null ? 0 : 1) + (this.$effects() == 0 ? 0 : 1) + (length == 0 ? 0 : 1));
    if (state !== null) {
      to.text('state');
      to.inner(state);
    }
    this.$writeEffects(to);
    if (length > 0) {
      to.text('domain_events');
      to.list(length);
      for (let index = 0; index < length; index++) writeEvent(this.events[index], to);
    }
    return to;
  }

  /** How many there are. */
  $effects(): i32 {
    return 0;
  }

  /** The member `effects`, when there are any. */
  $writeEffects(to: Writer): void {}
}

function writeEvent(event: AirValue, to: Writer): void {
  const value = Writer.open();
  event.$write(value);
  to.map(2);
  to.text('value');
  to.inner(value);
  to.text('schema');
  to.text(event.$schema());
}
