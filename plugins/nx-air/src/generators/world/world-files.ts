// The files of a new world.
import { layoutFile, layoutJson, type JsonObject } from '@nx-air/canon/json';
import { CAP_SLOT, reminderDefs, reminderNames } from '../starter/reminder.ts';
import { reminderScenario } from '../starter/reminder-scenario.ts';
import type { NewFiles } from '../workspace/write-new.ts';

export interface WorldContent {
  /** Id and namespace. */
  readonly name: string;
  /** With a plan, its trigger, its authority and a scenario; without, the world does nothing yet. */
  readonly starter: boolean;
}

const named = (...names: readonly string[]): readonly JsonObject[] => names.map((name) => ({ name }));

/** By path, relative to the folder of the world. */
export function worldFiles({ name, starter }: WorldContent): NewFiles {
  const config = layoutJson({ version: 1, id: name, air: { dir: 'air', imports: [] } }, { width: 0 });
  return { 'aos.sync.json': `${config}\n`, ...(starter ? starterFiles(name) : emptyFiles) };
}

const LISTS = { schemas: [], modules: [], plans: [], effects: [], caps: [], policies: [] };

const emptyFiles: NewFiles = {
  'air/manifest.air.json': layoutFile({ $kind: 'manifest', air_version: '1', ...LISTS }),
  'scenarios/nothing-comes-in.scenario.json': layoutFile({ description: 'The world waits for its first definitions.', inputs: [] }),
};

function starterFiles(name: string): NewFiles {
  const reminder = reminderNames(name, 'entry');
  const policy = `${name}/policy@1`;
  const manifest = {
    $kind: 'manifest',
    air_version: '1',
    ...LISTS,
    schemas: named(reminder.asked, reminder.due),
    plans: named(reminder.plan),
    effects: named('sys/timer.set@1'),
    caps: named('sys/timer@1'),
    policies: named(policy),
    defaults: { policy, cap_grants: [{ name: CAP_SLOT, cap: 'sys/timer@1', params: { record: {} } }] },
    triggers: [{ event: reminder.asked, plan: reminder.plan, correlate_by: 'reminder_id' }],
  };
  const allowed = { effect_kind: 'timer.set', cap_name: CAP_SLOT, origin_kind: 'plan', origin_name: reminder.plan };
  return {
    'air/manifest.air.json': layoutFile(manifest),
    'air/defs.air.json': layoutFile([...reminderDefs(reminder), { $kind: 'defpolicy', name: policy, rules: [{ when: allowed, decision: 'allow' }] }]),
    'scenarios/remind.scenario.json': layoutFile(reminderScenario(reminder)),
  };
}
