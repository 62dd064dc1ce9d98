// What became of an effect. Generated classes add its receipt.
import { Reader } from './reader';
import { Emitted } from './workflow-output';

export class Outcome {
  constructor(
    readonly emitted: Emitted,
    readonly intentId: string,
    /** `ok`, `denied` or `faulted`. */
    readonly status: string,
    /** Of the fault; '' when the status is `ok`. */
    readonly code: string,
    readonly message: string,
    private readonly payload: Uint8Array,
  ) {}

  get isOk(): bool {
    return this.status == 'ok';
  }

  /** Grants or policy refused it: nothing has happened outside. */
  get isDenied(): bool {
    return this.status == 'denied';
  }

  /** It was tried, and failed or took too long. */
  get isFaulted(): bool {
    return this.status == 'faulted';
  }

  /** Whether it is the outcome of the effect with these numbers. */
  is(seq: u64, index: u64): bool {
    return this.emitted.seq == seq && this.emitted.index == index;
  }

  $payload(): Reader {
    if (!this.isOk) throw new Error('an outcome without a receipt: ask isOk first');
    return Reader.of(this.payload);
  }
}
