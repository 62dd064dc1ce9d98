// Types of this world for its modules. Written by `air codegen`: change the schemas instead.
import { AirValue, none, Option, Outcome, Pure, Reader, some, Sorted, Writer } from '@nx-air/module-sdk/assembly';

export enum ApprovalOutcomeV1Tag {
  Approved,
  Denied,
  Expired,
  Failed,
}

/** `approval/Outcome@1` */
export class ApprovalOutcomeV1 extends AirValue {
  private $Approved: ApprovalOutcomeV1Approved | null = null;
  private $Denied: ApprovalOutcomeV1Denied | null = null;
  private $Expired: ApprovalOutcomeV1Expired | null = null;
  private $Failed: ApprovalOutcomeV1Failed | null = null;

  private constructor(readonly tag: ApprovalOutcomeV1Tag) {
    super();
  }

  static Approved(value: ApprovalOutcomeV1Approved): ApprovalOutcomeV1 {
    const made = new ApprovalOutcomeV1(ApprovalOutcomeV1Tag.Approved);
    made.$Approved = value;
    return made;
  }

  get isApproved(): bool {
    return this.tag == ApprovalOutcomeV1Tag.Approved;
  }

  asApproved(): ApprovalOutcomeV1Approved {
    if (this.tag != ApprovalOutcomeV1Tag.Approved) throw new Error("another arm than Approved: ask its tag first");
    return changetype<ApprovalOutcomeV1Approved>(this.$Approved);
  }

  static Denied(value: ApprovalOutcomeV1Denied): ApprovalOutcomeV1 {
    const made = new ApprovalOutcomeV1(ApprovalOutcomeV1Tag.Denied);
    made.$Denied = value;
    return made;
  }

  get isDenied(): bool {
    return this.tag == ApprovalOutcomeV1Tag.Denied;
  }

  asDenied(): ApprovalOutcomeV1Denied {
    if (this.tag != ApprovalOutcomeV1Tag.Denied) throw new Error("another arm than Denied: ask its tag first");
    return changetype<ApprovalOutcomeV1Denied>(this.$Denied);
  }

  static Expired(value: ApprovalOutcomeV1Expired): ApprovalOutcomeV1 {
    const made = new ApprovalOutcomeV1(ApprovalOutcomeV1Tag.Expired);
    made.$Expired = value;
    return made;
  }

  get isExpired(): bool {
    return this.tag == ApprovalOutcomeV1Tag.Expired;
  }

  asExpired(): ApprovalOutcomeV1Expired {
    if (this.tag != ApprovalOutcomeV1Tag.Expired) throw new Error("another arm than Expired: ask its tag first");
    return changetype<ApprovalOutcomeV1Expired>(this.$Expired);
  }

  static Failed(value: ApprovalOutcomeV1Failed): ApprovalOutcomeV1 {
    const made = new ApprovalOutcomeV1(ApprovalOutcomeV1Tag.Failed);
    made.$Failed = value;
    return made;
  }

  get isFailed(): bool {
    return this.tag == ApprovalOutcomeV1Tag.Failed;
  }

  asFailed(): ApprovalOutcomeV1Failed {
    if (this.tag != ApprovalOutcomeV1Tag.Failed) throw new Error("another arm than Failed: ask its tag first");
    return changetype<ApprovalOutcomeV1Failed>(this.$Failed);
  }

