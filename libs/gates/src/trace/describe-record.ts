// One line about a record, for timelines and as evidence.
import type { Hash } from '@nx-air/canon';
import type { FaultInfo, JournalRecord, ModuleInput, Origin } from '@nx-air/kernel';
import { cutText, showBytes } from './show-value.ts';

export type EntryKind = 'event' | 'instance' | 'effect' | 'receipt' | 'decision' | 'module' | 'fault' | 'duplicate';

/** What an earlier intent was: receipts name it by hash alone. */
export interface IntentName {
  readonly kind: string;
  readonly by: string;
  readonly step?: string;
}

export interface Described {
  readonly kind: EntryKind;
  /** Plan or module; '' for what concerns none. */
  readonly subject: string;
  readonly step?: string;
  readonly text: string;
  readonly isFailure: boolean;
}

const LONGEST = 240;

const fault = (info: FaultInfo | undefined): string => (info === undefined ? '' : `: ${info.code}: ${info.message}`);
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const calledWith = (input: ModuleInput, intentOf: (id: Hash) => IntentName | undefined): string => {
  const kind = input.kind === 'receipt' ? intentOf(input.intent_id)?.kind : undefined;
  return kind === undefined ? input.kind : `receipt of ${kind}`;
};
const whose = (origin: Origin): { readonly subject: string; readonly step?: string } => (origin.kind === 'plan' ? { subject: origin.name, step: origin.step } : { subject: origin.name });

export function describeRecord(record: JournalRecord, intentOf: (id: Hash) => IntentName | undefined): Described {
  const described = describe(record, intentOf);
  return { ...described, subject: cutText(described.subject, 120), text: cutText(described.text, LONGEST), ...(described.step !== undefined && { step: cutText(described.step, 80) }) };
}

function describe(record: JournalRecord, intentOf: (id: Hash) => IntentName | undefined): Described {
  const say = (kind: EntryKind, subject: string, text: string, isFailure = false): Described => ({ kind, subject, text, isFailure });
  switch (record.k) {
    case 'event_in':
      return say('event', '', `event ${record.schema} came in${record.ingress_id === undefined ? '' : ` as ${record.ingress_id}`} ${showBytes(record.value, 120)}`);
    case 'event':
      return { ...say('event', record.source.name, `event ${record.schema} raised ${showBytes(record.value, 120)}`), ...(record.source.kind === 'plan' && { step: record.source.step }) };
    case 'event_duplicate':
      return say('duplicate', '', `event came in again as ${record.ingress_id}`);
    case 'manifest_in':
      return say('instance', '', `manifest changed to ${record.manifest_hash}`);
    case 'plan_started': {
      const how = record.parent ? ` as child ${record.parent.index} of step ${record.parent.step}` : record.trigger === undefined ? '' : ` by trigger ${record.trigger}`;
      return say('instance', record.plan, `started${how}${record.correlation ? `, correlation ${showBytes(record.correlation, 60)}` : ''}`);
    }
    case 'plan_ended': {
      const ended = record.status === 'ok' ? `ended ok${record.result ? ` ${showBytes(record.result, 120)}` : ''}` : `ended in error${fault(record.error)}`;
      const orphans = record.orphaned.length === 0 ? '' : `, ${record.orphaned.length} effect${record.orphaned.length === 1 ? '' : 's'} orphaned`;
      return { ...say('instance', record.plan, `${ended}${orphans}`, record.status === 'error'), ...(record.error?.step !== undefined && { step: record.error.step }) };
    }
    case 'spawned':
      return { ...say('instance', '', `spawned ${record.count} of ${record.plan}`), step: record.step };
    case 'trigger_skipped':
      return say('fault', record.plan, `trigger ${record.trigger} skipped${fault(record)}`, true);
    case 'wait_fault':
      return { ...say('fault', '', `wait failed${fault(record)}`, true), step: record.step };
    case 'cap_decision':
      return { ...say('decision', '', `${record.effect_kind} through ${record.cap_name}: capability ${record.decision === 'allow' ? 'allows' : 'denies'}${record.decision === 'allow' ? '' : ` (${record.stage})${fault(record.deny)}`}`, record.decision === 'deny'), ...whose(record.origin) };
    case 'policy_decision': {
      const rule = record.policy === undefined ? 'no policy' : record.rule === undefined ? `no rule of ${record.policy} matches` : `rule ${record.rule} of ${record.policy}`;
      return { ...say('decision', '', `${record.effect_kind} through ${record.cap_name}: policy ${record.decision === 'allow' ? 'allows' : 'denies'} (${rule})`, record.decision === 'deny'), ...whose(record.origin) };
    }
    case 'intent':
      return { ...say('effect', '', `${record.effect_kind} through ${record.cap_name}${record.same_as === undefined ? '' : ', same as an earlier one'} ${showBytes(record.params, 120)}`), ...whose(record.origin) };
    case 'receipt_in':
    case 'receipt':
    case 'receipt_duplicate': {
      const intent = intentOf(record.intent_id);
      const from = 'adapter_id' in record ? ` from ${record.adapter_id}` : record.source === 'internal' ? '' : ` (${record.source})`;
      const outcome = 'payload' in record && record.payload ? ` ${showBytes(record.payload, 120)}` : 'fault' in record ? fault(record.fault) : '';
      const again = record.k === 'receipt_duplicate' ? (record.conflict ? ' again, conflicting' : ' again') : '';
      const text = `${record.status} for ${intent?.kind ?? record.intent_id}${from}${again}${outcome}`;
      return { ...say(record.k === 'receipt_duplicate' ? 'duplicate' : 'receipt', intent?.by ?? '', text, record.status !== 'ok'), ...(intent?.step !== undefined && { step: intent.step }) };
    }
    case 'module_call':
      return say('module', record.module, `called with ${calledWith(record.input, intentOf)}${record.key ? `, key ${showBytes(record.key, 60)}` : ''}: ${record.status ?? 'applied'}, ${counted(record.events, 'event')}, ${counted(record.effects, 'effect')}`, record.status === 'failed');
    case 'module_fault':
      return say('fault', record.module, `fault${record.key ? ` for key ${showBytes(record.key, 60)}` : ''}${fault(record)}${record.limit ? ` (${record.limit.name}: ${record.limit.observed} of ${record.limit.allowed})` : ''}`, true);
    case 'limit':
      return say('fault', '', `limit of ${record.allowed} derived records reached, ${record.dropped_events} events dropped`, true);
  }
}
