// Types of this world for its modules. Written by `air codegen`: change the schemas instead.
import { AirValue, none, Option, Reader, Reducer, some, Sorted, Writer } from '@nx-air/module-sdk/assembly';

/** `daily-digest/DigestId@1` */
export type DigestId = string;

/** `digest/DigestExpired@1` */
export class DigestExpired extends AirValue {
  deadline_ns: u64;
  digest_id: string;

  static read(from: Reader): DigestExpired {
    from.fields(2);
    from.key("digest_id");
    const $digest_id = from.text();
    from.key("deadline_ns");
    const $deadline_ns = from.nat();
    return { deadline_ns: $deadline_ns, digest_id: $digest_id };
  }

  $schema(): string {
    return "digest/DigestExpired@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("digest_id");
    to.text(this.digest_id);
    to.text("deadline_ns");
    to.nat(this.deadline_ns);
  }
}

/** `digest/DigestFailed@1` */
export class DigestFailed extends AirValue {
  code: string;
  digest_id: string;
  stage: DigestStage;

  static read(from: Reader): DigestFailed {
    from.fields(3);
    from.key("code");
    const $code = from.text();
    from.key("stage");
    const $stage = DigestStage.read(from);
    from.key("digest_id");
    const $digest_id = from.text();
    return { code: $code, digest_id: $digest_id, stage: $stage };
  }

  $schema(): string {
    return "digest/DigestFailed@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("code");
    to.text(this.code);
    to.text("stage");
    this.stage.$write(to);
    to.text("digest_id");
    to.text(this.digest_id);
  }
}

export enum DigestOutcomeTag {
  Expired,
  Failed,
  Ready,
}

/** `digest/DigestOutcome@1` */
export class DigestOutcome extends AirValue {
  private $Expired: DigestExpired | null = null;
  private $Failed: DigestFailed | null = null;
  private $Ready: DigestReady | null = null;

  private constructor(readonly tag: DigestOutcomeTag) {
    super();
  }

  static Expired(value: DigestExpired): DigestOutcome {
    const made = new DigestOutcome(DigestOutcomeTag.Expired);
    made.$Expired = value;
    return made;
  }

  get isExpired(): bool {
    return this.tag == DigestOutcomeTag.Expired;
  }

  asExpired(): DigestExpired {
    if (this.tag != DigestOutcomeTag.Expired) throw new Error("another arm than Expired: ask its tag first");
    return changetype<DigestExpired>(this.$Expired);
  }

