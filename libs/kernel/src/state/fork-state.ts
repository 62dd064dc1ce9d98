// States that share what they have in common: made once for a machine, then as often as one is asked for.
import { LayeredMap } from './layered-map.ts';
import { LentMap } from './lent-map.ts';
import type { PendingIntent, PlanInstance, WorkflowInstance, WorldState } from './world-state.ts';

/** A state whose parts can be shared. */
export interface SharedState extends WorldState {
  readonly ingressIds: LayeredMap<string, ValueOf<WorldState['ingressIds']>>;
  readonly instances: LentMap<PlanInstance['id'], PlanInstance>;
  readonly intents: LentMap<PendingIntent['id'], PendingIntent>;
  readonly settled: LayeredMap<PendingIntent['id'], ValueOf<WorldState['settled']>>;
  readonly keysSettled: LayeredMap<string, ValueOf<WorldState['keysSettled']>>;
  readonly workflowsEnded: LayeredMap<string, WorkflowInstance>;
  readonly objects: LayeredMap<PendingIntent['id'], ValueOf<WorldState['objects']>>;
}

type ValueOf<M> = M extends ReadonlyMap<infer _K, infer V> ? V : never;

/** Takes the entries of `state`, which is not to be used any more. */
export function shareable(state: WorldState): SharedState {
  return {
    ...state,
    ingressIds: LayeredMap.of(state.ingressIds),
    instances: LentMap.of(state.instances, copyInstance),
    intents: LentMap.of(state.intents, copyIntent),
    settled: LayeredMap.of(state.settled),
    keysSettled: LayeredMap.of(state.keysSettled),
    workflowsEnded: LayeredMap.of(state.workflowsEnded),
    objects: LayeredMap.of(state.objects),
  };
}

/** An equal state. Neither sees what becomes of the other. */
export function forkState(state: SharedState): SharedState {
  return {
    ...state,
    ingressIds: state.ingressIds.fork(),
    instances: state.instances.lend(),
    intents: state.intents.lend(),
    settled: state.settled.fork(),
    keysUnderWay: new Map(state.keysUnderWay),
    keysSettled: state.keysSettled.fork(),
    cells: new Map([...state.cells].map(([module, cells]) => [module, new Map(cells)])),
    workflows: new Map([...state.workflows].map(([module, instances]) => [module, new Map([...instances].map(([key, instance]) => [key, { ...instance, inflight: [...instance.inflight] }]))])),
    workflowsEnded: state.workflowsEnded.fork(),
    objects: state.objects.fork(),
  };
}

function copyInstance(instance: PlanInstance): PlanInstance {
  const { steps, values, bound, emitted, outcomes, children, barriers } = instance;
  return {
    ...instance,
    steps: steps.slice(),
    values: new Map(values),
    bound: new Map(bound),
    emitted: new Map(emitted),
    outcomes: new Map(outcomes),
    ...(children && { children: new Map([...children].map(([id, child]) => [id, { ...child }])) }),
    ...(barriers && { barriers: new Map([...barriers].map(([step, barrier]) => [step, { ...barrier }])) }),
  };
}

function copyIntent(intent: PendingIntent): PendingIntent {
  return { ...intent, followers: [...intent.followers] };
}
