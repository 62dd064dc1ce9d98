// A workflow: as a reducer, and it emits effects whose outcomes come back to it. Generated classes give it its types.
import { WorkflowInput } from './workflow-input';
import { answer } from './output';
import { Reader } from './reader';
import { AirValue } from './value';
import { Emitted, Effect, WorkflowOutput } from './workflow-output';
import { Writer } from './writer';

export abstract class Workflow {
  private readonly output: WorkflowOutput = new WorkflowOutput();
  private input: WorkflowInput | null = null;

  /** Raises a domain event, delivered after this call in the order of raising; its class is that of a named schema. */
  raise(event: AirValue): void {
    if (event.$schema() == '') throw new Error('only values of a schema with a name can be raised');
    this.output.raise(event);
  }

  /** Writes the state after the event; false completes the instance. `before` is null at its first event. */
  abstract $handle(before: Reader | null, from: Reader, to: Writer): bool;

  $emit(kind: string, params: Writer, slot: string, key: Uint8Array | null): Emitted {
    const input = this.input;
    if (input === null) throw new Error('effects are emitted while an event is handled');
    const count = this.output.emit(new Effect(kind, params, slot, key));
    return new Emitted(input.seq, input.index + <u64>(count - 1));
  }

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
    const input = WorkflowInput.read(pointer, size);
    this.input = input;
    const state = Writer.open();
    const isKept = this.$handle(input.state, input.event, state);
    answer(result, this.output.write(isKept ? state : null));
  }
}
