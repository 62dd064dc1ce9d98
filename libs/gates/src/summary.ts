// Entry `@nx-air/gates/summary`: what happened in a world, read from journal records alone.
export { DEFAULT_BOUNDS } from './summary/bounds.ts';
export type { Bounds } from './summary/bounds.ts';
export { COUNTERS } from './summary/counters.ts';
export type { CounterName, Counts } from './summary/counters.ts';
export type { JournalInput } from './summary/journal-input.ts';
export type { AwaitLabel, StepCount } from './summary/row.ts';
export { summarise } from './summary/summarise.ts';
export type { AwaitSummary, ChildSummary, JournalFacts, RowSummary, StepSummary, Summary, WorldSummary } from './summary/summary.ts';
export { SUMMARY_FORMAT, summaryJson } from './summary/summary-json.ts';
export { EXACT_UP_TO, RELATIVE_ERROR } from './summary/waiting-times.ts';
export type { WaitingTimes } from './summary/waiting-times.ts';
export { SummaryError } from './summary/walk.ts';
export type { SummaryErrorCode } from './summary/walk.ts';
