// What a reducer or workflow is called with: state, event, key and context, still as bytes.
import { Reader } from './reader';

export const VERSION: u64 = 1;

/** The members stand in canonical order; absent ones may also be null. */
export class Members {
  constructor(
    private readonly from: Reader,
    private left: i32,
  ) {}

  required(name: string): Reader {
    if (!this.has(name)) throw new Error('an envelope of another version or with other members');
    return this.from;
  }

  optional(name: string): Reader | null {
    if (!this.has(name)) return null;
    if (!this.from.isNull()) return this.from.inner();
    this.from.null();
    return null;
  }

  done(): void {
    if (this.left != 0) throw new Error('an envelope of another version or with other members');
  }

  private has(name: string): bool {
    if (this.left == 0 || !this.from.tryKey(name)) return false;
    this.left -= 1;
    return true;
  }
}

export class Input {
  constructor(
    readonly context: Reader | null,
    readonly key: Reader | null,
    /** The event, as the module's event schema has it. */
    readonly event: Reader,
    /** Schema of the event that was delivered. */
    readonly schema: string,
    /** Null at the first call of a cell. */
    readonly state: Reader | null,
  ) {}

  static read(pointer: usize, size: i32): Input {
    const from = Reader.open(pointer, size);
    const members = new Members(from, from.map());
    const context = members.optional('ctx');
    members.required('event');
    const ofEvent = new Members(from, from.map());
    const key = ofEvent.optional('key');
    const event = ofEvent.required('value').inner();
    const schema = ofEvent.required('schema').text();
    ofEvent.done();
    const state = members.optional('state');
    if (members.required('version').nat() != VERSION) throw new Error('an envelope of another version or with other members');
    members.done();
    from.done();
    return new Input(context, key, event, schema, state);
  }
}

/** What a pure module is called with. */
export class PureInput {
  constructor(
    readonly context: Reader | null,
    readonly value: Reader,
  ) {}

  static read(pointer: usize, size: i32): PureInput {
    const from = Reader.open(pointer, size);
    const members = new Members(from, from.map());
    const context = members.optional('ctx');
    const value = members.required('input').inner();
    if (members.required('version').nat() != VERSION) throw new Error('an envelope of another version or with other members');
    members.done();
    from.done();
    return new PureInput(context, value);
  }
}
