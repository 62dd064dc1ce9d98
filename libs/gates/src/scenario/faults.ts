// What went wrong in a run, as records tell it: every one must be expected.
import type { Hash } from '@nx-air/canon';
import type { InstanceId, JournalRecord, Origin } from '@nx-air/kernel';
import type { ExpectedFault } from './scenario.ts';

export interface Fault {
  readonly fault: ExpectedFault['fault'];
  /** Module, plan, or origin of the denied effect; '' for a limit. */
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

export function faultsIn(records: readonly JournalRecord[]): readonly Fault[] {
  const plans = new Map<InstanceId, string>();
  /** Effects that grant and policy allowed so far: by intent, whose it is and of which kind. */
  const allowed = new Map<Hash, readonly [Origin, string]>();
  return records.flatMap((record): readonly Fault[] => {
    switch (record.k) {
      case 'plan_started':
        plans.set(record.instance_id, record.plan);
        return [];
      case 'module_fault':
        return [{ fault: record.k, name: record.module, code: record.code, message: record.message }];
      case 'wait_fault':
        return [{ fault: record.k, name: plans.get(record.instance_id) ?? '', code: record.code, message: `${record.step}: ${record.message}` }];
      case 'trigger_skipped':
        return [{ fault: record.k, name: record.plan, code: record.code, message: record.message }];
      case 'limit':
        return [{ fault: record.k, name: '', code: record.limit, message: `more than ${record.allowed}` }];
      case 'cap_decision':
        if (record.decision === 'deny') return [denial(record.origin, record.deny?.code ?? 'cap_denied', record.effect_kind)];
        allowed.set(record.intent_id, [record.origin, record.effect_kind]);
        return [];
      case 'policy_decision':
        if (record.decision === 'allow') return [];
        allowed.delete(record.intent_id);
        return [denial(record.origin, 'policy_denied', record.effect_kind)];
      case 'receipt': {
        // Refused after both had allowed it: its idempotency key stands for another effect.
        const effect = record.source === 'gate' ? allowed.get(record.intent_id) : undefined;
        return effect ? [denial(effect[0], record.fault?.code ?? 'idempotency_conflict', effect[1])] : [];
      }
      default:
        return [];
    }
  });
}

function denial({ name }: Origin, code: string, kind: string): Fault {
  return { fault: 'denied', name, code, message: kind };
}

export function matchesFault(fault: Fault, expected: ExpectedFault): boolean {
  return fault.fault === expected.fault && (expected.name ?? fault.name) === fault.name && (expected.code ?? fault.code) === fault.code;
}
