// A pure module of the world as cap enforcer: `sys/CapCheckInput@1` in, `sys/CapCheckOutput@1` out.
import { CanonError, decodeCanonical, encodeCanonical, type CanonValue, type Hash } from '@nx-air/canon';
import { encodeValue, normaliseValue, type Schemas } from '@nx-air/plan/runtime';
import type { Limits } from '../../limits.ts';
import type { ModuleHost } from '../../module/host.ts';
import { decodePureOutput, encodePureInput } from '../../module/pure-envelope.ts';
import type { PureModule } from '../../program/program.ts';
import type { FaultInfo } from '../../record.ts';
import type { CapCheck } from '../enforcer.ts';
import { TypedFields } from '../typed-fields.ts';

/** What a call of a pure module needs besides the module. */
export interface PureCalls {
  readonly modules: ModuleHost;
  readonly limits: Limits;
  readonly schemas: Schemas;
  readonly manifestHash: Hash;
  readonly cause: number;
}

/** Undefined allows. Everything that goes wrong in the module denies (10.7); only a fault of the host is an exception. */
export function enforceByModule(module: PureModule, check: CapCheck, calls: PureCalls): FaultInfo | undefined {
  const { modules, limits, schemas } = calls;
  const answer = modules.call(module, inputOf(module, check, calls), limits);
  if (!answer.ok) {
    if (answer.code === 'module_missing') return { code: 'enforcer_missing', message: answer.message };
    return trap(module, `${answer.code}: ${answer.message}`);
  }
  if (answer.output.length > limits.module_output_bytes) return trap(module, `output of ${answer.output.length} bytes, at most ${limits.module_output_bytes}`);
  const output = decodePureOutput(answer.output);
  if ('refused' in output) return trap(module, `bad_output: ${output.refused}`);
  let decoded: CanonValue;
  try {
    decoded = decodeCanonical(output.output);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return trap(module, `bad_output: output: ${error.message}`);
  }
  const typed = normaliseValue(decoded, { kind: 'ref', name: 'sys/CapCheckOutput@1' }, schemas);
  if (!typed.ok) return trap(module, `bad_output: output${typed.fault.path}: expected ${typed.fault.expected}, found ${typed.fault.actual}`);
  const verdict = new TypedFields(typed.value);
  const deny = verdict.record('deny');
  const allowed = verdict.value('constraints_ok');
  if (deny) return { code: deny.text('code'), message: deny.text('message') };
  return allowed.t === 'bool' && allowed.v ? undefined : { code: 'denied', message: `${module.name} denied` };
}

function trap({ name }: PureModule, message: string): FaultInfo {
  return { code: 'enforcer_trap', message: `${name}: ${message}` };
}

function inputOf(module: PureModule, check: CapCheck, { manifestHash, cause }: PureCalls): Uint8Array {
  const input = encodeCanonical({
    cap_def: check.capDef,
    grant_name: check.grantName,
    cap_params: encodeValue(check.capParams),
    effect_kind: check.effectKind,
    effect_params: encodeValue(check.effectParams),
    origin: { ...check.origin },
    logical_now_ns: check.logicalNowNs,
  });
  // `sys/PureContext@1`
  const context = { logical_now_ns: check.logicalNowNs, journal_height: cause, manifest_hash: manifestHash, module: module.name };
  return encodePureInput({ version: 1, input, ...(module.wantsContext && { ctx: encodeCanonical(context) }) });
}
