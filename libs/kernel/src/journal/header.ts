// The first thing in a journal: what it is a journal of, and under which rules it was written (10.24).
import { CanonError, decodeCanonical, encodeWith, type Hash } from '@nx-air/canon';
import { BadShape, struct, type Codec } from '../codec/codec.ts';
import { count, hash, text } from '../codec/scalars.ts';
import { KernelError } from '../errors.ts';
import { DEFAULT_LIMITS, type Limits } from '../limits.ts';
import { INSTRUMENTER_VERSION } from '../module/wasm/version.ts';

export const JOURNAL_FORMAT = 1;

/** Everything besides definitions that derived records depend on. */
export interface RuntimeProfile extends Limits {
  /** Version of the rules; a change of any derived byte raises it. */
  readonly semantics: number;
  /** Version of the load gate and the instrumenter of WASM modules. */
  readonly instrumenter: number;
}

export interface JournalHeader {
  readonly format: number;
  readonly world_id: string;
  readonly runtime_profile: RuntimeProfile;
  /** The manifest at the beginning; later ones stand in `manifest_in` records. */
  readonly manifest_hash: Hash;
}

export const SEMANTICS = 1;

export function profileOf(limits: Partial<Limits> = {}): RuntimeProfile {
  return { ...DEFAULT_LIMITS, ...limits, semantics: SEMANTICS, instrumenter: INSTRUMENTER_VERSION };
}

const headerCodec: Codec<JournalHeader> = struct<JournalHeader>({
  format: count,
  world_id: text,
  runtime_profile: struct<RuntimeProfile>({
    semantics: count,
    instrumenter: count,
    derived_records: count,
    retained_ingress_ids: count,
    retained_settled: count,
    value_depth: count,
    value_bytes: count,
    module_effects: count,
    module_events: count,
    module_output_bytes: count,
    module_fuel: count,
    module_stack: count,
    module_memory_pages: count,
    module_table_elements: count,
  }),
  manifest_hash: hash,
});

export function encodeHeader(header: JournalHeader): Uint8Array {
  return encodeWith(headerCodec.write, header);
}

/** Throws `KernelError` `journal_mismatch` for another format or another version of the rules. */
export function decodeHeader(data: Uint8Array): JournalHeader {
  let header: JournalHeader;
  try {
    header = headerCodec.read(decodeCanonical(data), '');
  } catch (error) {
    if (!(error instanceof BadShape) && !(error instanceof CanonError)) throw error;
    throw new KernelError('journal_mismatch', `not the header of a journal of format ${JOURNAL_FORMAT}: ${error.message}`, { cause: error });
  }
  checkHeader(header);
  return header;
}

/** Throws `KernelError` `journal_mismatch` when this kernel cannot continue such a journal. */
export function checkHeader({ format, runtime_profile: { semantics, instrumenter } }: JournalHeader): void {
  if (format !== JOURNAL_FORMAT) throw new KernelError('journal_mismatch', `journal format ${format}, this kernel reads ${JOURNAL_FORMAT}`);
  if (semantics !== SEMANTICS) throw new KernelError('journal_mismatch', `journal of semantics ${semantics}, this kernel runs ${SEMANTICS}`);
  if (instrumenter !== INSTRUMENTER_VERSION) throw new KernelError('journal_mismatch', `journal of instrumenter ${instrumenter}, this kernel has ${INSTRUMENTER_VERSION}`);
}
