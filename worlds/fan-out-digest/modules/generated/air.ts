// Types of this world for its modules. Written by `air codegen`: change the schemas instead.
import { AirValue, Emitted, none, Option, Outcome, Reader, some, Sorted, Workflow, Writer } from '@nx-air/module-sdk/assembly';

/** `fan-out-digest/DigestId@1` */
export type DigestId = string;

export enum CollectEventTag {
  Receipt,
  Requested,
}

/** `fan-out-digest/CollectEvent@1` */
export class CollectEvent extends AirValue {
  private $Receipt: EffectReceiptEnvelope | null = null;
  private $Requested: DigestRequested | null = null;

  private constructor(readonly tag: CollectEventTag) {
    super();
  }

  static Receipt(value: EffectReceiptEnvelope): CollectEvent {
    const made = new CollectEvent(CollectEventTag.Receipt);
    made.$Receipt = value;
    return made;
  }

  get isReceipt(): bool {
    return this.tag == CollectEventTag.Receipt;
  }

  asReceipt(): EffectReceiptEnvelope {
    if (this.tag != CollectEventTag.Receipt) throw new Error("another arm than Receipt: ask its tag first");
    return changetype<EffectReceiptEnvelope>(this.$Receipt);
  }

  static Requested(value: DigestRequested): CollectEvent {
    const made = new CollectEvent(CollectEventTag.Requested);
    made.$Requested = value;
    return made;
  }

  get isRequested(): bool {
    return this.tag == CollectEventTag.Requested;
  }

  asRequested(): DigestRequested {
    if (this.tag != CollectEventTag.Requested) throw new Error("another arm than Requested: ask its tag first");
    return changetype<DigestRequested>(this.$Requested);
  }

