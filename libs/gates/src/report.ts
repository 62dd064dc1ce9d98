// Entry `@nx-air/gates/report`: the report page. Loads the layout library of pictures.
export { chooseFlows, DEFAULT_FLOW_BOUNDS } from './report/choose-flows.ts';
export type { FlowBounds } from './report/choose-flows.ts';
export { renderReport } from './report/render-report.ts';
export type { ReportInput } from './report/report-input.ts';
export type { GateVerdict } from './summary/gate-verdict.ts';
