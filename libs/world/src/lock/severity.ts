// How much each state of a lock weighs in each mode: the table of spec/locks.md.
import type { Severity } from '@nx-air/air';
import type { LockMode } from './mode.ts';

/** From the gravest to none; an import has exactly one, the first that applies. */
export const LOCK_STATES = ['invalid', 'unresolved', 'corrupt', 'drifted', 'moved', 'unlocked', 'restated', 'repacked', 'ok'] as const;

export type LockState = (typeof LOCK_STATES)[number];

/** `undefined`: no finding. */
export function severityOf(state: LockState, mode: LockMode): Severity | undefined {
  switch (state) {
    case 'invalid':
    case 'unresolved':
    case 'corrupt':
      return 'error';
    case 'drifted':
    case 'moved':
    case 'unlocked':
      return bySetting(mode, 'warning');
    case 'restated':
    case 'repacked':
      return bySetting(mode, 'info');
    case 'ok':
      return undefined;
  }
}

function bySetting(mode: LockMode, inWarn: Severity): Severity | undefined {
  switch (mode) {
    case 'off':
      return undefined;
    case 'warn':
      return inWarn;
    case 'error':
      return 'error';
  }
}
