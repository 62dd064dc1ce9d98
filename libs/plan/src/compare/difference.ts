// What distinguishes two versions of a pack, as data.

/** `contract`: what consumers see. `authority`: what it may do. `durability`: whether running instances can finish. `behaviour`: what it does inside. */
export const DIFFERENCE_CATEGORIES = ['contract', 'authority', 'durability', 'behaviour'] as const;

export type DifferenceCategory = (typeof DIFFERENCE_CATEGORIES)[number];

export interface Difference {
  readonly category: DifferenceCategory;
  /** Whether a consumer, a policy or a running instance that was fine with the old version is not with the new one. */
  readonly breaking: boolean;
  readonly kind: string;
  readonly name: string;
  /** One phrase: `slot cap_http added`. */
  readonly what: string;
  /** Which version the pointer belongs to: the old one for what was removed. */
  readonly side: 'old' | 'new';
  /** Inside the definition. */
  readonly pointer: string;
  readonly before?: string;
  readonly after?: string;
}

export interface Named {
  readonly kind: string;
  readonly name: string;
}

export type Note = (category: DifferenceCategory, breaking: boolean, what: string, facts?: Partial<Pick<Difference, 'side' | 'pointer' | 'before' | 'after'>>) => void;

/** Collects differences about one definition. */
export function noteAbout({ kind, name }: Named, into: Difference[]): Note {
  return (category, breaking, what, { side = 'new', pointer = '', ...facts } = {}) => {
    into.push({ category, breaking, kind, name, what, side, pointer, ...facts });
  };
}
