// The first divergence as lines: cause, both records, the field, and what came in that led there.
import { bytesToHex, decodeCanonical, type CanonValue } from '@nx-air/canon';
import { decodeRecord, isIngress, type Divergence, type JournalRecord } from '@nx-air/kernel';

const LONGEST = 400;

/** `records`: the journal, for the ingress record that the divergence follows from. */
export function showDivergence({ cause, seq, recorded, derived, field, message }: Divergence, records: readonly Uint8Array[]): readonly string[] {
  const ingress = ingressOf(records, cause);
  return [
    `record ${seq}, cause ${cause}: ${message}`,
    `came in:  ${ingress ? showRecord(ingress) : 'nothing'}`,
    `recorded: ${recorded ? showRecord(recorded) : 'nothing'}`,
    `derived:  ${derived ? showRecord(derived) : 'nothing'}`,
    ...(field === '' ? [] : [`field:    ${field}`]),
  ];
}

function ingressOf(records: readonly Uint8Array[], cause: number): JournalRecord | undefined {
  for (const bytes of records) {
    const record = decodeRecord(bytes);
    if (isIngress(record) && 'cause' in record && record.cause === cause) return record;
  }
  return undefined;
}

export function showRecord(record: JournalRecord): string {
  const { k, ...members } = record;
  const shown = `${k} ${Object.entries(members)
    .map(([name, value]) => `${name}=${show(value)}`)
    .join(' ')}`;
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

function show(value: unknown): string {
  if (value instanceof Uint8Array) return value[0] === 0xd9 && value[1] === 0xd9 ? showCanon(decodeCanonical(value)) : bytesToHex(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([name, item]) => `${name}: ${show(item)}`).join(', ')}}`;
  return String(value);
}

function showCanon(value: CanonValue): string {
  if (value instanceof Map) return `{${[...value].map(([key, item]) => `${String(key)}: ${showCanon(item)}`).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(showCanon).join(', ')}]`;
  if (value instanceof Uint8Array) return bytesToHex(value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
