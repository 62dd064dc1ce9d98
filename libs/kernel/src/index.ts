// A merged manifest, running: deterministic machine, journal, adapters.
// Running
export type { ExternalEvent, ExternalReceipt } from './accept.ts';
export { KernelError } from './errors.ts';
export type { JournalPlace, KernelErrorCode, KernelErrorDetails } from './errors.ts';
export { Kernel } from './kernel.ts';
export type { Submitted, SubmitOptions } from './kernel.ts';
export type { KernelOptions } from './kernel-options.ts';
export { DEFAULT_LIMITS } from './limits.ts';
export type { Limits } from './limits.ts';
export { Mark } from './mark.ts';
export type { Recovery } from './open.ts';
export type { OutboxIntent } from './outbox.ts';
export { seededSampler, virtualSampler } from './stamp.ts';
export type { Sample, Sampler, Stamp } from './stamp.ts';
export type { Definitions } from './surroundings.ts';
export { putDefinitions } from './program/definitions.ts';
export { Programs } from './program/programs.ts';

// Journal, replay, state
export { BytesJournal } from './journal/bytes.ts';
export type { BytesJournalOptions, CheckedPrefix } from './journal/bytes.ts';
export { checkHeader, decodeHeader, encodeHeader, JOURNAL_FORMAT, profileOf, SEMANTICS } from './journal/header.ts';
export type { JournalHeader, RuntimeProfile } from './journal/header.ts';
export type { TornTail } from './journal/frame-scan.ts';
export type { Journal } from './journal/journal.ts';
export { MemoryJournal } from './journal/memory.ts';
export { isIngress } from './record.ts';
export type {
  CapDecision,
  DerivedRecord,
  EffectiveIngress,
  EventDuplicate,
  EventIn,
  EventRaised,
  EventSource,
  FaultInfo,
  IngressRecord,
  Intent,
  JournalRecord,
  Limit,
  ManifestIn,
  ModuleCall,
  ModuleFault,
  ModuleInput,
  Origin,
  ParentRef,
  PlanEnded,
  PlanStarted,
  PolicyDecision,
  Receipt,
  ReceiptDuplicate,
  ReceiptIn,
  ReceiptStatus,
  Spawned,
  TriggerSkipped,
  WaitFault,
  WorkflowStatus,
} from './record.ts';
export { decodeRecord, encodeRecord } from './record-codec.ts';
export { replay } from './replay.ts';
export type { Checkpoint } from './checkpoint.ts';
export type { Replayed, ReplayInput } from './replay.ts';
export type { Divergence } from './replayer.ts';
export { decodeState, encodeState, stateHash } from './state/state-codec.ts';
export type { Cell, KeyEntry, Outcome, PendingIntent, PlanInstance, SettledIntent, WorkflowInstance, WorldState } from './state/world-state.ts';
export { COMPLETED, PENDING, READY, SKIPPED, WAITING } from './state/world-state.ts';

// Effects
export { effectHash, NO_KEY, workflowKey } from './effect/effect-hash.ts';
export type { WorkflowKeyParts } from './effect/effect-hash.ts';
export type { CapCheck, Enforcer, Enforcers } from './effect/enforcer.ts';
export { BUILTIN_ENFORCERS } from './effect/enforcers/builtin.ts';
export { BUILTIN_KINDS } from './effect/internal/builtin.ts';
export { storeTree } from './effect/internal/store-tree.ts';
export type { StoredTree } from './effect/internal/store-tree.ts';
export { NO_INTERNAL_KINDS } from './effect/internal.ts';
export type { InternalAnswer, InternalKinds, InternalRequest } from './effect/internal.ts';
export type { Answer } from './effect/outcome.ts';
export { childId, instanceId, moduleIntentId, parseInstanceId, planIntentId } from './ids.ts';
export type { InstanceId } from './ids.ts';

// Modules
export { withBuiltinModules } from './module/builtin.ts';
export { NO_MODULES } from './module/host.ts';
export type { CallableModule, ModuleAnswer, ModuleHost } from './module/host.ts';
export { decodeModuleInput, decodeModuleOutput, encodeModuleInput, encodeModuleOutput } from './module/envelope.ts';
export type { Emission, EmittedEffect, ModuleInputEnvelope, ModuleOutputEnvelope } from './module/envelope.ts';
export { decodePureInput, decodePureOutput, encodePureInput, encodePureOutput } from './module/pure-envelope.ts';
export type { PureInputEnvelope, PureOutputEnvelope } from './module/pure-envelope.ts';
export { ModuleTrap, scriptedModules } from './module/scripted.ts';
export type { ScriptedInput, ScriptedModule, ScriptedOutput } from './module/scripted.ts';

// Adapters
export type { Adapter, DueAnswer } from './adapters/adapter.ts';
export { runUntilIdle } from './adapters/drive.ts';
export type { DriveOptions, Idle } from './adapters/drive.ts';
export { matchesPattern } from './adapters/pattern.ts';
export { Schedule } from './adapters/schedule.ts';
export type { ScheduledItem } from './adapters/schedule.ts';
export { scriptedAdapter } from './adapters/scripted.ts';
export type { ScriptedReceipt, ScriptRule } from './adapters/scripted.ts';
export { timerAdapter, timerAnswer } from './adapters/timer.ts';
