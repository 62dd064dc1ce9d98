// What the gates said of one mutant.

export type Gate = 'smoke' | 'crash-resume' | 'replay-parity';

export type Verdict =
  | { readonly kind: 'killed'; readonly gate: Gate; readonly world: string; /** Faults that were judged up to then; 0 outside of crash-resume. */ readonly faults: number; /** Class of the fault. */ readonly by?: string; readonly message: string }
  | { readonly kind: 'survived'; readonly faults: number };
