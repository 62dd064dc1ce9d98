// A small plan to begin with: it is asked to remind of something, waits for a timer and raises an event.
import type { JsonObject } from '@nx-air/canon/json';

export interface Reminder {
  readonly asked: string;
  readonly due: string;
  readonly plan: string;
}

export const CAP_SLOT = 'cap_timer';

export const reminderNames = (namespace: string, role: 'entry' | 'core'): Reminder => ({
  asked: `${namespace}/ReminderAsked@1`,
  due: `${namespace}/ReminderDue@1`,
  plan: `${namespace}/${role}_remind@1`,
});

const input = (field: string): JsonObject => ({ ref: `@plan.input.${field}` });

/** Two schemas and the plan. */
export function reminderDefs({ asked, due, plan }: Reminder): readonly JsonObject[] {
  const outcome = { record: { reminder_id: input('reminder_id'), subject: input('subject') } };
  return [
    { $kind: 'defschema', name: asked, type: { record: { reminder_id: { text: {} }, subject: { text: {} }, due_ns: { nat: {} } } } },
    { $kind: 'defschema', name: due, type: { record: { reminder_id: { text: {} }, subject: { text: {} } } } },
    {
      $kind: 'defplan',
      name: plan,
      input: asked,
      output: due,
      steps: [
        {
          id: 'set_timer',
          op: 'emit_effect',
          kind: 'timer.set',
          params: { record: { deliver_at_ns: input('due_ns'), key: input('reminder_id') } },
          cap: CAP_SLOT,
          idempotency_key: { op: 'hash', args: [{ record: { purpose: { text: 'reminder' }, reminder_id: input('reminder_id'), at: input('due_ns') } }] },
          bind: { effect_id_as: 'timer_intent' },
        },
        { id: 'time_passed', op: 'await_receipt', for: { ref: '@var:timer_intent' }, bind: { as: 'timer' } },
        { id: 'raise_due', op: 'raise_event', event: due, value: outcome },
        { id: 'end', op: 'end', result: outcome },
      ],
      edges: [
        { from: 'set_timer', to: 'time_passed' },
        { from: 'time_passed', to: 'raise_due' },
        { from: 'raise_due', to: 'end' },
      ],
      required_caps: [CAP_SLOT],
      allowed_effects: ['timer.set'],
    },
  ];
}
