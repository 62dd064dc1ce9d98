// Types of this world for its modules. Written by `air codegen`: change the schemas instead.
import { AirValue, none, Option, Reader, Reducer, some, Sorted, Writer } from '@nx-air/module-sdk/assembly';

/** `release-notes/ReleaseName@1` */
export type ReleaseName = string;

export enum DeskEventTag {
  Declined,
  Drafted,
  Expired,
  Failed,
  Published,
  ReviewRequested,
}

/** `release-notes/DeskEvent@1` */
export class DeskEvent extends AirValue {
  private $Declined: ReleaseDeclined | null = null;
  private $Drafted: ReleaseDrafted | null = null;
  private $Expired: ReleaseExpired | null = null;
  private $Failed: ReleaseFailed | null = null;
  private $Published: ReleasePublished | null = null;
  private $ReviewRequested: ReviewRequested | null = null;

  private constructor(readonly tag: DeskEventTag) {
    super();
  }

  static Declined(value: ReleaseDeclined): DeskEvent {
    const made = new DeskEvent(DeskEventTag.Declined);
    made.$Declined = value;
    return made;
  }

  get isDeclined(): bool {
    return this.tag == DeskEventTag.Declined;
  }

  asDeclined(): ReleaseDeclined {
    if (this.tag != DeskEventTag.Declined) throw new Error("another arm than Declined: ask its tag first");
    return changetype<ReleaseDeclined>(this.$Declined);
  }

  static Drafted(value: ReleaseDrafted): DeskEvent {
    const made = new DeskEvent(DeskEventTag.Drafted);
    made.$Drafted = value;
    return made;
  }

  get isDrafted(): bool {
    return this.tag == DeskEventTag.Drafted;
  }

  asDrafted(): ReleaseDrafted {
    if (this.tag != DeskEventTag.Drafted) throw new Error("another arm than Drafted: ask its tag first");
    return changetype<ReleaseDrafted>(this.$Drafted);
  }

  static Expired(value: ReleaseExpired): DeskEvent {
    const made = new DeskEvent(DeskEventTag.Expired);
    made.$Expired = value;
    return made;
  }

  get isExpired(): bool {
    return this.tag == DeskEventTag.Expired;
  }

  asExpired(): ReleaseExpired {
    if (this.tag != DeskEventTag.Expired) throw new Error("another arm than Expired: ask its tag first");
    return changetype<ReleaseExpired>(this.$Expired);
  }