  static read(from: Reader): ApprovalOutcomeV1 {
    const size = from.map();
    from.key("$tag");
    const tag = from.text();
    if (tag == "Approved") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ApprovalOutcomeV1.Approved(ApprovalOutcomeV1Approved.read(from));
    }
    if (tag == "Denied") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ApprovalOutcomeV1.Denied(ApprovalOutcomeV1Denied.read(from));
    }
    if (tag == "Expired") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ApprovalOutcomeV1.Expired(ApprovalOutcomeV1Expired.read(from));
    }
    if (tag == "Failed") {
      if (size != 2) throw new Error("an arm with a value too many or without its own");
      from.key("$value");
      return ApprovalOutcomeV1.Failed(ApprovalOutcomeV1Failed.read(from));
    }
    throw new Error("no such arm");
  }

  $schema(): string {
    return "approval/Outcome@1";
  }

  $write(to: Writer): void {
    switch (this.tag) {
      case ApprovalOutcomeV1Tag.Approved:
        to.map(2);
        to.text("$tag");
        to.text("Approved");
        to.text("$value");
        this.asApproved().$write(to);
        return;
      case ApprovalOutcomeV1Tag.Denied:
        to.map(2);
        to.text("$tag");
        to.text("Denied");
        to.text("$value");
        this.asDenied().$write(to);
        return;
      case ApprovalOutcomeV1Tag.Expired:
        to.map(2);
        to.text("$tag");
        to.text("Expired");
        to.text("$value");
        this.asExpired().$write(to);
        return;
      case ApprovalOutcomeV1Tag.Failed:
        to.map(2);
        to.text("$tag");
        to.text("Failed");
        to.text("$value");
        this.asFailed().$write(to);
        return;
      default:
        unreachable();
    }
  }
}

export class ApprovalOutcomeV1Approved extends AirValue {
  approver: string;
  reason: Option<string>;

  static read(from: Reader): ApprovalOutcomeV1Approved {
    from.fields(2);
    from.key("reason");
    const $reason = readOptionOfText(from);
    from.key("approver");
    const $approver = from.text();
    return { approver: $approver, reason: $reason };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("reason");
    writeOptionOfText(to, this.reason);
    to.text("approver");
    to.text(this.approver);
  }
}

export class ApprovalOutcomeV1Denied extends AirValue {
  approver: string;
  reason: Option<string>;

  static read(from: Reader): ApprovalOutcomeV1Denied {
    from.fields(2);
    from.key("reason");
    const $reason = readOptionOfText(from);
    from.key("approver");
    const $approver = from.text();
    return { approver: $approver, reason: $reason };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("reason");
    writeOptionOfText(to, this.reason);
    to.text("approver");
    to.text(this.approver);
  }
}

export class ApprovalOutcomeV1Expired extends AirValue {
  expires_at_ns: u64;

  static read(from: Reader): ApprovalOutcomeV1Expired {
    from.fields(1);
    from.key("expires_at_ns");
    const $expires_at_ns = from.nat();
    return { expires_at_ns: $expires_at_ns };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(1);
    to.text("expires_at_ns");
    to.nat(this.expires_at_ns);
  }
}

export class ApprovalOutcomeV1Failed extends AirValue {
  code: string;

