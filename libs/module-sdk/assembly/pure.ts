// A pure module: a function of its input alone. Generated classes give it its types.
import { PureInput } from './input';
import { answer } from './output';
import { Reader } from './reader';
import { Writer } from './writer';

export abstract class Pure {
  private input: PureInput | null = null;

  abstract $handle(from: Reader, to: Writer): void;

  $context(): Reader {
    const input = this.input;
    if (input === null) throw new Error('no call');
    const from = input.context;
    if (from === null) throw new Error('this call has no context: the abi of the module names none');
    return from.again();
  }

  /** One call by the host, in the form with a pointer for the result. */
  $run(result: usize, pointer: usize, size: i32): void {
    const input = PureInput.read(pointer, size);
    this.input = input;
    const value = Writer.open();
    this.$handle(input.value, value);
    const to = Writer.open();
    to.map(1);
    to.text('output');
    to.inner(value);
    answer(result, to);
  }
}
