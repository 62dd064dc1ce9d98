// Definitions: names, shape, identity, findings.
// Findings and structure
export { CODES, codeEntry } from './codes.ts';
export type { CodeEntry, FindingCode } from './codes.ts';
export { exitCode } from './exit-code.ts';
export type { Finding, PatchOperation, Problem, Related, Severity } from './finding.ts';
export { toFindings } from './to-findings.ts';
export { hintOf, messageOf } from './wording.ts';
