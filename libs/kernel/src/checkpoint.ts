// A state between two batches, as it can be kept.

export interface Checkpoint {
  /** As `encodeState` writes it. */
  readonly state: Uint8Array;
  /** Position of the record that follows it. */
  readonly seq: number;
}
