// What a workflow is called with: as a reducer, and how the outcomes of its effects will be named.
import { Members, VERSION } from './input';
import { Reader } from './reader';

export class WorkflowInput {
  constructor(
    readonly context: Reader | null,
    readonly key: Reader | null,
    /** The event or envelope, as the module's event schema has it. */
    readonly event: Reader,
    /** Null at the first call of an instance. */
    readonly state: Reader | null,
    /** `emitted_at_seq` of effects that this call emits. */
    readonly seq: u64,
    /** `effect_index` of the first of them. */
    readonly index: u64,
  ) {}

  static read(pointer: usize, size: i32): WorkflowInput {
    const from = Reader.open(pointer, size);
    const members = new Members(from, from.map());
    const context = members.optional('ctx');
    members.required('event');
    const ofEvent = new Members(from, from.map());
    const key = ofEvent.optional('key');
    const event = ofEvent.required('value').inner();
    ofEvent.required('schema').text();
    ofEvent.done();
    const state = members.optional('state');
    if (members.required('version').nat() != VERSION) throw new Error('an envelope of another version or with other members');
    members.required('emission');
    const ofEmission = new Members(from, from.map());
    const seq = ofEmission.required('seq').nat();
    const index = ofEmission.required('index').nat();
    ofEmission.done();
    members.done();
    from.done();
    return new WorkflowInput(context, key, event, state, seq, index);
  }
}
