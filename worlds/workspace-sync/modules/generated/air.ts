// Types of this world for its modules. Written by `air codegen`: change the schemas instead.
import { AirValue, none, Option, Reader, Reducer, some, Sorted, Writer } from '@nx-air/module-sdk/assembly';

/** `aos.workspace/OptionalFault@1` */
export type OptionalFault = Option<SyncFault>;

/** `aos.workspace/OptionalResource@1` */
export type OptionalResource = Option<Resource>;

/** `aos.session/SessionId@1` */
export type SessionId = string;

/** `sys/WorkspaceName@1` */
export type WorkspaceName = string;

/** `sys/WorkspaceReadRefReceipt@1` */
export type WorkspaceReadRefReceipt = Option<WorkspaceRefEntry>;

/** `aos.workspace/Head@1` */
export class Head extends AirValue {
  root_hash: string;
  version: u64;

  static read(from: Reader): Head {
    from.fields(2);
    from.key("version");
    const $version = from.nat();
    from.key("root_hash");
    const $root_hash = from.text();
    return { root_hash: $root_hash, version: $version };
  }

  $schema(): string {
    return "aos.workspace/Head@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("version");
    to.nat(this.version);
    to.text("root_hash");
    to.text(this.root_hash);
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

/** `aos.workspace/Resource@1` */
export class Resource extends AirValue {
  bytes: Uint8Array;
  hash: string;
  path: string;
  size: u64;

  static read(from: Reader): Resource {
    from.fields(4);
    from.key("hash");
    const $hash = from.text();
    from.key("path");
    const $path = from.text();
    from.key("size");
    const $size = from.nat();
    from.key("bytes");
    const $bytes = from.bytes();
    return { bytes: $bytes, hash: $hash, path: $path, size: $size };
  }

  $schema(): string {
    return "aos.workspace/Resource@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("hash");
    to.text(this.hash);
    to.text("path");
    to.text(this.path);
    to.text("size");
    to.nat(this.size);
    to.text("bytes");
    to.bytes(this.bytes);
  }
}

/** `aos.session/SessionClosed@1` */
export class SessionClosed extends AirValue {
  closed_at: u64;
  reason: Option<string>;
  session_id: string;

  static read(from: Reader): SessionClosed {
    from.fields(3);
    from.key("reason");
    const $reason = readOptionOfText(from);
    from.key("closed_at");
    const $closed_at = from.nat();
    from.key("session_id");
    const $session_id = from.text();
    return { closed_at: $closed_at, reason: $reason, session_id: $session_id };
  }

  $schema(): string {
    return "aos.session/SessionClosed@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("reason");
    writeOptionOfText(to, this.reason);
    to.text("closed_at");
    to.nat(this.closed_at);
    to.text("session_id");
    to.text(this.session_id);
  }
}

/** `aos.session/SessionOpened@1` */
export class SessionOpened extends AirValue {
  opened_at: u64;
  session_id: string;
  workspace: string;

  static read(from: Reader): SessionOpened {
    from.fields(3);
    from.key("opened_at");
    const $opened_at = from.nat();
    from.key("workspace");
    const $workspace = from.text();
    from.key("session_id");
    const $session_id = from.text();
    return { opened_at: $opened_at, session_id: $session_id, workspace: $workspace };
  }

  $schema(): string {
    return "aos.session/SessionOpened@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("opened_at");
    to.nat(this.opened_at);
    to.text("workspace");
    to.text(this.workspace);
    to.text("session_id");
    to.text(this.session_id);
  }
}

export enum SessionStatusTag {
  Closed,
  Failed,
  Open,
  Ready,
  Syncing,
}

/** `aos.session/SessionStatus@1` */
export class SessionStatus extends AirValue {
  private $Failed: SyncFault | null = null;
  private $Ready: SessionStatusReady | null = null;

  private constructor(readonly tag: SessionStatusTag) {
    super();
  }

  static Closed(): SessionStatus {
    return new SessionStatus(SessionStatusTag.Closed);
  }

  get isClosed(): bool {
    return this.tag == SessionStatusTag.Closed;
  }

  static Failed(value: SyncFault): SessionStatus {
    const made = new SessionStatus(SessionStatusTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == SessionStatusTag.Failed;
  }

  asFailed(): SyncFault {
    if (this.tag != SessionStatusTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<SyncFault>(this.$Failed);
  }

  static Open(): SessionStatus {
    return new SessionStatus(SessionStatusTag.Open);
  }

  get isOpen(): bool {
    return this.tag == SessionStatusTag.Open;
  }

  static Ready(value: SessionStatusReady): SessionStatus {
    const made = new SessionStatus(SessionStatusTag.Ready);
    made.$Ready = value;
    return made;
  }

  get isReady(): bool {
    return this.tag == SessionStatusTag.Ready;
  }

  asReady(): SessionStatusReady {
    if (this.tag != SessionStatusTag.Ready) throw new Error("another arm than Ready: ask its tag first");
    return changetype<SessionStatusReady>(this.$Ready);
  }

  static Syncing(): SessionStatus {
    return new SessionStatus(SessionStatusTag.Syncing);
  }

  get isSyncing(): bool {
    return this.tag == SessionStatusTag.Syncing;
  }

  static read(from: Reader): SessionStatus {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Closed") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return SessionStatus.Closed();
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return SessionStatus.Failed(SyncFault.read(from));
    }
    if (tag == "Open") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return SessionStatus.Open();
    }
    if (tag == "Ready") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return SessionStatus.Ready(SessionStatusReady.read(from));
    }
    if (tag == "Syncing") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return SessionStatus.Syncing();
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "aos.session/SessionStatus@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case SessionStatusTag.Closed:
        to.map(1);
        to.text("$tag");
        to.text("Closed");
        return;
      case SessionStatusTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case SessionStatusTag.Open:
        to.map(1);
        to.text("$tag");
        to.text("Open");
        return;
      case SessionStatusTag.Ready:
        to.map(2);
        to.text("$tag");
        to.text("Ready");
        to.text("$value");
        this.asReady().$write(to);
        return;
      case SessionStatusTag.Syncing:
        to.map(1);
        to.text("$tag");
        to.text("Syncing");
        return;
      default:
        unreachable();
    }
  }
}

