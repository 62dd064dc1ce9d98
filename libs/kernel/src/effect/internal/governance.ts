// `governance.*`: gated like any effect; this kernel changes manifests from outside only.
import { InternalFault } from './fault.ts';

/** Always the fault `not_supported`. */
export function refuseGovernance(): never {
  throw new InternalFault('not_supported', 'this kernel takes a new manifest from outside only');
}
