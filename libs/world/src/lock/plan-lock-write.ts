// Decides what `air lock` writes: which imports get a new lock, and what stands in the way.
import type { Problem } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { writeJson } from '@nx-air/canon/json';
import { isJsonObject } from '../json-object.ts';
import { gainedAuthority } from './accepted.ts';
import type { LockEdit } from './apply-lock-edits.ts';
import { applyLockEdits } from './apply-lock-edits.ts';
import { authorityProblem } from './authority-problem.ts';
import { hasAuthority } from './authority.ts';
import { importName } from './lock-command.ts';
import { newLock } from './lock-fix.ts';
import { importProblems } from './lock-problems.ts';
import type { LockImport, LockWorld } from './lock-world.ts';
import type { LockMode } from './mode.ts';
import { payloadJson } from './payload.ts';
import { missingAirDir } from './request.ts';

export interface LockWriteOptions {
  readonly mode: LockMode;
  /** `missing`: only imports without lock; `all`; or those with these names (package, or path as the import writes it). */
  readonly update: 'missing' | 'all' | readonly string[];
  readonly acceptAuthority: boolean;
}

export interface LockPlan {
  /** For the text that `world.configText` is. */
  readonly edits: readonly LockEdit[];
  /** What is found about imports that are not written; nothing may be written while there is an error among them. */
  readonly problems: readonly Problem[];
  /** The text with the edits; equal to `world.configText` when there is nothing to write. */
  readonly text: string;
}

function isSelected({ spec, verdict: { state } }: LockImport, update: LockWriteOptions['update']): boolean {
  if (state === 'unresolved' || state === 'corrupt') return false;
  if (update === 'missing') return state === 'unlocked';
  return update === 'all' || update.includes(importName(spec));
}

/** The order of members counts: what is written does not depend on what was there. */
const isWritten = ({ spec }: LockImport, lock: JsonObject): boolean =>
  isJsonObject(spec.lock) && writeJson(spec.lock) === writeJson(lock);

interface Step {
  readonly edits?: readonly LockEdit[];
  readonly problems?: readonly Problem[];
}

function planImport(world: LockWorld, entry: LockImport, { mode, update, acceptAuthority }: LockWriteOptions): Step {
  const lock = isSelected(entry, update) ? newLock(entry) : undefined;
  if (lock === undefined || entry.source === undefined) return { problems: importProblems(world, entry, mode) };
  const gained = gainedAuthority(entry);
  if (hasAuthority(gained) && !acceptAuthority) return { problems: [{ ...authorityProblem(world, entry, gained), severity: 'error' }] };
  const airDir = missingAirDir(entry.spec, entry.source);
  const json = payloadJson(lock);
  if (airDir === undefined && isWritten(entry, json)) return {};
  return { edits: [{ index: entry.spec.index, lock: json, ...(airDir === undefined ? {} : { airDir }) }] };
}

export function planLockWrite(world: LockWorld, options: LockWriteOptions): LockPlan {
  const steps = world.imports.map((entry) => planImport(world, entry, options));
  const edits = steps.flatMap((step) => step.edits ?? []);
  const problems = [...world.problems, ...steps.flatMap((step) => step.problems ?? [])];
  const { configText = '' } = world;
  return { edits, problems, text: edits.length === 0 ? configText : applyLockEdits(configText, edits) };
}
