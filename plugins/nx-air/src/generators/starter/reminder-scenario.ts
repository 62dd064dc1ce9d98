// The scenario of the starter plan: two reminders that come due in the other order.
import type { JsonObject } from '@nx-air/canon/json';
import type { Reminder } from './reminder.ts';

export function reminderScenario({ asked, due, plan }: Reminder): JsonObject {
  const ask = (id: string, subject: string, at: string): JsonObject => ({ event: asked, value: { reminder_id: id, subject, due_ns: `@time:${at}` } });
  const raised = (id: string, subject: string): JsonObject => ({ event: due, value: { reminder_id: id, subject } });
  return {
    description: 'Two reminders: the one that is due first is raised first.',
    inputs: [ask('r-1', 'water the plants', '2h'), ask('r-2', 'call the bank', '1h')],
    expect: {
      events: [raised('r-2', 'call the bank'), raised('r-1', 'water the plants')],
      plans: [{ plan, status: 'ok', count: 2 }],
      effects: { 'timer.set': 2 },
    },
  };
}
