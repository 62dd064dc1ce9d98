// Proves properties of a world: scenarios, replay parity, crash and fault sweeps.
// Worlds
export { loadRunnableWorld } from './world.ts';
export type { ImportedPlan, LoadedOverlay, LoadedRunnable, LoadRunnableOptions, RunnableWorld } from './world.ts';
export { readScenarios } from './world-scenarios.ts';
export type { WorldScenario } from './world-scenarios.ts';
export type { EffectTypes, ModuleTypes, WorldTypes } from './world-types.ts';

// Scenarios
export { readScenario, SCENARIO_SUFFIX } from './scenario/read.ts';
export type { ReadScenario, ReadScenarioOptions } from './scenario/read.ts';
export type {
  EventInput,
  ExpectedCell,
  ExpectedCount,
  ExpectedEvent,
  ExpectedFault,
  ExpectedPlan,
  Expectations,
  ReceiptRule,
  CarryRule,
  Delivery,
  Scenario,
  ScenarioInput,
  ScenarioPeer,
  ScriptedAnswer,
  UpgradeInput,
} from './scenario/scenario.ts';
export { ScenarioDriver } from './scenario/driver.ts';
export type { Continued, InputVerdict } from './scenario/driver.ts';
export { ScenarioProgress } from './scenario/progress.ts';
export type { ItemTask, ScenarioItem } from './scenario/progress.ts';
export { concludeRun, runScenario, scenarioKernelOptions } from './scenario/run.ts';
export type { AwaitedChildren } from './scenario/awaited-children.ts';
export type { RunScenarioOptions, ScenarioRun } from './scenario/run.ts';
export { soloScenarios } from './solo-scenarios.ts';
export type { SoloScenario } from './solo-scenarios.ts';
export { WorldsDriver } from './worlds-driver.ts';
export type { Side } from './worlds-driver.ts';
export { smokeWorld } from './smoke.ts';
export { smokeSuites } from './smoke-suites.ts';
export type { SmokedPlan, SmokedScenario, SmokeOptions, SmokeReport } from './smoke.ts';
export { liveStart, runLive } from './run-live.ts';
export type { RunLiveOptions } from './run-live.ts';
export { timeline } from './scenario/timeline.ts';
export type { TimelineEntry } from './scenario/timeline.ts';

// Faults
export { judgeWaits } from './judge-waits.ts';
export type { WaitCuts, WaitsReport } from './judge-waits.ts';
export { crashResumeWorld } from './crash-resume.ts';
export type { CrashResumeOptions, CrashResumeReport, SweptScenario } from './crash-resume.ts';
export { sweepCrashes } from './faults/crash-sweep.ts';
export { FAULT_CLASSES, FAULT_CLASS_NAMES } from './faults/fault-class.ts';
export type { FaultClass, FaultClassName, FaultKind } from './faults/fault-class.ts';
export { dyingIo } from './faults/kill-process.ts';
export type { RunProcess } from './faults/kill-process.ts';
export { runReference } from './faults/reference.ts';
export type { Reference } from './faults/reference.ts';
export { differingRecoveries } from './faults/reuse.ts';
export { scenarioSubject } from './faults/scenario-subject.ts';
export { DOORS } from './faults/subject.ts';
export type { Doors, ProceedOptions, Subject } from './faults/subject.ts';
export { sweepAll } from './faults/sweep-all.ts';
export type { SubjectFaults, SweepOptions } from './faults/sweep-all.ts';
export { Tally, totalsOf } from './faults/tally.ts';
export type { ClassCount, Counts, FaultTotals, Violation } from './faults/tally.ts';
export { FAULTS_FORMAT, faultLines, faultsJson, faultSuites } from './faults-report.ts';
export { renderJUnit } from './junit.ts';
export type { JUnitCase, JUnitSuite } from './junit.ts';

// Replay
export { replayParityWorld, parityLines, paritySuites } from './replay-parity.ts';
export type { ParityCase, ParityKind, ReplayParityOptions, ReplayParityReport } from './replay-parity.ts';
export { recordJournals } from './record-journal.ts';
export type { Recorded, RecordOptions, RecordReport } from './record-journal.ts';
export { decodePack, encodePack } from './parity/object-pack.ts';
export { definitionsFrom, replayPinned } from './parity/pinned.ts';
export type { JournalContent, Pinned } from './parity/pinned.ts';
export { showDivergence } from './parity/show-divergence.ts';
