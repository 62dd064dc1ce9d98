// Types of this world for its modules. Written by `air codegen`: change the schemas instead.
import { AirValue, Emitted, none, Option, Outcome, Reader, some, Sorted, Workflow, Writer } from '@nx-air/module-sdk/assembly';

/** `order-fulfilment/OrderId@1` */
export type OrderId = string;

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

export enum FlowEventTag {
  Placed,
  Receipt,
}

/** `order-fulfilment/FlowEvent@1` */
export class FlowEvent extends AirValue {
  private $Placed: OrderPlaced | null = null;
  private $Receipt: EffectReceiptEnvelope | null = null;

  private constructor(readonly tag: FlowEventTag) {
    super();
  }

  static Placed(value: OrderPlaced): FlowEvent {
    const made = new FlowEvent(FlowEventTag.Placed);
    made.$Placed = value;
    return made;
  }

  get isPlaced(): bool {
    return this.tag == FlowEventTag.Placed;
  }

  asPlaced(): OrderPlaced {
    if (this.tag != FlowEventTag.Placed) throw new Error("another arm than Placed: ask its tag first");
    return changetype<OrderPlaced>(this.$Placed);
  }

  static Receipt(value: EffectReceiptEnvelope): FlowEvent {
    const made = new FlowEvent(FlowEventTag.Receipt);
    made.$Receipt = value;
    return made;
  }

  get isReceipt(): bool {
    return this.tag == FlowEventTag.Receipt;
  }

  asReceipt(): EffectReceiptEnvelope {
    if (this.tag != FlowEventTag.Receipt) throw new Error("another arm than Receipt: ask its tag first");
    return changetype<EffectReceiptEnvelope>(this.$Receipt);
  }