  static read(from: Reader): CollectEvent {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Receipt") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return CollectEvent.Receipt(EffectReceiptEnvelope.read(from));
    }
    if (tag == "Requested") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return CollectEvent.Requested(DigestRequested.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "fan-out-digest/CollectEvent@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case CollectEventTag.Receipt:
        to.map(2);
        to.text("$tag");
        to.text("Receipt");
        to.text("$value");
        this.asReceipt().$write(to);
        return;
      case CollectEventTag.Requested:
        to.map(2);
        to.text("$tag");
        to.text("Requested");
        to.text("$value");
        this.asRequested().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `fan-out-digest/CollectState@1` */
export class CollectState extends AirValue {
  first: u64;
  left: u64;
  missing: u64;
  pages: Array<Option<string>>;
  seq: u64;

  static read(from: Reader): CollectState {
    from.fields(5);
    from.key("seq");
    const $seq = from.nat();
    from.key("left");
    const $left = from.nat();
    from.key("first");
    const $first = from.nat();
    from.key("pages");
    const $pages = readListOfOptionOfHash(from);
    from.key("missing");
    const $missing = from.nat();
    return { first: $first, left: $left, missing: $missing, pages: $pages, seq: $seq };
  }

  $schema(): string {
    return "fan-out-digest/CollectState@1";
  }

  $write(to: Writer): void {
    to.map(5);
    to.text("seq");
    to.nat(this.seq);
    to.text("left");
    to.nat(this.left);
    to.text("first");
    to.nat(this.first);
    to.text("pages");
    writeListOfOptionOfHash(to, this.pages);
    to.text("missing");
    to.nat(this.missing);
  }
}

/** `fan-out-digest/DigestCollected@1` */
export class DigestCollected extends AirValue {
  digest_id: string;
  missing: u64;
  pages: Array<Option<string>>;

  static read(from: Reader): DigestCollected {
    from.fields(3);
    from.key("pages");
    const $pages = readListOfOptionOfHash(from);
    from.key("missing");
    const $missing = from.nat();
    from.key("digest_id");
    const $digest_id = from.text();
    return { digest_id: $digest_id, missing: $missing, pages: $pages };
  }

  $schema(): string {
    return "fan-out-digest/DigestCollected@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("pages");
    writeListOfOptionOfHash(to, this.pages);
    to.text("missing");
    to.nat(this.missing);
    to.text("digest_id");
    to.text(this.digest_id);
  }
}

/** `fan-out-digest/DigestRequested@1` */
export class DigestRequested extends AirValue {
  digest_id: string;
  urls: Array<string>;

  static read(from: Reader): DigestRequested {
    from.fields(2);
    from.key("urls");
    const $urls = readListOfText(from);
    from.key("digest_id");
    const $digest_id = from.text();
    return { digest_id: $digest_id, urls: $urls };
  }

  $schema(): string {
    return "fan-out-digest/DigestRequested@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("urls");
    writeListOfText(to, this.urls);
    to.text("digest_id");
    to.text(this.digest_id);
  }
}

/** `sys/EffectReceiptEnvelope@1` */
export class EffectReceiptEnvelope extends AirValue {
  effect_index: u64;
  effect_kind: string;
  emitted_at_seq: u64;
  fault: Option<EffectReceiptEnvelopeFault>;
  intent_id: string;
  origin_instance_key: Option<Uint8Array>;
  origin_module_id: string;
  params_hash: Option<string>;
  receipt_payload: Uint8Array;
  status: string;

  static read(from: Reader): EffectReceiptEnvelope {
    from.fields(10);
    from.key("fault");
    const $fault = readOptionOfEffectReceiptEnvelopeFault(from);
    from.key("status");
    const $status = from.text();
    from.key("intent_id");
    const $intent_id = from.text();
    from.key("effect_kind");
    const $effect_kind = from.text();
    from.key("params_hash");
    const $params_hash = readOptionOfHash(from);
    from.key("effect_index");
    const $effect_index = from.nat();
    from.key("emitted_at_seq");
    const $emitted_at_seq = from.nat();
    from.key("receipt_payload");
    const $receipt_payload = from.bytes();
    from.key("origin_module_id");
    const $origin_module_id = from.text();
    from.key("origin_instance_key");
    const $origin_instance_key = readOptionOfBytes(from);
    return { effect_index: $effect_index, effect_kind: $effect_kind, emitted_at_seq: $emitted_at_seq, fault: $fault, intent_id: $intent_id, origin_instance_key: $origin_instance_key, origin_module_id: $origin_module_id, params_hash: $params_hash, receipt_payload: $receipt_payload, status: $status };
  }

  $schema(): string {
    return "sys/EffectReceiptEnvelope@1";
  }

  $write(to: Writer): void {
    to.map(10);
    to.text("fault");
    writeOptionOfEffectReceiptEnvelopeFault(to, this.fault);
    to.text("status");
    to.text(this.status);
    to.text("intent_id");
    to.text(this.intent_id);
    to.text("effect_kind");
    to.text(this.effect_kind);
    to.text("params_hash");
    writeOptionOfHash(to, this.params_hash);
    to.text("effect_index");
    to.nat(this.effect_index);
    to.text("emitted_at_seq");
    to.nat(this.emitted_at_seq);
    to.text("receipt_payload");
    to.bytes(this.receipt_payload);
    to.text("origin_module_id");
    to.text(this.origin_module_id);
    to.text("origin_instance_key");
    writeOptionOfBytes(to, this.origin_instance_key);
  }
}

export class EffectReceiptEnvelopeFault extends AirValue {
  code: string;
  message: string;

  static read(from: Reader): EffectReceiptEnvelopeFault {
    from.fields(2);
    from.key("code");
    const $code = from.text();
    from.key("message");
    const $message = from.text();
    return { code: $code, message: $message };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("code");
    to.text(this.code);
    to.text("message");
    to.text(this.message);
  }
}

/** `sys/HttpRequestParams@1` */
export class HttpRequestParams extends AirValue {
  body_ref: Option<string>;
  headers: Map<string, string>;
  method: string;
  url: string;

  static read(from: Reader): HttpRequestParams {
    from.fields(4);
    from.key("url");
    const $url = from.text();
    from.key("method");
    const $method = from.text();
    from.key("headers");
    const $headers = readMapOfTextToText(from);
    from.key("body_ref");
    const $body_ref = readOptionOfHash(from);
    return { body_ref: $body_ref, headers: $headers, method: $method, url: $url };
  }

  $schema(): string {
    return "sys/HttpRequestParams@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("url");
    to.text(this.url);
    to.text("method");
    to.text(this.method);
    to.text("headers");
    writeMapOfTextToText(to, this.headers);
    to.text("body_ref");
    writeOptionOfHash(to, this.body_ref);
  }
}

/** `sys/HttpRequestReceipt@1` */
export class HttpRequestReceipt extends AirValue {
  adapter_id: string;
  body_ref: Option<string>;
  headers: Map<string, string>;
  status: i64;
  timings: HttpRequestReceiptTimings;

  static read(from: Reader): HttpRequestReceipt {
    from.fields(5);
    from.key("status");
    const $status = from.int();
    from.key("headers");
    const $headers = readMapOfTextToText(from);
    from.key("timings");
    const $timings = HttpRequestReceiptTimings.read(from);
    from.key("body_ref");
    const $body_ref = readOptionOfHash(from);
    from.key("adapter_id");
    const $adapter_id = from.text();
    return { adapter_id: $adapter_id, body_ref: $body_ref, headers: $headers, status: $status, timings: $timings };
  }

  $schema(): string {
    return "sys/HttpRequestReceipt@1";
  }

  $write(to: Writer): void {
    to.map(5);
    to.text("status");
    to.int(this.status);
    to.text("headers");
    writeMapOfTextToText(to, this.headers);
    to.text("timings");
    this.timings.$write(to);
    to.text("body_ref");
    writeOptionOfHash(to, this.body_ref);
    to.text("adapter_id");
    to.text(this.adapter_id);
  }
}

export class HttpRequestReceiptTimings extends AirValue {
  end_ns: u64;
  start_ns: u64;

  static read(from: Reader): HttpRequestReceiptTimings {
    from.fields(2);
    from.key("end_ns");
    const $end_ns = from.nat();
    from.key("start_ns");
    const $start_ns = from.nat();
    return { end_ns: $end_ns, start_ns: $start_ns };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("end_ns");
    to.nat(this.end_ns);
    to.text("start_ns");
    to.nat(this.start_ns);
  }
}

/** What became of a `http.request`. */
export class HttpRequestOutcome extends Outcome {
  /** Ends the call unless `isOk`. */
  get receipt(): HttpRequestReceipt {
    const from = this.$payload();
    const receipt = HttpRequestReceipt.read(from);
    from.done();
    return receipt;
  }
}

/** What `fan-out-digest/Collector@1` extends. */
export abstract class CollectorWorkflow extends Workflow {
  /** Key of the cell. */
  get key(): string {
    const from = this.$key();
    const value = from.text();
    from.done();
    return value;
  }

  abstract onRequested(state: CollectState | null, event: DigestRequested): CollectState | null;
  /** What became of a `http.request`. */
  abstract onHttpRequestOutcome(state: CollectState, outcome: HttpRequestOutcome): CollectState | null;

  /** Emits `http.request`, through the grant bound to `slot`, or the only one of its cap type; `key`: 32 bytes. */
  emitHttpRequest(params: HttpRequestParams, slot: string = '', key: Uint8Array | null = null): Emitted {
    const to = Writer.open();
    params.$write(to);
    return this.$emit("http.request", to, slot, key);
  }

  /** Completes the instance: `return this.complete();`. */
  complete(): CollectState | null {
    return null;
  }

  /** Ends the instance as failed; nothing of this call is applied. */
  fail(message: string): CollectState | null {
    throw new Error(message);
  }

  $handle(before: Reader | null, from: Reader, to: Writer): bool {
    const event = CollectEvent.read(from);
    from.done();
    let state: CollectState | null = null;
    if (before !== null) state = this.readState(before);
    const after = this.dispatch(state, event);
    if (after === null) return false;
    after.$write(to);
    return true;
  }

  private dispatch(state: CollectState | null, event: CollectEvent): CollectState | null {
    if (event.isRequested) return this.onRequested(state, event.asRequested());
    if (event.isReceipt) return this.receive(state, event.asReceipt());
    throw new Error("no such event");
  }

  private receive(before: CollectState | null, envelope: EffectReceiptEnvelope): CollectState | null {
    if (before === null) throw new Error("an outcome before any event");
    const state = before;
    const emitted = new Emitted(envelope.emitted_at_seq, envelope.effect_index);
    const code = envelope.fault.isSome ? envelope.fault.value.code : '';
    const message = envelope.fault.isSome ? envelope.fault.value.message : '';
    if (envelope.effect_kind == "http.request") return this.onHttpRequestOutcome(state, new HttpRequestOutcome(emitted, envelope.intent_id, envelope.status, code, message, envelope.receipt_payload));
    throw new Error("no such effect");
  }

  private readState(from: Reader): CollectState {
    const state = CollectState.read(from);
    from.done();
    return state;
  }
}

function readListOfOptionOfHash(from: Reader): Array<Option<string>> {
  const items = new Array<Option<string>>();
  for (let left = from.list(); left > 0; left--) items.push(readOptionOfHash(from));
  return items;
}

function writeListOfOptionOfHash(to: Writer, value: Array<Option<string>>): void {
  to.list(value.length);
  for (let index = 0; index < value.length; index++) writeOptionOfHash(to, value[index]);
}

function readListOfText(from: Reader): Array<string> {
  const items = new Array<string>();
  for (let left = from.list(); left > 0; left--) items.push(from.text());
  return items;
}

function writeListOfText(to: Writer, value: Array<string>): void {
  to.list(value.length);
  for (let index = 0; index < value.length; index++) to.text(value[index]);
}

function readMapOfTextToText(from: Reader): Map<string, string> {
  const entries = new Map<string, string>();
  let before: usize = 0;
  let beforeEnd: usize = 0;
  for (let left = from.map(), first = true; left > 0; left--, first = false) {
    const start = from.position;
    const key = from.text();
    if (!first) from.ascending(before, beforeEnd, start);
    before = start;
    beforeEnd = from.position;
    entries.set(key, from.text());
  }
  return entries;
}

function writeMapOfTextToText(to: Writer, value: Map<string, string>): void {
  const sorted = new Sorted();
  const keys = value.keys();
  for (let index = 0; index < keys.length; index++) {
    const key = new Writer();
    key.text(keys[index]);
    const item = new Writer();
    item.text(value.get(keys[index]));
    sorted.entry(key, item);
  }
  sorted.writeMap(to);
}

function readOptionOfBytes(from: Reader): Option<Uint8Array> {
  if (!from.isNull()) return some<Uint8Array>(from.bytes());
  from.null();
  return none<Uint8Array>();
}

function writeOptionOfBytes(to: Writer, value: Option<Uint8Array>): void {
  if (value.isNone) return to.null();
  to.bytes(value.value);
}

function readOptionOfEffectReceiptEnvelopeFault(from: Reader): Option<EffectReceiptEnvelopeFault> {
  if (!from.isNull()) return some<EffectReceiptEnvelopeFault>(EffectReceiptEnvelopeFault.read(from));
  from.null();
  return none<EffectReceiptEnvelopeFault>();
}

function writeOptionOfEffectReceiptEnvelopeFault(to: Writer, value: Option<EffectReceiptEnvelopeFault>): void {
  if (value.isNone) return to.null();
  value.value.$write(to);
}

function readOptionOfHash(from: Reader): Option<string> {
  if (!from.isNull()) return some<string>(from.text());
  from.null();
  return none<string>();
}

function writeOptionOfHash(to: Writer, value: Option<string>): void {
  if (value.isNone) return to.null();
  to.text(value.value);
}
