// The enforcers of the built-in capabilities.
import type { Enforcers } from '../enforcer.ts';
import { enforceGovernance } from './governance.ts';
import { enforceHttpOut } from './http-out.ts';
import { enforceLlmBasic } from './llm-basic.ts';
import { enforceWorkspace } from './workspace.ts';

export const BUILTIN_ENFORCERS: Enforcers = new Map([
  ['sys/CapEnforceGovernance@1', enforceGovernance],
  ['sys/CapEnforceHttpOut@1', enforceHttpOut],
  ['sys/CapEnforceLlmBasic@1', enforceLlmBasic],
  ['sys/CapEnforceWorkspace@1', enforceWorkspace],
]);
