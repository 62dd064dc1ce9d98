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

/** `session-notes/NoteAdded@1` */
export class NoteAdded extends AirValue {
  at: u64;
  body: string;
  note_id: string;
  session_id: string;

  static read(from: Reader): NoteAdded {
    from.fields(4);
    from.key("at");
    const $at = from.nat();
    from.key("body");
    const $body = from.text();
    from.key("note_id");
    const $note_id = from.text();
    from.key("session_id");
    const $session_id = from.text();
    return { at: $at, body: $body, note_id: $note_id, session_id: $session_id };
  }

  $schema(): string {
    return "session-notes/NoteAdded@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("at");
    to.nat(this.at);
    to.text("body");
    to.text(this.body);
    to.text("note_id");
    to.text(this.note_id);
    to.text("session_id");
    to.text(this.session_id);
  }
}

export enum NotesEventTag {
  Closed,
  Failed,
  NoteAdded,
  Opened,
  Ready,
  SyncWanted,
  Unchanged,
}

/** `session-notes/NotesEvent@1` */
export class NotesEvent extends AirValue {
  private $Closed: SessionClosed | null = null;
  private $Failed: SyncFailed | null = null;
  private $NoteAdded: NoteAdded | null = null;
  private $Opened: SessionOpened | null = null;
  private $Ready: SnapshotReady | null = null;
  private $SyncWanted: SyncWanted | null = null;
  private $Unchanged: SyncUnchanged | null = null;

  private constructor(readonly tag: NotesEventTag) {
    super();
  }

  static Closed(value: SessionClosed): NotesEvent {
    const made = new NotesEvent(NotesEventTag.Closed);
    made.$Closed = value;
    return made;
  }

  get isClosed(): bool {
    return this.tag == NotesEventTag.Closed;
  }

  asClosed(): SessionClosed {
    if (this.tag != NotesEventTag.Closed) throw new Error("another arm than Closed: ask its tag first");
    return changetype<SessionClosed>(this.$Closed);
  }