export class SessionStatusReady extends AirValue {
  version: u64;

  static read(from: Reader): SessionStatusReady {
    from.fields(1);
    from.key("version");
    const $version = from.nat();
    return { version: $version };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(1);
    to.text("version");
    to.nat(this.version);
  }
}

/** `aos.workspace/SnapshotReady@1` */
export class SnapshotReady extends AirValue {
  prompt_pack: Option<Resource>;
  root_hash: string;
  session_id: string;
  tool_catalog: Option<Resource>;
  version: u64;
  workspace: string;

  static read(from: Reader): SnapshotReady {
    from.fields(6);
    from.key("version");
    const $version = from.nat();
    from.key("root_hash");
    const $root_hash = from.text();
    from.key("workspace");
    const $workspace = from.text();
    from.key("session_id");
    const $session_id = from.text();
    from.key("prompt_pack");
    const $prompt_pack = readOptionOfResource(from);
    from.key("tool_catalog");
    const $tool_catalog = readOptionOfResource(from);
    return { prompt_pack: $prompt_pack, root_hash: $root_hash, session_id: $session_id, tool_catalog: $tool_catalog, version: $version, workspace: $workspace };
  }

  $schema(): string {
    return "aos.workspace/SnapshotReady@1";
  }

  $write(to: Writer): void {
    to.map(6);
    to.text("version");
    to.nat(this.version);
    to.text("root_hash");
    to.text(this.root_hash);
    to.text("workspace");
    to.text(this.workspace);
    to.text("session_id");
    to.text(this.session_id);
    to.text("prompt_pack");
    writeOptionOfResource(to, this.prompt_pack);
    to.text("tool_catalog");
    writeOptionOfResource(to, this.tool_catalog);
  }
}