  static read(from: Reader): ApprovalOutcomeV1Failed {
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

/** `approval/ApprovalRequested@1` */
export class ApprovalRequested extends AirValue {
  expires_at_ns: u64;
  request_id: string;
  requested_by: string;
  subject: string;
  summary: string;

  static read(from: Reader): ApprovalRequested {
    from.fields(5);
    from.key("subject");
    const $subject = from.text();
    from.key("summary");
    const $summary = from.text();
    from.key("request_id");
    const $request_id = from.text();
    from.key("requested_by");
    const $requested_by = from.text();
    from.key("expires_at_ns");
    const $expires_at_ns = from.nat();
    return { expires_at_ns: $expires_at_ns, request_id: $request_id, requested_by: $requested_by, subject: $subject, summary: $summary };
  }

  $schema(): string {
    return "approval/ApprovalRequested@1";
  }

  $write(to: Writer): void {
    to.map(5);
    to.text("subject");
    to.text(this.subject);
    to.text("summary");
    to.text(this.summary);
    to.text("request_id");
    to.text(this.request_id);
    to.text("requested_by");
    to.text(this.requested_by);
    to.text("expires_at_ns");
    to.nat(this.expires_at_ns);
  }
}

/** `approval/ApprovalSettled@1` */
export class ApprovalSettled extends AirValue {
  outcome: ApprovalOutcomeV1;
  request_id: string;

  static read(from: Reader): ApprovalSettled {
    from.fields(2);
    from.key("outcome");
    const $outcome = ApprovalOutcomeV1.read(from);
    from.key("request_id");
    const $request_id = from.text();
    return { outcome: $outcome, request_id: $request_id };
  }

  $schema(): string {
    return "approval/ApprovalSettled@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("outcome");
    this.outcome.$write(to);
    to.text("request_id");
    to.text(this.request_id);
  }
}

/** `sys/CapCheckInput@1` */
export class CapCheckInput extends AirValue {
  cap_def: string;
  cap_params: Uint8Array;
  effect_kind: string;
  effect_params: Uint8Array;
  grant_name: string;
  logical_now_ns: u64;
  origin: CapCheckInputOrigin;

  static read(from: Reader): CapCheckInput {
    from.fields(7);
    from.key("origin");
    const $origin = CapCheckInputOrigin.read(from);
    from.key("cap_def");
    const $cap_def = from.text();
    from.key("cap_params");
    const $cap_params = from.bytes();
    from.key("grant_name");
    const $grant_name = from.text();
    from.key("effect_kind");
    const $effect_kind = from.text();
    from.key("effect_params");
    const $effect_params = from.bytes();
    from.key("logical_now_ns");
    const $logical_now_ns = from.nat();
    return { cap_def: $cap_def, cap_params: $cap_params, effect_kind: $effect_kind, effect_params: $effect_params, grant_name: $grant_name, logical_now_ns: $logical_now_ns, origin: $origin };
  }

  $schema(): string {
    return "sys/CapCheckInput@1";
  }

  $write(to: Writer): void {
    to.map(7);
    to.text("origin");
    this.origin.$write(to);
    to.text("cap_def");
    to.text(this.cap_def);
    to.text("cap_params");
    to.bytes(this.cap_params);
    to.text("grant_name");
    to.text(this.grant_name);
    to.text("effect_kind");
    to.text(this.effect_kind);
    to.text("effect_params");
    to.bytes(this.effect_params);
    to.text("logical_now_ns");
    to.nat(this.logical_now_ns);
  }
}

export class CapCheckInputOrigin extends AirValue {
  kind: string;
  name: string;

  static read(from: Reader): CapCheckInputOrigin {
    from.fields(2);
    from.key("kind");
    const $kind = from.text();
    from.key("name");
    const $name = from.text();
    return { kind: $kind, name: $name };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("kind");
    to.text(this.kind);
    to.text("name");
    to.text(this.name);
  }
}

/** `sys/CapCheckOutput@1` */
export class CapCheckOutput extends AirValue {
  constraints_ok: bool;
  deny: Option<CapCheckOutputDeny>;

  static read(from: Reader): CapCheckOutput {
    from.fields(2);
    from.key("deny");
    const $deny = readOptionOfCapCheckOutputDeny(from);
    from.key("constraints_ok");
    const $constraints_ok = from.bool();
    return { constraints_ok: $constraints_ok, deny: $deny };
  }

  $schema(): string {
    return "sys/CapCheckOutput@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("deny");
    writeOptionOfCapCheckOutputDeny(to, this.deny);
    to.text("constraints_ok");
    to.bool(this.constraints_ok);
  }
}

export class CapCheckOutputDeny extends AirValue {
  code: string;
  message: string;

  static read(from: Reader): CapCheckOutputDeny {
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

/** `change-desk/ChangeApplied@1` */
export class ChangeApplied extends AirValue {
  change_id: string;
  status: i64;

  static read(from: Reader): ChangeApplied {
    from.fields(2);
    from.key("status");
    const $status = from.int();
    from.key("change_id");
    const $change_id = from.text();
    return { change_id: $change_id, status: $status };
  }

  $schema(): string {
    return "change-desk/ChangeApplied@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("status");
    to.int(this.status);
    to.text("change_id");
    to.text(this.change_id);
  }
}

/** `change-desk/ChangeFailed@1` */
export class ChangeFailed extends AirValue {
  change_id: string;
  code: string;

  static read(from: Reader): ChangeFailed {
    from.fields(2);
    from.key("code");
    const $code = from.text();
    from.key("change_id");
    const $change_id = from.text();
    return { change_id: $change_id, code: $code };
  }

  $schema(): string {
    return "change-desk/ChangeFailed@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("code");
    to.text(this.code);
    to.text("change_id");
    to.text(this.change_id);
  }
}

/** `change-desk/ChangeProposed@1` */
export class ChangeProposed extends AirValue {
  apply_url: string;
  author: string;
  change_id: string;
  decide_by_ns: u64;
  summary: string;
  title: string;

  static read(from: Reader): ChangeProposed {
    from.fields(6);
    from.key("title");
    const $title = from.text();
    from.key("author");
    const $author = from.text();
    from.key("summary");
    const $summary = from.text();
    from.key("apply_url");
    const $apply_url = from.text();
    from.key("change_id");
    const $change_id = from.text();
    from.key("decide_by_ns");
    const $decide_by_ns = from.nat();
    return { apply_url: $apply_url, author: $author, change_id: $change_id, decide_by_ns: $decide_by_ns, summary: $summary, title: $title };
  }

  $schema(): string {
    return "change-desk/ChangeProposed@1";
  }

  $write(to: Writer): void {
    to.map(6);
    to.text("title");
    to.text(this.title);
    to.text("author");
    to.text(this.author);
    to.text("summary");
    to.text(this.summary);
    to.text("apply_url");
    to.text(this.apply_url);
    to.text("change_id");
    to.text(this.change_id);
    to.text("decide_by_ns");
    to.nat(this.decide_by_ns);
  }
}

/** `change-desk/ChangeRejected@1` */
export class ChangeRejected extends AirValue {
  change_id: string;
  outcome: ApprovalOutcomeV1;

  static read(from: Reader): ChangeRejected {
    from.fields(2);
    from.key("outcome");
    const $outcome = ApprovalOutcomeV1.read(from);
    from.key("change_id");
    const $change_id = from.text();
    return { change_id: $change_id, outcome: $outcome };
  }

  $schema(): string {
    return "change-desk/ChangeRejected@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("outcome");
    this.outcome.$write(to);
    to.text("change_id");
    to.text(this.change_id);
  }
}

/** `change-desk/DeployGrant@1` */
export class DeployGrant extends AirValue {
  freezes: Array<DeployGrantFreezesItem>;
  hosts: Array<string>;

  static read(from: Reader): DeployGrant {
    from.fields(2);
    from.key("hosts");
    const $hosts = readSetOfText(from);
    from.key("freezes");
    const $freezes = readListOfDeployGrantFreezesItem(from);
    return { freezes: $freezes, hosts: $hosts };
  }

  $schema(): string {
    return "change-desk/DeployGrant@1";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("hosts");
    writeSetOfText(to, this.hosts);
    to.text("freezes");
    writeListOfDeployGrantFreezesItem(to, this.freezes);
  }
}

export class DeployGrantFreezesItem extends AirValue {
  begin: u64;
  end: u64;

  static read(from: Reader): DeployGrantFreezesItem {
    from.fields(2);
    from.key("end");
    const $end = from.nat();
    from.key("begin");
    const $begin = from.nat();
    return { begin: $begin, end: $end };
  }

  $schema(): string {
    return "";
  }

  $write(to: Writer): void {
    to.map(2);
    to.text("end");
    to.nat(this.end);
    to.text("begin");
    to.nat(this.begin);
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

/** `approval/RequestParams@1` */
export class RequestParams extends AirValue {
  expires_at_ns: u64;
  request_id: string;
  requested_by: string;
  subject: string;
  summary: string;

  static read(from: Reader): RequestParams {
    from.fields(5);
    from.key("subject");
    const $subject = from.text();
    from.key("summary");
    const $summary = from.text();
    from.key("request_id");
    const $request_id = from.text();
    from.key("requested_by");
    const $requested_by = from.text();
    from.key("expires_at_ns");
    const $expires_at_ns = from.nat();
    return { expires_at_ns: $expires_at_ns, request_id: $request_id, requested_by: $requested_by, subject: $subject, summary: $summary };
  }

  $schema(): string {
    return "approval/RequestParams@1";
  }

  $write(to: Writer): void {
    to.map(5);
    to.text("subject");
    to.text(this.subject);
    to.text("summary");
    to.text(this.summary);
    to.text("request_id");
    to.text(this.request_id);
    to.text("requested_by");
    to.text(this.requested_by);
    to.text("expires_at_ns");
    to.nat(this.expires_at_ns);
  }
}

/** `approval/RequestReceipt@1` */
export class RequestReceipt extends AirValue {
  approved: bool;
  approver: string;
  reason: Option<string>;

  static read(from: Reader): RequestReceipt {
    from.fields(3);
    from.key("reason");
    const $reason = readOptionOfText(from);
    from.key("approved");
    const $approved = from.bool();
    from.key("approver");
    const $approver = from.text();
    return { approved: $approved, approver: $approver, reason: $reason };
  }

  $schema(): string {
    return "approval/RequestReceipt@1";
  }

  $write(to: Writer): void {
    to.map(3);
    to.text("reason");
    writeOptionOfText(to, this.reason);
    to.text("approved");
    to.bool(this.approved);
    to.text("approver");
    to.text(this.approver);
  }
}

/** What `change-desk/DeployGate@1` extends. */
export abstract class DeployGatePure extends Pure {
  abstract run(input: CapCheckInput): CapCheckOutput;

  $handle(from: Reader, to: Writer): void {
    const input = CapCheckInput.read(from);
    from.done();
    const output = this.run(input);
    output.$write(to);
  }
}

function readListOfDeployGrantFreezesItem(from: Reader): Array<DeployGrantFreezesItem> {
  const items = new Array<DeployGrantFreezesItem>();
  for (let left = from.list(); left > 0; left--) items.push(DeployGrantFreezesItem.read(from));
  return items;
}

function writeListOfDeployGrantFreezesItem(to: Writer, value: Array<DeployGrantFreezesItem>): void {
  to.list(value.length);
  for (let index = 0; index < value.length; index++) value[index].$write(to);
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

function readOptionOfCapCheckOutputDeny(from: Reader): Option<CapCheckOutputDeny> {
  if (!from.isNull()) return some<CapCheckOutputDeny>(CapCheckOutputDeny.read(from));
  from.null();
  return none<CapCheckOutputDeny>();
}

function writeOptionOfCapCheckOutputDeny(to: Writer, value: Option<CapCheckOutputDeny>): void {
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

function readOptionOfText(from: Reader): Option<string> {
  if (!from.isNull()) return some<string>(from.text());
  from.null();
  return none<string>();
}

function writeOptionOfText(to: Writer, value: Option<string>): void {
  if (value.isNone) return to.null();
  to.text(value.value);
}

function readSetOfText(from: Reader): Array<string> {
  const items = new Array<string>();
  let before: usize = from.position;
  let start: usize = before;
  for (let left = from.list(), first = true; left > 0; left--, first = false) {
    before = start;
    start = from.position;
    items.push(from.text());
    if (!first) from.ascending(before, start, start);
  }
  return items;
}

function writeSetOfText(to: Writer, value: Array<string>): void {
  const sorted = new Sorted();
  for (let index = 0; index < value.length; index++) {
    const item = sorted.item();
    item.text(value[index]);
  }
  sorted.writeSet(to);
}