  static Failed(value: DigestFailed): DigestOutcome {
    const made = new DigestOutcome(DigestOutcomeTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == DigestOutcomeTag.Failed;
  }

  asFailed(): DigestFailed {
    if (this.tag != DigestOutcomeTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<DigestFailed>(this.$Failed);
  }

  static Ready(value: DigestReady): DigestOutcome {
    const made = new DigestOutcome(DigestOutcomeTag.Ready);
    made.$Ready = value;
    return made;
  }

  get isReady(): bool {
    return this.tag == DigestOutcomeTag.Ready;
  }

  asReady(): DigestReady {
    if (this.tag != DigestOutcomeTag.Ready) throw new Error("another arm than Ready: ask its tag first");
    return changetype<DigestReady>(this.$Ready);
  }

  static read(from: Reader): DigestOutcome {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Expired") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DigestOutcome.Expired(DigestExpired.read(from));
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DigestOutcome.Failed(DigestFailed.read(from));
    }
    if (tag == "Ready") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DigestOutcome.Ready(DigestReady.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "digest/DigestOutcome@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case DigestOutcomeTag.Expired:
        to.map(2);
        to.text("$tag");
        to.text("Expired");
        to.text("$value");
        this.asExpired().$write(to);
        return;
      case DigestOutcomeTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case DigestOutcomeTag.Ready:
        to.map(2);
        to.text("$tag");
        to.text("Ready");
        to.text("$value");
        this.asReady().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `digest/DigestReady@1` */
export class DigestReady extends AirValue {
  cost_cents: u64;
  digest_id: string;
  output_ref: string;
  source_ref: string;

  static read(from: Reader): DigestReady {
    from.fields(4);
    from.key("digest_id");
    const $digest_id = from.text();
    from.key("cost_cents");
    const $cost_cents = from.nat();
    from.key("output_ref");
    const $output_ref = from.text();
    from.key("source_ref");
    const $source_ref = from.text();
    return { cost_cents: $cost_cents, digest_id: $digest_id, output_ref: $output_ref, source_ref: $source_ref };
  }

  $schema(): string {
    return "digest/DigestReady@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("digest_id");
    to.text(this.digest_id);
    to.text("cost_cents");
    to.nat(this.cost_cents);
    to.text("output_ref");
    to.text(this.output_ref);
    to.text("source_ref");
    to.text(this.source_ref);
  }
}

/** `digest/DigestRequested@1` */
export class DigestRequested extends AirValue {
  deadline_ns: u64;
  digest_id: string;
  model: string;
  prompt_ref: string;
  provider: string;
  source_url: string;

  static read(from: Reader): DigestRequested {
    from.fields(6);
    from.key("model");
    const $model = from.text();
    from.key("provider");
    const $provider = from.text();
    from.key("digest_id");
    const $digest_id = from.text();
    from.key("prompt_ref");
    const $prompt_ref = from.text();
    from.key("source_url");
    const $source_url = from.text();
    from.key("deadline_ns");
    const $deadline_ns = from.nat();
    return { deadline_ns: $deadline_ns, digest_id: $digest_id, model: $model, prompt_ref: $prompt_ref, provider: $provider, source_url: $source_url };
  }

  $schema(): string {
    return "digest/DigestRequested@1";
  }

  $write(to: Writer): void {
    to.map(6);
    to.text("model");
    to.text(this.model);
    to.text("provider");
    to.text(this.provider);
    to.text("digest_id");
    to.text(this.digest_id);
    to.text("prompt_ref");
    to.text(this.prompt_ref);
    to.text("source_url");
    to.text(this.source_url);
    to.text("deadline_ns");
    to.nat(this.deadline_ns);
  }
}

export enum DigestStageTag {
  Fetch,
  Summarise,
}

/** `digest/DigestStage@1` */
export class DigestStage extends AirValue {

  private constructor(readonly tag: DigestStageTag) {
    super();
  }

  static Fetch(): DigestStage {
    return new DigestStage(DigestStageTag.Fetch);
  }

  get isFetch(): bool {
    return this.tag == DigestStageTag.Fetch;
  }

  static Summarise(): DigestStage {
    return new DigestStage(DigestStageTag.Summarise);
  }

  get isSummarise(): bool {
    return this.tag == DigestStageTag.Summarise;
  }

  static read(from: Reader): DigestStage {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Fetch") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return DigestStage.Fetch();
    }
    if (tag == "Summarise") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return DigestStage.Summarise();
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "digest/DigestStage@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case DigestStageTag.Fetch:
        to.map(1);
        to.text("$tag");
        to.text("Fetch");
        return;
      case DigestStageTag.Summarise:
        to.map(1);
        to.text("$tag");
        to.text("Summarise");
        return;
      default:
        unreachable();
    }
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

export enum LogEventTag {
  Expired,
  Failed,
  Ready,
  Requested,
}

/** `daily-digest/LogEvent@1` */
export class LogEvent extends AirValue {
  private $Expired: DigestExpired | null = null;
  private $Failed: DigestFailed | null = null;
  private $Ready: DigestReady | null = null;
  private $Requested: DigestRequested | null = null;

  private constructor(readonly tag: LogEventTag) {
    super();
  }

  static Expired(value: DigestExpired): LogEvent {
    const made = new LogEvent(LogEventTag.Expired);
    made.$Expired = value;
    return made;
  }

  get isExpired(): bool {
    return this.tag == LogEventTag.Expired;
  }

  asExpired(): DigestExpired {
    if (this.tag != LogEventTag.Expired) throw new Error("another arm than Expired: ask its tag first");
    return changetype<DigestExpired>(this.$Expired);
  }

  static Failed(value: DigestFailed): LogEvent {
    const made = new LogEvent(LogEventTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == LogEventTag.Failed;
  }

  asFailed(): DigestFailed {
    if (this.tag != LogEventTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<DigestFailed>(this.$Failed);
  }

  static Ready(value: DigestReady): LogEvent {
    const made = new LogEvent(LogEventTag.Ready);
    made.$Ready = value;
    return made;
  }

  get isReady(): bool {
    return this.tag == LogEventTag.Ready;
  }

  asReady(): DigestReady {
    if (this.tag != LogEventTag.Ready) throw new Error("another arm than Ready: ask its tag first");
    return changetype<DigestReady>(this.$Ready);
  }

  static Requested(value: DigestRequested): LogEvent {
    const made = new LogEvent(LogEventTag.Requested);
    made.$Requested = value;
    return made;
  }

  get isRequested(): bool {
    return this.tag == LogEventTag.Requested;
  }

  asRequested(): DigestRequested {
    if (this.tag != LogEventTag.Requested) throw new Error("another arm than Requested: ask its tag first");
    return changetype<DigestRequested>(this.$Requested);
  }

  static read(from: Reader): LogEvent {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Expired") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return LogEvent.Expired(DigestExpired.read(from));
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return LogEvent.Failed(DigestFailed.read(from));
    }
    if (tag == "Ready") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return LogEvent.Ready(DigestReady.read(from));
    }
    if (tag == "Requested") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return LogEvent.Requested(DigestRequested.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "daily-digest/LogEvent@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case LogEventTag.Expired:
        to.map(2);
        to.text("$tag");
        to.text("Expired");
        to.text("$value");
        this.asExpired().$write(to);
        return;
      case LogEventTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case LogEventTag.Ready:
        to.map(2);
        to.text("$tag");
        to.text("Ready");
        to.text("$value");
        this.asReady().$write(to);
        return;
      case LogEventTag.Requested:
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

/** `daily-digest/LogState@1` */
export class LogState extends AirValue {
  outcome: Option<DigestOutcome>;
  source_url: string;
  spent_cents: u64;

  static read(from: Reader): LogState {
    from.fields(3);
    from.key("outcome");
    const $outcome = readOptionOfDigestOutcome(from);
    from.key("source_url");
    const $source_url = from.text();
    from.key("spent_cents");
    const $spent_cents = from.nat();
    return { outcome: $outcome, source_url: $source_url, spent_cents: $spent_cents };
  }

  $schema(): string {
    return "daily-digest/LogState@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("outcome");
    writeOptionOfDigestOutcome(to, this.outcome);
    to.text("source_url");
    to.text(this.source_url);
    to.text("spent_cents");
    to.nat(this.spent_cents);
  }
}

/** `sys/ReducerContext@1` */
export class ReducerContext extends AirValue {
  cell_mode: bool;
  entropy: Uint8Array;
  event_hash: string;
  journal_height: u64;
  key: Option<Uint8Array>;
  logical_now_ns: u64;
  manifest_hash: string;
  now_ns: u64;
  reducer: string;

  static read(from: Reader): ReducerContext {
    from.fields(9);
    from.key("key");
    const $key = readOptionOfBytes(from);
    from.key("now_ns");
    const $now_ns = from.nat();
    from.key("entropy");
    const $entropy = from.bytes();
    from.key("reducer");
    const $reducer = from.text();
    from.key("cell_mode");
    const $cell_mode = from.bool();
    from.key("event_hash");
    const $event_hash = from.text();
    from.key("manifest_hash");
    const $manifest_hash = from.text();
    from.key("journal_height");
    const $journal_height = from.nat();
    from.key("logical_now_ns");
    const $logical_now_ns = from.nat();
    return { cell_mode: $cell_mode, entropy: $entropy, event_hash: $event_hash, journal_height: $journal_height, key: $key, logical_now_ns: $logical_now_ns, manifest_hash: $manifest_hash, now_ns: $now_ns, reducer: $reducer };
  }

  $schema(): string {
    return "sys/ReducerContext@1";
  }

  $write(to: Writer): void {
    to.map(9);
    to.text("key");
    writeOptionOfBytes(to, this.key);
    to.text("now_ns");
    to.nat(this.now_ns);
    to.text("entropy");
    to.bytes(this.entropy);
    to.text("reducer");
    to.text(this.reducer);
    to.text("cell_mode");
    to.bool(this.cell_mode);
    to.text("event_hash");
    to.text(this.event_hash);
    to.text("manifest_hash");
    to.text(this.manifest_hash);
    to.text("journal_height");
    to.nat(this.journal_height);
    to.text("logical_now_ns");
    to.nat(this.logical_now_ns);
  }
}

/** What `daily-digest/DigestLog@1` extends. */
export abstract class DigestLogReducer extends Reducer {
  /** What the kernel says about this call. */
  get context(): ReducerContext {
    const from = this.$context();
    const value = ReducerContext.read(from);
    from.done();
    return value;
  }

  /** Key of the cell. */
  get key(): string {
    const from = this.$key();
    const value = from.text();
    from.done();
    return value;
  }

  abstract onExpired(state: LogState | null, event: DigestExpired): LogState | null;
  abstract onFailed(state: LogState | null, event: DigestFailed): LogState | null;
  abstract onReady(state: LogState | null, event: DigestReady): LogState | null;
  abstract onRequested(state: LogState | null, event: DigestRequested): LogState | null;

  $handle(before: Reader | null, from: Reader, to: Writer): bool {
    const event = LogEvent.read(from);
    from.done();
    let state: LogState | null = null;
    if (before !== null) state = this.readState(before);
    const after = this.dispatch(state, event);
    if (after === null) return false;
    after.$write(to);
    return true;
  }

  private dispatch(state: LogState | null, event: LogEvent): LogState | null {
    if (event.isExpired) return this.onExpired(state, event.asExpired());
    if (event.isFailed) return this.onFailed(state, event.asFailed());
    if (event.isReady) return this.onReady(state, event.asReady());
    if (event.isRequested) return this.onRequested(state, event.asRequested());
    throw new Error("no such event");
  }

  private readState(from: Reader): LogState {
    const state = LogState.read(from);
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

function readOptionOfDigestOutcome(from: Reader): Option<DigestOutcome> {
  if (!from.isNull()) return some<DigestOutcome>(DigestOutcome.read(from));
  from.null();
  return none<DigestOutcome>();
}

function writeOptionOfDigestOutcome(to: Writer, value: Option<DigestOutcome>): void {
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
