// The README of a pack with the starter plan: prose of ours, tables as its own check wants them.
import type { Reminder } from './reminder.ts';

export async function packReadme(name: string, role: 'entry' | 'core', { asked, plan }: Reminder, defs: string): Promise<string> {
  const [{ loadFile }, { contractOf, withContract }] = await Promise.all([import('@nx-air/air'), import('@nx-air/plan/check')]);
  const use =
    role === 'entry'
      ? 'Turnkey: trigger the entry plan with its input event and no wrapper is needed.'
      : 'Composable core: a wrapper of the consumer raises the input event of the core plan.';
  const above = `# ${name}\nReminds of something when it is due. ${use}\n`;
  const below = `
## What the plan does
It sets a timer for \`due_ns\` (logical time, nanoseconds since 1970) and raises the reminder when it fires. A time that has passed fires at once.

## What the consumer provides
- Grant \`cap_timer\` (\`sys/timer@1\`).
- A policy that allows \`timer.set\` for origin \`plan\` \`${plan}\`.
- A trigger on \`${asked}\` with \`correlate_by: "reminder_id"\`.
`;
  const { nodes } = loadFile('defs.air.json', new TextEncoder().encode(defs));
  return `${withContract(above, contractOf(nodes))}${below}`;
}
