// A workflow: as a reducer, and it emits effects whose outcomes come back to it. Generated classes give it its types.
import { Cell } from './cell';
import { CellInput, Envelope } from './input';
import { Output } from './output';
import { Emitted, Effect, WorkflowOutput } from './workflow-output';
import { Writer } from './writer';

export abstract class Workflow extends Cell {
  private readonly output: WorkflowOutput = new WorkflowOutput();
  /** Names of the effects of this call: `emitted_at_seq`, and `effect_index` of the first of them. */
  private first: Emitted | null = null;

  $emit(kind: string, params: Writer, slot: string, key: Uint8Array | null): Emitted {
    const first = this.first;
    if (first === null) throw new Error('effects are emitted while an event is handled');
    const count = this.output.emit(new Effect(kind, params, slot, key));
    return new Emitted(first.seq, first.index + <u64>(count - 1));
  }

  $output(): Output {
    return this.output;
  }

  /** One call by the host, in the form with a pointer for the result. */
  $step(result: usize, pointer: usize, size: i32): void {
    const envelope = Envelope.open(pointer, size);
    const input = CellInput.read(envelope);
    const emission = envelope.members('emission');
    const seq = emission.required('seq').nat();
    const index = emission.required('index').nat();
    emission.done();
    envelope.done();
    this.first = new Emitted(seq, index);
    this.$answer(result, input);
  }
}