/** `aos.workspace/SyncFailed@1` */
export class SyncFailed extends AirValue {
  fault: SyncFault;
  session_id: string;
  workspace: string;

  static read(from: Reader): SyncFailed {
    from.fields(3);
    from.key("fault");
    const $fault = SyncFault.read(from);
    from.key("workspace");
    const $workspace = from.text();
    from.key("session_id");
    const $session_id = from.text();
    return { fault: $fault, session_id: $session_id, workspace: $workspace };
  }

  $schema(): string {
    return "aos.workspace/SyncFailed@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("fault");
    this.fault.$write(to);
    to.text("workspace");
    to.text(this.workspace);
    to.text("session_id");
    to.text(this.session_id);
  }
}

/** `aos.workspace/SyncFault@1` */
export class SyncFault extends AirValue {
  code: string;
  stage: SyncStage;

  static read(from: Reader): SyncFault {
    from.fields(2);
    from.key("code");
    const $code = from.text();
    from.key("stage");
    const $stage = SyncStage.read(from);
    return { code: $code, stage: $stage };
  }

  $schema(): string {
    return "aos.workspace/SyncFault@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("code");
    to.text(this.code);
    to.text("stage");
    this.stage.$write(to);
  }
}

export enum SyncOutcomeTag {
  Failed,
  SnapshotReady,
  Unchanged,
}

/** `aos.workspace/SyncOutcome@1` */
export class SyncOutcome extends AirValue {
  private $Failed: SyncFailed | null = null;
  private $SnapshotReady: SnapshotReady | null = null;
  private $Unchanged: SyncUnchanged | null = null;

  private constructor(readonly tag: SyncOutcomeTag) {
    super();
  }