  static read(from: Reader): FlowEvent {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Placed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return FlowEvent.Placed(OrderPlaced.read(from));
    }
    if (tag == "Receipt") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return FlowEvent.Receipt(EffectReceiptEnvelope.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "order-fulfilment/FlowEvent@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case FlowEventTag.Placed:
        to.map(2);
        to.text("$tag");
        to.text("Placed");
        to.text("$value");
        this.asPlaced().$write(to);
        return;
      case FlowEventTag.Receipt:
        to.map(2);
        to.text("$tag");
        to.text("Receipt");
        to.text("$value");
        this.asReceipt().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `order-fulfilment/FlowState@1` */
export class FlowState extends AirValue {
  order: OrderPlaced;
  phase: Phase;

  static read(from: Reader): FlowState {
    from.fields(2);
    from.key("order");
    const $order = OrderPlaced.read(from);
    from.key("phase");
    const $phase = Phase.read(from);
    return { order: $order, phase: $phase };
  }

  $schema(): string {
    return "order-fulfilment/FlowState@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("order");
    this.order.$write(to);
    to.text("phase");
    this.phase.$write(to);
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

/** `order-fulfilment/OrderFulfilled@1` */
export class OrderFulfilled extends AirValue {
  order_id: string;
  told: u64;

  static read(from: Reader): OrderFulfilled {
    from.fields(2);
    from.key("told");
    const $told = from.nat();
    from.key("order_id");
    const $order_id = from.text();
    return { order_id: $order_id, told: $told };
  }

  $schema(): string {
    return "order-fulfilment/OrderFulfilled@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("told");
    to.nat(this.told);
    to.text("order_id");
    to.text(this.order_id);
  }
}

/** `order-fulfilment/OrderPlaced@1` */
export class OrderPlaced extends AirValue {
  body_ref: string;
  order_id: string;

  static read(from: Reader): OrderPlaced {
    from.fields(2);
    from.key("body_ref");
    const $body_ref = from.text();
    from.key("order_id");
    const $order_id = from.text();
    return { body_ref: $body_ref, order_id: $order_id };
  }

  $schema(): string {
    return "order-fulfilment/OrderPlaced@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("body_ref");
    to.text(this.body_ref);
    to.text("order_id");
    to.text(this.order_id);
  }
}

/** `order-fulfilment/OrderRejected@1` */
export class OrderRejected extends AirValue {
  code: string;
  order_id: string;
  released: bool;
  stage: Stage;

  static read(from: Reader): OrderRejected {
    from.fields(4);
    from.key("code");
    const $code = from.text();
    from.key("stage");
    const $stage = Stage.read(from);
    from.key("order_id");
    const $order_id = from.text();
    from.key("released");
    const $released = from.bool();
    return { code: $code, order_id: $order_id, released: $released, stage: $stage };
  }

  $schema(): string {
    return "order-fulfilment/OrderRejected@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("code");
    to.text(this.code);
    to.text("stage");
    this.stage.$write(to);
    to.text("order_id");
    to.text(this.order_id);
    to.text("released");
    to.bool(this.released);
  }
}

export enum PhaseTag {
  Charging,
  Releasing,
  Reserving,
  Telling,
}

/** `order-fulfilment/Phase@1` */
export class Phase extends AirValue {
  private $Releasing: PhaseReleasing | null = null;
  private $Telling: PhaseTelling | null = null;

  private constructor(readonly tag: PhaseTag) {
    super();
  }

  static Charging(): Phase {
    return new Phase(PhaseTag.Charging);
  }

  get isCharging(): bool {
    return this.tag == PhaseTag.Charging;
  }

  static Releasing(value: PhaseReleasing): Phase {
    const made = new Phase(PhaseTag.Releasing);
    made.$Releasing = value;
    return made;
  }

  get isReleasing(): bool {
    return this.tag == PhaseTag.Releasing;
  }

  asReleasing(): PhaseReleasing {
    if (this.tag != PhaseTag.Releasing) throw new Error("another arm than Releasing: ask its tag first");
    return changetype<PhaseReleasing>(this.$Releasing);
  }

  static Reserving(): Phase {
    return new Phase(PhaseTag.Reserving);
  }

  get isReserving(): bool {
    return this.tag == PhaseTag.Reserving;
  }

  static Telling(value: PhaseTelling): Phase {
    const made = new Phase(PhaseTag.Telling);
    made.$Telling = value;
    return made;
  }

  get isTelling(): bool {
    return this.tag == PhaseTag.Telling;
  }

  asTelling(): PhaseTelling {
    if (this.tag != PhaseTag.Telling) throw new Error("another arm than Telling: ask its tag first");
    return changetype<PhaseTelling>(this.$Telling);
  }

  static read(from: Reader): Phase {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Charging") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return Phase.Charging();
    }
    if (tag == "Releasing") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return Phase.Releasing(PhaseReleasing.read(from));
    }
    if (tag == "Reserving") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return Phase.Reserving();
    }
    if (tag == "Telling") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return Phase.Telling(PhaseTelling.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "order-fulfilment/Phase@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case PhaseTag.Charging:
        to.map(1);
        to.text("$tag");
        to.text("Charging");
        return;
      case PhaseTag.Releasing:
        to.map(2);
        to.text("$tag");
        to.text("Releasing");
        to.text("$value");
        this.asReleasing().$write(to);
        return;
      case PhaseTag.Reserving:
        to.map(1);
        to.text("$tag");
        to.text("Reserving");
        return;
      case PhaseTag.Telling:
        to.map(2);
        to.text("$tag");
        to.text("Telling");
        to.text("$value");
        this.asTelling().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

export class PhaseReleasing extends AirValue {
  code: string;

  static read(from: Reader): PhaseReleasing {
    from.fields(1);
    from.key("code");
    const $code = from.text();
    return { code: $code };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(1);
    to.text("code");
    to.text(this.code);
  }
}

export class PhaseTelling extends AirValue {
  left: u64;
  told: u64;

  static read(from: Reader): PhaseTelling {
    from.fields(2);
    from.key("left");
    const $left = from.nat();
    from.key("told");
    const $told = from.nat();
    return { left: $left, told: $told };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("left");
    to.nat(this.left);
    to.text("told");
    to.nat(this.told);
  }
}

export enum StageTag {
  Charge,
  Reserve,
}

/** `order-fulfilment/Stage@1` */
export class Stage extends AirValue {

  private constructor(readonly tag: StageTag) {
    super();
  }

  static Charge(): Stage {
    return new Stage(StageTag.Charge);
  }

  get isCharge(): bool {
    return this.tag == StageTag.Charge;
  }

  static Reserve(): Stage {
    return new Stage(StageTag.Reserve);
  }

  get isReserve(): bool {
    return this.tag == StageTag.Reserve;
  }

  static read(from: Reader): Stage {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Charge") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return Stage.Charge();
    }
    if (tag == "Reserve") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return Stage.Reserve();
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "order-fulfilment/Stage@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case StageTag.Charge:
        to.map(1);
        to.text("$tag");
        to.text("Charge");
        return;
      case StageTag.Reserve:
        to.map(1);
        to.text("$tag");
        to.text("Reserve");
        return;
      default:
        unreachable();
    }
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

/** What `order-fulfilment/OrderFlow@1` extends. */
export abstract class OrderFlowWorkflow extends Workflow {
  /** Key of the cell. */
  get key(): string {
    const from = this.$key();
    const value = from.text();
    from.done();
    return value;
  }

  abstract onPlaced(state: FlowState | null, event: OrderPlaced): FlowState | null;
  /** What became of a `http.request`. */
  abstract onHttpRequestOutcome(state: FlowState, outcome: HttpRequestOutcome): FlowState | null;

  /** Emits `http.request`, through the grant bound to `slot`, or the only one of its cap type; `key`: 32 bytes. */
  emitHttpRequest(params: HttpRequestParams, slot: string = '', key: Uint8Array | null = null): Emitted {
    const to = Writer.open();
    params.$write(to);
    return this.$emit("http.request", to, slot, key);
  }

  /** Completes the instance: `return this.complete();`. */
  complete(): FlowState | null {
    return null;
  }

  /** Ends the instance as failed; nothing of this call is applied. */
  fail(message: string): FlowState | null {
    throw new Error(message);
  }

  $handle(before: Reader | null, from: Reader, to: Writer): bool {
    const event = FlowEvent.read(from);
    from.done();
    let state: FlowState | null = null;
    if (before !== null) state = this.readState(before);
    const after = this.dispatch(state, event);
    if (after === null) return false;
    after.$write(to);
    return true;
  }

  private dispatch(state: FlowState | null, event: FlowEvent): FlowState | null {
    if (event.isPlaced) return this.onPlaced(state, event.asPlaced());
    if (event.isReceipt) return this.receive(state, event.asReceipt());
    throw new Error("no such event");
  }

  private receive(before: FlowState | null, envelope: EffectReceiptEnvelope): FlowState | null {
    if (before === null) throw new Error("an outcome before any event");
    const state = before;
    const emitted = new Emitted(envelope.emitted_at_seq, envelope.effect_index);
    const code = envelope.fault.isSome ? envelope.fault.value.code : '';
    const message = envelope.fault.isSome ? envelope.fault.value.message : '';
    if (envelope.effect_kind == "http.request") return this.onHttpRequestOutcome(state, new HttpRequestOutcome(emitted, envelope.intent_id, envelope.status, code, message, envelope.receipt_payload));
    throw new Error("no such effect");
  }

  private readState(from: Reader): FlowState {
    const state = FlowState.read(from);
    from.done();
    return state;
  }
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