  static Failed(value: ReleaseFailed): DeskEvent {
    const made = new DeskEvent(DeskEventTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == DeskEventTag.Failed;
  }

  asFailed(): ReleaseFailed {
    if (this.tag != DeskEventTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<ReleaseFailed>(this.$Failed);
  }

  static Published(value: ReleasePublished): DeskEvent {
    const made = new DeskEvent(DeskEventTag.Published);
    made.$Published = value;
    return made;
  }

  get isPublished(): bool {
    return this.tag == DeskEventTag.Published;
  }

  asPublished(): ReleasePublished {
    if (this.tag != DeskEventTag.Published) throw new Error("another arm than Published: ask its tag first");
    return changetype<ReleasePublished>(this.$Published);
  }

  static ReviewRequested(value: ReviewRequested): DeskEvent {
    const made = new DeskEvent(DeskEventTag.ReviewRequested);
    made.$ReviewRequested = value;
    return made;
  }

  get isReviewRequested(): bool {
    return this.tag == DeskEventTag.ReviewRequested;
  }

  asReviewRequested(): ReviewRequested {
    if (this.tag != DeskEventTag.ReviewRequested) throw new Error("another arm than ReviewRequested: ask its tag first");
    return changetype<ReviewRequested>(this.$ReviewRequested);
  }

  static read(from: Reader): DeskEvent {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Declined") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DeskEvent.Declined(ReleaseDeclined.read(from));
    }
    if (tag == "Drafted") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DeskEvent.Drafted(ReleaseDrafted.read(from));
    }
    if (tag == "Expired") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DeskEvent.Expired(ReleaseExpired.read(from));
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DeskEvent.Failed(ReleaseFailed.read(from));
    }
    if (tag == "Published") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DeskEvent.Published(ReleasePublished.read(from));
    }
    if (tag == "ReviewRequested") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return DeskEvent.ReviewRequested(ReviewRequested.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "release-notes/DeskEvent@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case DeskEventTag.Declined:
        to.map(2);
        to.text("$tag");
        to.text("Declined");
        to.text("$value");
        this.asDeclined().$write(to);
        return;
      case DeskEventTag.Drafted:
        to.map(2);
        to.text("$tag");
        to.text("Drafted");
        to.text("$value");
        this.asDrafted().$write(to);
        return;
      case DeskEventTag.Expired:
        to.map(2);
        to.text("$tag");
        to.text("Expired");
        to.text("$value");
        this.asExpired().$write(to);
        return;
      case DeskEventTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case DeskEventTag.Published:
        to.map(2);
        to.text("$tag");
        to.text("Published");
        to.text("$value");
        this.asPublished().$write(to);
        return;
      case DeskEventTag.ReviewRequested:
        to.map(2);
        to.text("$tag");
        to.text("ReviewRequested");
        to.text("$value");
        this.asReviewRequested().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `release-notes/DeskState@1` */
export class DeskState extends AirValue {
  attempts: u64;
  notes_ref: Option<string>;
  open: bool;
  outcome: Option<ReleaseOutcome>;

  static read(from: Reader): DeskState {
    from.fields(4);
    from.key("open");
    const $open = from.bool();
    from.key("outcome");
    const $outcome = readOptionOfReleaseOutcome(from);
    from.key("attempts");
    const $attempts = from.nat();
    from.key("notes_ref");
    const $notes_ref = readOptionOfHash(from);
    return { attempts: $attempts, notes_ref: $notes_ref, open: $open, outcome: $outcome };
  }

  $schema(): string {
    return "release-notes/DeskState@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("open");
    to.bool(this.open);
    to.text("outcome");
    writeOptionOfReleaseOutcome(to, this.outcome);
    to.text("attempts");
    to.nat(this.attempts);
    to.text("notes_ref");
    writeOptionOfHash(to, this.notes_ref);
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

/** `changelog/ReleaseDeclined@1` */
export class ReleaseDeclined extends AirValue {
  reason: Option<string>;
  release: string;
  reviewer: string;

  static read(from: Reader): ReleaseDeclined {
    from.fields(3);
    from.key("reason");
    const $reason = readOptionOfText(from);
    from.key("release");
    const $release = from.text();
    from.key("reviewer");
    const $reviewer = from.text();
    return { reason: $reason, release: $release, reviewer: $reviewer };
  }

  $schema(): string {
    return "changelog/ReleaseDeclined@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("reason");
    writeOptionOfText(to, this.reason);
    to.text("release");
    to.text(this.release);
    to.text("reviewer");
    to.text(this.reviewer);
  }
}

/** `changelog/ReleaseDrafted@1` */
export class ReleaseDrafted extends AirValue {
  deadline_ns: u64;
  notes: Uint8Array;
  publish_url: string;
  release: string;

  static read(from: Reader): ReleaseDrafted {
    from.fields(4);
    from.key("notes");
    const $notes = from.bytes();
    from.key("release");
    const $release = from.text();
    from.key("deadline_ns");
    const $deadline_ns = from.nat();
    from.key("publish_url");
    const $publish_url = from.text();
    return { deadline_ns: $deadline_ns, notes: $notes, publish_url: $publish_url, release: $release };
  }

  $schema(): string {
    return "changelog/ReleaseDrafted@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("notes");
    to.bytes(this.notes);
    to.text("release");
    to.text(this.release);
    to.text("deadline_ns");
    to.nat(this.deadline_ns);
    to.text("publish_url");
    to.text(this.publish_url);
  }
}

/** `changelog/ReleaseExpired@1` */
export class ReleaseExpired extends AirValue {
  deadline_ns: u64;
  release: string;

  static read(from: Reader): ReleaseExpired {
    from.fields(2);
    from.key("release");
    const $release = from.text();
    from.key("deadline_ns");
    const $deadline_ns = from.nat();
    return { deadline_ns: $deadline_ns, release: $release };
  }

  $schema(): string {
    return "changelog/ReleaseExpired@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("release");
    to.text(this.release);
    to.text("deadline_ns");
    to.nat(this.deadline_ns);
  }
}

/** `changelog/ReleaseFailed@1` */
export class ReleaseFailed extends AirValue {
  code: string;
  release: string;
  stage: ReleaseStage;

  static read(from: Reader): ReleaseFailed {
    from.fields(3);
    from.key("code");
    const $code = from.text();
    from.key("stage");
    const $stage = ReleaseStage.read(from);
    from.key("release");
    const $release = from.text();
    return { code: $code, release: $release, stage: $stage };
  }

  $schema(): string {
    return "changelog/ReleaseFailed@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("code");
    to.text(this.code);
    to.text("stage");
    this.stage.$write(to);
    to.text("release");
    to.text(this.release);
  }
}

export enum ReleaseOutcomeTag {
  Declined,
  Expired,
  Failed,
  Published,
}

/** `changelog/ReleaseOutcome@1` */
export class ReleaseOutcome extends AirValue {
  private $Declined: ReleaseDeclined | null = null;
  private $Expired: ReleaseExpired | null = null;
  private $Failed: ReleaseFailed | null = null;
  private $Published: ReleasePublished | null = null;

  private constructor(readonly tag: ReleaseOutcomeTag) {
    super();
  }

  static Declined(value: ReleaseDeclined): ReleaseOutcome {
    const made = new ReleaseOutcome(ReleaseOutcomeTag.Declined);
    made.$Declined = value;
    return made;
  }

  get isDeclined(): bool {
    return this.tag == ReleaseOutcomeTag.Declined;
  }

  asDeclined(): ReleaseDeclined {
    if (this.tag != ReleaseOutcomeTag.Declined) throw new Error("another arm than Declined: ask its tag first");
    return changetype<ReleaseDeclined>(this.$Declined);
  }

  static Expired(value: ReleaseExpired): ReleaseOutcome {
    const made = new ReleaseOutcome(ReleaseOutcomeTag.Expired);
    made.$Expired = value;
    return made;
  }

  get isExpired(): bool {
    return this.tag == ReleaseOutcomeTag.Expired;
  }

  asExpired(): ReleaseExpired {
    if (this.tag != ReleaseOutcomeTag.Expired) throw new Error("another arm than Expired: ask its tag first");
    return changetype<ReleaseExpired>(this.$Expired);
  }

  static Failed(value: ReleaseFailed): ReleaseOutcome {
    const made = new ReleaseOutcome(ReleaseOutcomeTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == ReleaseOutcomeTag.Failed;
  }

  asFailed(): ReleaseFailed {
    if (this.tag != ReleaseOutcomeTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<ReleaseFailed>(this.$Failed);
  }

  static Published(value: ReleasePublished): ReleaseOutcome {
    const made = new ReleaseOutcome(ReleaseOutcomeTag.Published);
    made.$Published = value;
    return made;
  }

  get isPublished(): bool {
    return this.tag == ReleaseOutcomeTag.Published;
  }

  asPublished(): ReleasePublished {
    if (this.tag != ReleaseOutcomeTag.Published) throw new Error("another arm than Published: ask its tag first");
    return changetype<ReleasePublished>(this.$Published);
  }

  static read(from: Reader): ReleaseOutcome {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Declined") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ReleaseOutcome.Declined(ReleaseDeclined.read(from));
    }
    if (tag == "Expired") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ReleaseOutcome.Expired(ReleaseExpired.read(from));
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ReleaseOutcome.Failed(ReleaseFailed.read(from));
    }
    if (tag == "Published") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ReleaseOutcome.Published(ReleasePublished.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "changelog/ReleaseOutcome@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case ReleaseOutcomeTag.Declined:
        to.map(2);
        to.text("$tag");
        to.text("Declined");
        to.text("$value");
        this.asDeclined().$write(to);
        return;
      case ReleaseOutcomeTag.Expired:
        to.map(2);
        to.text("$tag");
        to.text("Expired");
        to.text("$value");
        this.asExpired().$write(to);
        return;
      case ReleaseOutcomeTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case ReleaseOutcomeTag.Published:
        to.map(2);
        to.text("$tag");
        to.text("Published");
        to.text("$value");
        this.asPublished().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `changelog/ReleasePublished@1` */
export class ReleasePublished extends AirValue {
  notes_ref: string;
  release: string;
  reviewer: string;

  static read(from: Reader): ReleasePublished {
    from.fields(3);
    from.key("release");
    const $release = from.text();
    from.key("reviewer");
    const $reviewer = from.text();
    from.key("notes_ref");
    const $notes_ref = from.text();
    return { notes_ref: $notes_ref, release: $release, reviewer: $reviewer };
  }

  $schema(): string {
    return "changelog/ReleasePublished@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("release");
    to.text(this.release);
    to.text("reviewer");
    to.text(this.reviewer);
    to.text("notes_ref");
    to.text(this.notes_ref);
  }
}

export enum ReleaseStageTag {
  Publish,
  Store,
}

/** `changelog/ReleaseStage@1` */
export class ReleaseStage extends AirValue {

  private constructor(readonly tag: ReleaseStageTag) {
    super();
  }

  static Publish(): ReleaseStage {
    return new ReleaseStage(ReleaseStageTag.Publish);
  }

  get isPublish(): bool {
    return this.tag == ReleaseStageTag.Publish;
  }

  static Store(): ReleaseStage {
    return new ReleaseStage(ReleaseStageTag.Store);
  }

  get isStore(): bool {
    return this.tag == ReleaseStageTag.Store;
  }

  static read(from: Reader): ReleaseStage {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Publish") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return ReleaseStage.Publish();
    }
    if (tag == "Store") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return ReleaseStage.Store();
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "changelog/ReleaseStage@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case ReleaseStageTag.Publish:
        to.map(1);
        to.text("$tag");
        to.text("Publish");
        return;
      case ReleaseStageTag.Store:
        to.map(1);
        to.text("$tag");
        to.text("Store");
        return;
      default:
        unreachable();
    }
  }
}

/** `changelog/ReviewDecided@1` */
export class ReviewDecided extends AirValue {
  approved: bool;
  reason: Option<string>;
  release: string;
  reviewer: string;

  static read(from: Reader): ReviewDecided {
    from.fields(4);
    from.key("reason");
    const $reason = readOptionOfText(from);
    from.key("release");
    const $release = from.text();
    from.key("approved");
    const $approved = from.bool();
    from.key("reviewer");
    const $reviewer = from.text();
    return { approved: $approved, reason: $reason, release: $release, reviewer: $reviewer };
  }

  $schema(): string {
    return "changelog/ReviewDecided@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("reason");
    writeOptionOfText(to, this.reason);
    to.text("release");
    to.text(this.release);
    to.text("approved");
    to.bool(this.approved);
    to.text("reviewer");
    to.text(this.reviewer);
  }
}

/** `changelog/ReviewRequested@1` */
export class ReviewRequested extends AirValue {
  notes_ref: string;
  release: string;

  static read(from: Reader): ReviewRequested {
    from.fields(2);
    from.key("release");
    const $release = from.text();
    from.key("notes_ref");
    const $notes_ref = from.text();
    return { notes_ref: $notes_ref, release: $release };
  }

  $schema(): string {
    return "changelog/ReviewRequested@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("release");
    to.text(this.release);
    to.text("notes_ref");
    to.text(this.notes_ref);
  }
}

/** What `release-notes/ReleaseDesk@1` extends. */
export abstract class ReleaseDeskReducer extends Reducer {
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

  abstract onDeclined(state: DeskState | null, event: ReleaseDeclined): DeskState | null;
  abstract onDrafted(state: DeskState | null, event: ReleaseDrafted): DeskState | null;
  abstract onExpired(state: DeskState | null, event: ReleaseExpired): DeskState | null;
  abstract onFailed(state: DeskState | null, event: ReleaseFailed): DeskState | null;
  abstract onPublished(state: DeskState | null, event: ReleasePublished): DeskState | null;
  abstract onReviewRequested(state: DeskState | null, event: ReviewRequested): DeskState | null;

  $handle(before: Reader | null, from: Reader, to: Writer): bool {
    const event = DeskEvent.read(from);
    from.done();
    let state: DeskState | null = null;
    if (before !== null) state = this.readState(before);
    const after = this.dispatch(state, event);
    if (after === null) return false;
    after.$write(to);
    return true;
  }

  private dispatch(state: DeskState | null, event: DeskEvent): DeskState | null {
    if (event.isDeclined) return this.onDeclined(state, event.asDeclined());
    if (event.isDrafted) return this.onDrafted(state, event.asDrafted());
    if (event.isExpired) return this.onExpired(state, event.asExpired());
    if (event.isFailed) return this.onFailed(state, event.asFailed());
    if (event.isPublished) return this.onPublished(state, event.asPublished());
    if (event.isReviewRequested) return this.onReviewRequested(state, event.asReviewRequested());
    throw new Error("no such event");
  }

  private readState(from: Reader): DeskState {
    const state = DeskState.read(from);
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

function readOptionOfHash(from: Reader): Option<string> {
  if (!from.isNull()) return some<string>(from.text());
  from.null();
  return none<string>();
}

function writeOptionOfHash(to: Writer, value: Option<string>): void {
  if (value.isNone) return to.null();
  to.text(value.value);
}

function readOptionOfReleaseOutcome(from: Reader): Option<ReleaseOutcome> {
  if (!from.isNull()) return some<ReleaseOutcome>(ReleaseOutcome.read(from));
  from.null();
  return none<ReleaseOutcome>();
}

function writeOptionOfReleaseOutcome(to: Writer, value: Option<ReleaseOutcome>): void {
  if (value.isNone) return to.null();
  value.value.$write(to);
}

function readOptionOfText(from: Reader): Option<string> {
  if (!from.isNull()) return some<string>(from.text());
  from.null();
  return none<string>();
}

function writeOptionOfText(to: Writer, value: Option<string>): void {
  if (value.isNone) return to.null();
  to.text(value.value);
}