  static Failed(value: SyncFailed): SyncOutcome {
    const made = new SyncOutcome(SyncOutcomeTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == SyncOutcomeTag.Failed;
  }

  asFailed(): SyncFailed {
    if (this.tag != SyncOutcomeTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<SyncFailed>(this.$Failed);
  }

  static SnapshotReady(value: SnapshotReady): SyncOutcome {
    const made = new SyncOutcome(SyncOutcomeTag.SnapshotReady);
    made.$SnapshotReady = value;
    return made;
  }

  get isSnapshotReady(): bool {
    return this.tag == SyncOutcomeTag.SnapshotReady;
  }

  asSnapshotReady(): SnapshotReady {
    if (this.tag != SyncOutcomeTag.SnapshotReady) throw new Error("another arm than SnapshotReady: ask its tag first");
    return changetype<SnapshotReady>(this.$SnapshotReady);
  }

  static Unchanged(value: SyncUnchanged): SyncOutcome {
    const made = new SyncOutcome(SyncOutcomeTag.Unchanged);
    made.$Unchanged = value;
    return made;
  }

  get isUnchanged(): bool {
    return this.tag == SyncOutcomeTag.Unchanged;
  }

  asUnchanged(): SyncUnchanged {
    if (this.tag != SyncOutcomeTag.Unchanged) throw new Error("another arm than Unchanged: ask its tag first");
    return changetype<SyncUnchanged>(this.$Unchanged);
  }

  static read(from: Reader): SyncOutcome {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return SyncOutcome.Failed(SyncFailed.read(from));
    }
    if (tag == "SnapshotReady") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return SyncOutcome.SnapshotReady(SnapshotReady.read(from));
    }
    if (tag == "Unchanged") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return SyncOutcome.Unchanged(SyncUnchanged.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "aos.workspace/SyncOutcome@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case SyncOutcomeTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case SyncOutcomeTag.SnapshotReady:
        to.map(2);
        to.text("$tag");
        to.text("SnapshotReady");
        to.text("$value");
        this.asSnapshotReady().$write(to);
        return;
      case SyncOutcomeTag.Unchanged:
        to.map(2);
        to.text("$tag");
        to.text("Unchanged");
        to.text("$value");
        this.asUnchanged().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `aos.workspace/SyncRequested@1` */
export class SyncRequested extends AirValue {
  known_version: Option<u64>;
  prompt_pack_path: Option<string>;
  session_id: string;
  tool_catalog_path: Option<string>;
  workspace: string;

  static read(from: Reader): SyncRequested {
    from.fields(5);
    from.key("workspace");
    const $workspace = from.text();
    from.key("session_id");
    const $session_id = from.text();
    from.key("known_version");
    const $known_version = readOptionOfNat(from);
    from.key("prompt_pack_path");
    const $prompt_pack_path = readOptionOfText(from);
    from.key("tool_catalog_path");
    const $tool_catalog_path = readOptionOfText(from);
    return { known_version: $known_version, prompt_pack_path: $prompt_pack_path, session_id: $session_id, tool_catalog_path: $tool_catalog_path, workspace: $workspace };
  }

  $schema(): string {
    return "aos.workspace/SyncRequested@1";
  }

  $write(to: Writer): void {
    to.map(5);
    to.text("workspace");
    to.text(this.workspace);
    to.text("session_id");
    to.text(this.session_id);
    to.text("known_version");
    writeOptionOfNat(to, this.known_version);
    to.text("prompt_pack_path");
    writeOptionOfText(to, this.prompt_pack_path);
    to.text("tool_catalog_path");
    writeOptionOfText(to, this.tool_catalog_path);
  }
}

export enum SyncStageTag {
  PromptPack,
  Resolve,
  ToolCatalog,
}

/** `aos.workspace/SyncStage@1` */
export class SyncStage extends AirValue {

  private constructor(readonly tag: SyncStageTag) {
    super();
  }

  static PromptPack(): SyncStage {
    return new SyncStage(SyncStageTag.PromptPack);
  }

  get isPromptPack(): bool {
    return this.tag == SyncStageTag.PromptPack;
  }

  static Resolve(): SyncStage {
    return new SyncStage(SyncStageTag.Resolve);
  }

  get isResolve(): bool {
    return this.tag == SyncStageTag.Resolve;
  }

  static ToolCatalog(): SyncStage {
    return new SyncStage(SyncStageTag.ToolCatalog);
  }

  get isToolCatalog(): bool {
    return this.tag == SyncStageTag.ToolCatalog;
  }

  static read(from: Reader): SyncStage {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "PromptPack") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return SyncStage.PromptPack();
    }
    if (tag == "Resolve") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return SyncStage.Resolve();
    }
    if (tag == "ToolCatalog") {
      if (size != 1) throw new Error("an arm with a value too many or without its own");
      return SyncStage.ToolCatalog();
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "aos.workspace/SyncStage@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case SyncStageTag.PromptPack:
        to.map(1);
        to.text("$tag");
        to.text("PromptPack");
        return;
      case SyncStageTag.Resolve:
        to.map(1);
        to.text("$tag");
        to.text("Resolve");
        return;
      case SyncStageTag.ToolCatalog:
        to.map(1);
        to.text("$tag");
        to.text("ToolCatalog");
        return;
      default:
        unreachable();
    }
  }
}

/** `aos.workspace/SyncUnchanged@1` */
export class SyncUnchanged extends AirValue {
  session_id: string;
  version: u64;
  workspace: string;

  static read(from: Reader): SyncUnchanged {
    from.fields(3);
    from.key("version");
    const $version = from.nat();
    from.key("workspace");
    const $workspace = from.text();
    from.key("session_id");
    const $session_id = from.text();
    return { session_id: $session_id, version: $version, workspace: $workspace };
  }

  $schema(): string {
    return "aos.workspace/SyncUnchanged@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("version");
    to.nat(this.version);
    to.text("workspace");
    to.text(this.workspace);
    to.text("session_id");
    to.text(this.session_id);
  }
}

export enum TrackerEventTag {
  Failed,
  Ready,
  Requested,
  Unchanged,
}

