// A pure module: a function of its input alone. Generated classes give it its types.
import { Callee } from './call';
import { Envelope } from './input';
import { answer } from './output';
import { Reader } from './reader';
import { Writer } from './writer';

export abstract class Pure extends Callee {
  abstract $handle(from: Reader, to: Writer): void;

  /** One call by the host, in the form with a pointer for the result. */
  $run(result: usize, pointer: usize, size: i32): void {
    const envelope = Envelope.open(pointer, size);
    const context = envelope.optional('ctx');
    const input = envelope.required('input').inner();
    envelope.version();
    envelope.done();
    this.$called(context, null);
    const value = Writer.open();
    this.$handle(input, value);
    const to = Writer.open();
    to.map(1);
    to.text('output');
    to.inner(value);
    answer(result, to);
  }
}
