// A machine from a state: the index over it is built anew.
import { shareable } from '../state/fork-state.ts';
import { WAITING, type WorldState } from '../state/world-state.ts';
import type { Machine, Surroundings } from './machine.ts';
import { planOf } from './running.ts';
import { instanceScope } from './scope.ts';
import { WaitIndex } from './wait-index.ts';

/** Goes on with the entries of `state`, which is not to be used any more. */
export function restoreMachine(state: WorldState, surroundings: Surroundings): Machine {
  const waits = new WaitIndex();
  for (const instance of state.instances.values()) {
    const plan = planOf(surroundings.programs.get(instance.manifest), instance);
    const scope = instanceScope(plan, instance);
    for (const step of plan.steps) {
      if (step.op === 'await_event' && instance.steps[step.index] === WAITING) waits.add(instance, step, scope);
    }
  }
  return { ...surroundings, state: shareable(state), waits };
}
