// A reducer: a function of state and event to state and domain events. Generated classes give it its types.
import { Cell } from './cell';
import { CellInput, Envelope } from './input';
import { Output } from './output';

export abstract class Reducer extends Cell {
  private readonly output: Output = new Output();

  $output(): Output {
    return this.output;
  }

  /** One call by the host, in the form with a pointer for the result. */
  $step(result: usize, pointer: usize, size: i32): void {
    const envelope = Envelope.open(pointer, size);
    const input = CellInput.read(envelope);
    envelope.done();
    this.$answer(result, input);
  }
}
