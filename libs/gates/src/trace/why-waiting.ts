// Why an instance has not ended when its journal does.
import { TIMER_KIND } from '../summary/intent-tracker.ts';
import type { Diagnosis, Evidence } from './diagnosis.ts';
import type { LiveInstance } from './live-instances.ts';

/** Running children that are named. */
const MOST_NAMED = 8;

export type Waiting = Pick<Diagnosis, 'cause' | 'detail' | 'sinceNs' | 'evidence' | 'next'> & Partial<Pick<Diagnosis, 'step' | 'children'>>;

/** A receipt that is missing comes first, then children, then an event: that is what a timer of the same instance bounds. */
export function whyWaiting(instance: LiveInstance, children: readonly LiveInstance[]): Waiting {
  const { intents, waitFault, last } = instance;
  const [receipt] = [...intents.values()].filter(({ kind }) => kind !== TIMER_KIND);
  if (receipt) return of('waiting_receipt', receipt.kind, receipt.mark, `find out why no receipt for ${receipt.kind} came in: the adapter did not answer, or the scenario has no rule for it`, receipt.step);
  const [child] = children;
  if (child?.parent) {
    const { step } = child.parent;
    const running = children.filter(({ parent }) => parent?.step === step);
    const { count, ended } = instance.spawns?.get(step) ?? { count: running.length, ended: 0 };
    const waiting = of('waiting_child', child.subject, child.last, `find out why child ${child.label} does not end: it is diagnosed under ${child.subject}`, step);
    return { ...waiting, children: { count, ended, running: running.slice(0, MOST_NAMED).map(({ label }) => label) } };
  }
  if (waitFault) return of('wait_fault', waitFault.code, waitFault, 'correct `where` of the step: an event came and the expression failed on it', waitFault.step);
  const [timer] = intents.values();
  if (timer) return of('waiting_timer', timer.kind, timer.mark, 'nothing if the timer is not due yet: it, or an event, makes the instance go on', timer.step);
  return of('waiting_event', '', last, 'send the event that it awaits, or give the wait a deadline: no effect and no child of the instance is under way');
}

function of(cause: Waiting['cause'], detail: string, mark: { readonly ns: bigint; readonly evidence: () => Evidence }, next: string, step?: string): Waiting {
  return { cause, detail, sinceNs: mark.ns, evidence: mark.evidence(), next, ...(step !== undefined && { step }) };
}
