// A reducer: a function of state and event to state and domain events. Generated classes give it its types.
import { Input } from './input';
import { answer, Output } from './output';
import { Reader } from './reader';
import { AirValue } from './value';
import { Writer } from './writer';

export abstract class Reducer {
  private readonly output: Output = new Output();
  private input: Input | null = null;

  /** Raises a domain event, delivered after this call in the order of raising; its class is that of a named schema. */
  raise(event: AirValue): void {
    if (event.$schema() == '') throw new Error('only values of a schema with a name can be raised');
    this.output.raise(event);
  }

  /** Writes the state after the event; false ends the cell. `before` is null at its first event. */
  abstract $handle(before: Reader | null, from: Reader, to: Writer): bool;

  $context(): Reader {
    const input = this.input;
    if (input === null) throw new Error('no call');
    const from = input.context;
    if (from === null) throw new Error('this call has no context: the abi of the module names none');
    return from.again();
  }

  $key(): Reader {
    const input = this.input;
    if (input === null) throw new Error('no call');
    const from = input.key;
    if (from === null) throw new Error('this call has no key: the module has no key_schema');
    return from.again();
  }

  /** One call by the host, in the form with a pointer for the result. */
  $step(result: usize, pointer: usize, size: i32): void {
    const input = Input.read(pointer, size);
    this.input = input;
    const state = Writer.open();
    const isKept = this.$handle(input.state, input.event, state);
    answer(result, this.output.write(isKept ? state : null));
  }
}