/** `workspace-sync/TrackerEvent@1` */
export class TrackerEvent extends AirValue {
  private $Failed: SyncFailed | null = null;
  private $Ready: SnapshotReady | null = null;
  private $Requested: SyncRequested | null = null;
  private $Unchanged: SyncUnchanged | null = null;

  private constructor(readonly tag: TrackerEventTag) {
    super();
  }

  static Failed(value: SyncFailed): TrackerEvent {
    const made = new TrackerEvent(TrackerEventTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == TrackerEventTag.Failed;
  }

  asFailed(): SyncFailed {
    if (this.tag != TrackerEventTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<SyncFailed>(this.$Failed);
  }

  static Ready(value: SnapshotReady): TrackerEvent {
    const made = new TrackerEvent(TrackerEventTag.Ready);
    made.$Ready = value;
    return made;
  }

  get isReady(): bool {
    return this.tag == TrackerEventTag.Ready;
  }

  asReady(): SnapshotReady {
    if (this.tag != TrackerEventTag.Ready) throw new Error("another arm than Ready: ask its tag first");
    return changetype<SnapshotReady>(this.$Ready);
  }

  static Requested(value: SyncRequested): TrackerEvent {
    const made = new TrackerEvent(TrackerEventTag.Requested);
    made.$Requested = value;
    return made;
  }

  get isRequested(): bool {
    return this.tag == TrackerEventTag.Requested;
  }

  asRequested(): SyncRequested {
    if (this.tag != TrackerEventTag.Requested) throw new Error("another arm than Requested: ask its tag first");
    return changetype<SyncRequested>(this.$Requested);
  }

  static Unchanged(value: SyncUnchanged): TrackerEvent {
    const made = new TrackerEvent(TrackerEventTag.Unchanged);
    made.$Unchanged = value;
    return made;
  }

  get isUnchanged(): bool {
    return this.tag == TrackerEventTag.Unchanged;
  }

  asUnchanged(): SyncUnchanged {
    if (this.tag != TrackerEventTag.Unchanged) throw new Error("another arm than Unchanged: ask its tag first");
    return changetype<SyncUnchanged>(this.$Unchanged);
  }

  static read(from: Reader): TrackerEvent {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return TrackerEvent.Failed(SyncFailed.read(from));
    }
    if (tag == "Ready") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return TrackerEvent.Ready(SnapshotReady.read(from));
    }
    if (tag == "Requested") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return TrackerEvent.Requested(SyncRequested.read(from));
    }
    if (tag == "Unchanged") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return TrackerEvent.Unchanged(SyncUnchanged.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "workspace-sync/TrackerEvent@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case TrackerEventTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case TrackerEventTag.Ready:
        to.map(2);
        to.text("$tag");
        to.text("Ready");
        to.text("$value");
        this.asReady().$write(to);
        return;
      case TrackerEventTag.Requested:
        to.map(2);
        to.text("$tag");
        to.text("Requested");
        to.text("$value");
        this.asRequested().$write(to);
        return;
      case TrackerEventTag.Unchanged:
        to.map(2);
        to.text("$tag");
        to.text("Unchanged");
        to.text("$value");
        this.asUnchanged().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

/** `workspace-sync/TrackerState@1` */
export class TrackerState extends AirValue {
  last_fault: Option<SyncFault>;
  root_hash: Option<string>;
  status: SessionStatus;
  syncs: u64;
  workspace: string;

  static read(from: Reader): TrackerState {
    from.fields(5);
    from.key("syncs");
    const $syncs = from.nat();
    from.key("status");
    const $status = SessionStatus.read(from);
    from.key("root_hash");
    const $root_hash = readOptionOfHash(from);
    from.key("workspace");
    const $workspace = from.text();
    from.key("last_fault");
    const $last_fault = readOptionOfSyncFault(from);
    return { last_fault: $last_fault, root_hash: $root_hash, status: $status, syncs: $syncs, workspace: $workspace };
  }

  $schema(): string {
    return "workspace-sync/TrackerState@1";
  }

  $write(to: Writer): void {
    to.map(5);
    to.text("syncs");
    to.nat(this.syncs);
    to.text("status");
    this.status.$write(to);
    to.text("root_hash");
    writeOptionOfHash(to, this.root_hash);
    to.text("workspace");
    to.text(this.workspace);
    to.text("last_fault");
    writeOptionOfSyncFault(to, this.last_fault);
  }
}

/** `sys/WorkspaceCommit@1` */
export class WorkspaceCommit extends AirValue {
  expected_head: Option<u64>;
  meta: WorkspaceCommitMeta;
  workspace: string;

  static read(from: Reader): WorkspaceCommit {
    from.fields(3);
    from.key("meta");
    const $meta = WorkspaceCommitMeta.read(from);
    from.key("workspace");
    const $workspace = from.text();
    from.key("expected_head");
    const $expected_head = readOptionOfNat(from);
    return { expected_head: $expected_head, meta: $meta, workspace: $workspace };
  }

  $schema(): string {
    return "sys/WorkspaceCommit@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("meta");
    this.meta.$write(to);
    to.text("workspace");
    to.text(this.workspace);
    to.text("expected_head");
    writeOptionOfNat(to, this.expected_head);
  }
}

/** `sys/WorkspaceCommitMeta@1` */
export class WorkspaceCommitMeta extends AirValue {
  created_at: u64;
  owner: string;
  root_hash: string;

  static read(from: Reader): WorkspaceCommitMeta {
    from.fields(3);
    from.key("owner");
    const $owner = from.text();
    from.key("root_hash");
    const $root_hash = from.text();
    from.key("created_at");
    const $created_at = from.nat();
    return { created_at: $created_at, owner: $owner, root_hash: $root_hash };
  }

  $schema(): string {
    return "sys/WorkspaceCommitMeta@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("owner");
    to.text(this.owner);
    to.text("root_hash");
    to.text(this.root_hash);
    to.text("created_at");
    to.nat(this.created_at);
  }
}

/** `sys/WorkspaceHistory@1` */
export class WorkspaceHistory extends AirValue {
  latest: u64;
  versions: Map<u64, WorkspaceCommitMeta>;

  static read(from: Reader): WorkspaceHistory {
    from.fields(2);
    from.key("latest");
    const $latest = from.nat();
    from.key("versions");
    const $versions = readMapOfNatToWorkspaceCommitMeta(from);
    return { latest: $latest, versions: $versions };
  }

  $schema(): string {
    return "sys/WorkspaceHistory@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("latest");
    to.nat(this.latest);
    to.text("versions");
    writeMapOfNatToWorkspaceCommitMeta(to, this.versions);
  }
}

/** `sys/WorkspaceRefEntry@1` */
export class WorkspaceRefEntry extends AirValue {
  hash: string;
  kind: string;
  mode: u64;
  size: u64;

  static read(from: Reader): WorkspaceRefEntry {
    from.fields(4);
    from.key("hash");
    const $hash = from.text();
    from.key("kind");
    const $kind = from.text();
    from.key("mode");
    const $mode = from.nat();
    from.key("size");
    const $size = from.nat();
    return { hash: $hash, kind: $kind, mode: $mode, size: $size };
  }

  $schema(): string {
    return "sys/WorkspaceRefEntry@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("hash");
    to.text(this.hash);
    to.text("kind");
    to.text(this.kind);
    to.text("mode");
    to.nat(this.mode);
    to.text("size");
    to.nat(this.size);
  }
}

/** `sys/WorkspaceResolveReceipt@1` */
export class WorkspaceResolveReceipt extends AirValue {
  exists: bool;
  head: Option<u64>;
  resolved_version: Option<u64>;
  root_hash: Option<string>;

  static read(from: Reader): WorkspaceResolveReceipt {
    from.fields(4);
    from.key("head");
    const $head = readOptionOfNat(from);
    from.key("exists");
    const $exists = from.bool();
    from.key("root_hash");
    const $root_hash = readOptionOfHash(from);
    from.key("resolved_version");
    const $resolved_version = readOptionOfNat(from);
    return { exists: $exists, head: $head, resolved_version: $resolved_version, root_hash: $root_hash };
  }

  $schema(): string {
    return "sys/WorkspaceResolveReceipt@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("head");
    writeOptionOfNat(to, this.head);
    to.text("exists");
    to.bool(this.exists);
    to.text("root_hash");
    writeOptionOfHash(to, this.root_hash);
    to.text("resolved_version");
    writeOptionOfNat(to, this.resolved_version);
  }
}

/** What `workspace-sync/SyncTracker@1` extends. */
export abstract class SyncTrackerReducer extends Reducer {
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

  abstract onFailed(state: TrackerState | null, event: SyncFailed): TrackerState | null;
  abstract onReady(state: TrackerState | null, event: SnapshotReady): TrackerState | null;
  abstract onRequested(state: TrackerState | null, event: SyncRequested): TrackerState | null;
  abstract onUnchanged(state: TrackerState | null, event: SyncUnchanged): TrackerState | null;

  $handle(before: Reader | null, from: Reader, to: Writer): bool {
    const event = TrackerEvent.read(from);
    from.done();
    let state: TrackerState | null = null;
    if (before !== null) state = this.readState(before);
    const after = this.dispatch(state, event);
    if (after === null) return false;
    after.$write(to);
    return true;
  }

  private dispatch(state: TrackerState | null, event: TrackerEvent): TrackerState | null {
    if (event.isFailed) return this.onFailed(state, event.asFailed());
    if (event.isReady) return this.onReady(state, event.asReady());
    if (event.isRequested) return this.onRequested(state, event.asRequested());
    if (event.isUnchanged) return this.onUnchanged(state, event.asUnchanged());
    throw new Error("no such event");
  }

  private readState(from: Reader): TrackerState {
    const state = TrackerState.read(from);
    from.done();
    return state;
  }
}

function readMapOfNatToWorkspaceCommitMeta(from: Reader): Map<u64, WorkspaceCommitMeta> {
  const entries = new Map<u64, WorkspaceCommitMeta>();
  let before: usize = 0;
  let beforeEnd: usize = 0;
  for (let left = from.map(), first = true; left > 0; left--, first = false) {
    const start = from.position;
    const key = from.nat();
    if (!first) from.ascending(before, beforeEnd, start);
    before = start;
    beforeEnd = from.position;
    entries.set(key, WorkspaceCommitMeta.read(from));
  }
  return entries;
}

function writeMapOfNatToWorkspaceCommitMeta(to: Writer, value: Map<u64, WorkspaceCommitMeta>): void {
  const sorted = new Sorted();
  const keys = value.keys();
  for (let index = 0; index < keys.length; index++) {
    const key = new Writer();
    key.nat(keys[index]);
    const item = new Writer();
    value.get(keys[index]).$write(item);
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

function readOptionOfNat(from: Reader): Option<u64> {
  if (!from.isNull()) return some<u64>(from.nat());
  from.null();
  return none<u64>();
}

function writeOptionOfNat(to: Writer, value: Option<u64>): void {
  if (value.isNone) return to.null();
  to.nat(value.value);
}

function readOptionOfResource(from: Reader): Option<Resource> {
  if (!from.isNull()) return some<Resource>(Resource.read(from));
  from.null();
  return none<Resource>();
}

function writeOptionOfResource(to: Writer, value: Option<Resource>): void {
  if (value.isNone) return to.null();
  value.value.$write(to);
}

function readOptionOfSyncFault(from: Reader): Option<SyncFault> {
  if (!from.isNull()) return some<SyncFault>(SyncFault.read(from));
  from.null();
  return none<SyncFault>();
}

function writeOptionOfSyncFault(to: Writer, value: Option<SyncFault>): void {
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
