// What a module is called with, still as bytes: an envelope, and in it what reducers and workflows share.
import { Reader } from './reader';

const VERSION: u64 = 1;
const OTHER_ENVELOPE = 'an envelope of another version or with other members';

/** The members stand in canonical order; absent ones may also be null. */
class Members {
  constructor(
    protected readonly from: Reader,
    private left: i32,
  ) {}

  required(name: string): Reader {
    if (!this.has(name)) throw new Error(OTHER_ENVELOPE);
    return this.from;
  }

  optional(name: string): Reader | null {
    if (!this.has(name)) return null;
    if (!this.from.isNull()) return this.from.inner();
    this.from.null();
    return null;
  }

  /** Of a map inside. */
  members(name: string): Members {
    const from = this.required(name);
    return new Members(from, from.map());
  }

  done(): void {
    if (this.left != 0) throw new Error(OTHER_ENVELOPE);
  }

  private has(name: string): bool {
    if (this.left == 0 || !this.from.tryKey(name)) return false;
    this.left -= 1;
    return true;
  }
}

export class Envelope extends Members {
  static open(pointer: usize, size: i32): Envelope {
    const from = Reader.open(pointer, size);
    return new Envelope(from, from.map());
  }

  version(): void {
    if (this.required('version').nat() != VERSION) throw new Error(OTHER_ENVELOPE);
  }

  done(): void {
    super.done();
    this.from.done();
  }
}

/** State, event, key and context of one call. */
export class CellInput {
  constructor(
    readonly context: Reader | null,
    readonly key: Reader | null,
    /** As the module's event schema has it. */
    readonly event: Reader,
    /** Null at the first call of a cell or an instance. */
    readonly state: Reader | null,
  ) {}

  /** Reads as far as the version. */
  static read(envelope: Envelope): CellInput {
    const context = envelope.optional('ctx');
    const ofEvent = envelope.members('event');
    const key = ofEvent.optional('key');
    const event = ofEvent.required('value').inner();
    // Schema of the event that was delivered: the type of the value says the same.
    ofEvent.required('schema').text();
    ofEvent.done();
    const state = envelope.optional('state');
    envelope.version();
    return new CellInput(context, key, event, state);
  }
}
