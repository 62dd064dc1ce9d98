// What reducers and workflows share: state, an event, and events raised in answer.
import { Callee } from './call';
import { CellInput } from './input';
import { answer, Output } from './output';
import { Reader } from './reader';
import { AirValue } from './value';
import { Writer } from './writer';

export abstract class Cell extends Callee {
  /** Raises a domain event, delivered after this call in the order of raising; its class is that of a named schema. */
  raise(event: AirValue): void {
    if (event.$schema() == '') throw new Error('only values of a schema with a name can be raised');
    this.$output().raise(event);
  }

  /** Writes the state after the event; false ends the cell or completes the instance. `before` is null at its first event. */
  abstract $handle(before: Reader | null, from: Reader, to: Writer): bool;

  abstract $output(): Output;

  protected $answer(result: usize, input: CellInput): void {
    this.$called(input.context, input.key);
    const state = Writer.open();
    const isKept = this.$handle(input.state, input.event, state);
    answer(result, this.$output().write(isKept ? state : null));
  }
}