  static Failed(value: SyncFailed): NotesEvent {
    const made = new NotesEvent(NotesEventTag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == NotesEventTag.Failed;
  }

  asFailed(): SyncFailed {
    if (this.tag != NotesEventTag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<SyncFailed>(this.$Failed);
  }

  static NoteAdded(value: NoteAdded): NotesEvent {
    const made = new NotesEvent(NotesEventTag.NoteAdded);
    made.$NoteAdded = value;
    return made;
  }

  get isNoteAdded(): bool {
    return this.tag == NotesEventTag.NoteAdded;
  }

  asNoteAdded(): NoteAdded {
    if (this.tag != NotesEventTag.NoteAdded) throw new Error("another arm than NoteAdded: ask its tag first");
    return changetype<NoteAdded>(this.$NoteAdded);
  }

  static Opened(value: SessionOpened): NotesEvent {
    const made = new NotesEvent(NotesEventTag.Opened);
    made.$Opened = value;
    return made;
  }

  get isOpened(): bool {
    return this.tag == NotesEventTag.Opened;
  }

  asOpened(): SessionOpened {
    if (this.tag != NotesEventTag.Opened) throw new Error("another arm than Opened: ask its tag first");
    return changetype<SessionOpened>(this.$Opened);
  }

  static Ready(value: SnapshotReady): NotesEvent {
    const made = new NotesEvent(NotesEventTag.Ready);
    made.$Ready = value;
    return made;
  }

  get isReady(): bool {
    return this.tag == NotesEventTag.Ready;
  }

  asReady(): SnapshotReady {
    if (this.tag != NotesEventTag.Ready) throw new Error("another arm than Ready: ask its tag first");
    return changetype<SnapshotReady>(this.$Ready);
  }

  static SyncWanted(value: SyncWanted): NotesEvent {
    const made = new NotesEvent(NotesEventTag.SyncWanted);
    made.$SyncWanted = value;
    return made;
  }

  get isSyncWanted(): bool {
    return this.tag == NotesEventTag.SyncWanted;
  }

  asSyncWanted(): SyncWanted {
    if (this.tag != NotesEventTag.SyncWanted) throw new Error("another arm than SyncWanted: ask its tag first");
    return changetype<SyncWanted>(this.$SyncWanted);
  }

  static Unchanged(value: SyncUnchanged): NotesEvent {
    const made = new NotesEvent(NotesEventTag.Unchanged);
    made.$Unchanged = value;
    return made;
  }

  get isUnchanged(): bool {
    return this.tag == NotesEventTag.Unchanged;
  }

  asUnchanged(): SyncUnchanged {
    if (this.tag != NotesEventTag.Unchanged) throw new Error("another arm than Unchanged: ask its tag first");
    return changetype<SyncUnchanged>(this.$Unchanged);
  }

  static read(from: Reader): NotesEvent {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Closed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.Closed(SessionClosed.read(from));
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.Failed(SyncFailed.read(from));
    }
    if (tag == "NoteAdded") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.NoteAdded(NoteAdded.read(from));
    }
    if (tag == "Opened") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.Opened(SessionOpened.read(from));
    }
    if (tag == "Ready") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.Ready(SnapshotReady.read(from));
    }
    if (tag == "SyncWanted") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.SyncWanted(SyncWanted.read(from));
    }
    if (tag == "Unchanged") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return NotesEvent.Unchanged(SyncUnchanged.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "session-notes/NotesEvent@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case NotesEventTag.Closed:
        to.map(2);
        to.text("$tag");
        to.text("Closed");
        to.text("$value");
        this.asClosed().$write(to);
        return;
      case NotesEventTag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      case NotesEventTag.NoteAdded:
        to.map(2);
        to.text("$tag");
        to.text("NoteAdded");
        to.text("$value");
        this.asNoteAdded().$write(to);
        return;
      case NotesEventTag.Opened:
        to.map(2);
        to.text("$tag");
        to.text("Opened");
        to.text("$value");
        this.asOpened().$write(to);
        return;
      case NotesEventTag.Ready:
        to.map(2);
        to.text("$tag");
        to.text("Ready");
        to.text("$value");
        this.asReady().$write(to);
        return;
      case NotesEventTag.SyncWanted:
        to.map(2);
        to.text("$tag");
        to.text("SyncWanted");
        to.text("$value");
        this.asSyncWanted().$write(to);
        return;
      case NotesEventTag.Unchanged:
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

/** `session-notes/NotesState@1` */
export class NotesState extends AirValue {
  notebook: string;
  notes: Array<NoteAdded>;
  prompt_hash: Option<string>;
  status: SessionStatus;

  static read(from: Reader): NotesState {
    from.fields(4);
    from.key("notes");
    const $notes = readListOfNoteAdded(from);
    from.key("status");
    const $status = SessionStatus.read(from);
    from.key("notebook");
    const $notebook = from.text();
    from.key("prompt_hash");
    const $prompt_hash = readOptionOfHash(from);
    return { notebook: $notebook, notes: $notes, prompt_hash: $prompt_hash, status: $status };
  }

  $schema(): string {
    return "session-notes/NotesState@1";
  }

  $write(to: Writer): void {
    to.map(4);
    to.text("notes");
    writeListOfNoteAdded(to, this.notes);
    to.text("status");
    this.status.$write(to);
    to.text("notebook");
    to.text(this.notebook);
    to.text("prompt_hash");
    writeOptionOfHash(to, this.prompt_hash);
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

/** `session-notes/SyncWanted@1` */
export class SyncWanted extends AirValue {
  known_version: Option<u64>;
  notebook: string;
  session_id: string;

  static read(from: Reader): SyncWanted {
    from.fields(3);
    from.key("notebook");
    const $notebook = from.text();
    from.key("session_id");
    const $session_id = from.text();
    from.key("known_version");
    const $known_version = readOptionOfNat(from);
    return { known_version: $known_version, notebook: $notebook, session_id: $session_id };
  }

  $schema(): string {
    return "session-notes/SyncWanted@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("notebook");
    to.text(this.notebook);
    to.text("session_id");
    to.text(this.session_id);
    to.text("known_version");
    writeOptionOfNat(to, this.known_version);
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

/** What `session-notes/Notebook@1` extends. */
export abstract class NotebookReducer extends Reducer {
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

  abstract onClosed(state: NotesState | null, event: SessionClosed): NotesState | null;
  abstract onFailed(state: NotesState | null, event: SyncFailed): NotesState | null;
  abstract onNoteAdded(state: NotesState | null, event: NoteAdded): NotesState | null;
  abstract onOpened(state: NotesState | null, event: SessionOpened): NotesState | null;
  abstract onReady(state: NotesState | null, event: SnapshotReady): NotesState | null;
  abstract onSyncWanted(state: NotesState | null, event: SyncWanted): NotesState | null;
  abstract onUnchanged(state: NotesState | null, event: SyncUnchanged): NotesState | null;

  $handle(before: Reader | null, from: Reader, to: Writer): bool {
    const event = NotesEvent.read(from);
    from.done();
    let state: NotesState | null = null;
    if (before !== null) state = this.readState(before);
    const after = this.dispatch(state, event);
    if (after === null) return false;
    after.$write(to);
    return true;
  }

  private dispatch(state: NotesState | null, event: NotesEvent): NotesState | null {
    if (event.isClosed) return this.onClosed(state, event.asClosed());
    if (event.isFailed) return this.onFailed(state, event.asFailed());
    if (event.isNoteAdded) return this.onNoteAdded(state, event.asNoteAdded());
    if (event.isOpened) return this.onOpened(state, event.asOpened());
    if (event.isReady) return this.onReady(state, event.asReady());
    if (event.isSyncWanted) return this.onSyncWanted(state, event.asSyncWanted());
    if (event.isUnchanged) return this.onUnchanged(state, event.asUnchanged());
    throw new Error("no such event");
  }

  private readState(from: Reader): NotesState {
    const state = NotesState.read(from);
    from.done();
    return state;
  }
}

function readListOfNoteAdded(from: Reader): Array<NoteAdded> {
  const items = new Array<NoteAdded>();
  for (let left = from.list(); left > 0; left--) items.push(NoteAdded.read(from));
  return items;
}

function writeListOfNoteAdded(to: Writer, value: Array<NoteAdded>): void {
  to.list(value.length);
  for (let index = 0; index < value.length; index++) value[index].$write(to);
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

function readOptionOfText(from: Reader): Option<string> {
  if (!from.isNull()) return some<string>(from.text());
  from.null();
  return none<string>();
}

function writeOptionOfText(to: Writer, value: Option<string>): void {
  if (value.isNone) return to.null();
  to.text(value.value);
}
