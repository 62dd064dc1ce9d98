// Proves properties of a world: scenarios, replay parity, crash and fault sweeps.
// Worlds
export { loadRunnableWorld } from './world.ts';
export type { ImportedPlan, LoadedOverlay, LoadedRunnable, LoadRunnableOptions, RunnableWorld } from './world.ts';
export { readScenarios } from './world-scenarios.ts';
export type { WorldScenario } from './world-scenarios.ts';
export type { EffectTypes, ModuleTypes, WorldTypes } from './world-types.ts';

// Scenarios
export { readScenario, SCENARIO_SUFFIX } from './read-scenario.ts';
export type { ReadScenario, ReadScenarioOptions } from './read-scenario.ts';
export type {
  EventInput,
  ExpectedCell,
  ExpectedCount,
  ExpectedEvent,
  ExpectedFault,
  ExpectedPlan,
  Expectations,
  ReceiptRule,
  Scenario,
  ScenarioInput,
  ScriptedAnswer,
  UpgradeInput,
} from './scenario.ts';
export { ScenarioDriver } from './scenario-driver.ts';
export type { Continued, InputVerdict } from './scenario-driver.ts';
export { ScenarioProgress } from './scenario-progress.ts';
export type { ItemTask, ScenarioItem } from './scenario-progress.ts';
export { concludeRun, continueScenario, runScenario, scenarioKernelOptions } from './run-scenario.ts';
export type { RunScenarioOptions, ScenarioRun } from './run-scenario.ts';
export { smokeWorld } from './smoke.ts';
export type { SmokedPlan, SmokedScenario, SmokeOptions, SmokeReport } from './smoke.ts';
export { liveStart, runLive } from './run-live.ts';
export type { RunLiveOptions } from './run-live.ts';
export { timeline } from './scenario-timeline.ts';
export type { TimelineEntry } from './scenario-timeline.ts';
