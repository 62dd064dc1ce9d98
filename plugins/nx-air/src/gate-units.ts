// The parts that a gate of a world falls into, by the names of files alone: one for each scenario or golden journal.
import { compareText } from '@nx-air/canon/json';

/** Names of files without their endings; what is in them is judged by the gates. */
export interface GateUnits {
  readonly scenarios: readonly string[];
  /** Scenarios that golden journals are named after, which need not be there any more. */
  readonly journals: readonly string[];
}

export const NO_UNITS: GateUnits = { scenarios: [], journals: [] };

const FILE = /^(?:(.+)\/)?(?:scenarios\/([^/]+)\.scenario\.json|journals\/([^/]+)\.journal)$/;
/** `sync.2.journal` is a later version of `sync.journal`. */
const LATER = /^(.*)\.(?:[2-9]|[1-9]\d+)$/;

/** By the folder above `scenarios` and `journals`, `.` for the root. Sorted. */
export function unitsByRoot(files: Iterable<string>): ReadonlyMap<string, GateUnits> {
  const found = new Map<string, { readonly scenarios: Set<string>; readonly journals: Set<string> }>();
  for (const file of files) {
    const [matched, root = '.', scenario, journal] = FILE.exec(file) ?? [];
    if (matched === undefined) continue;
    const units = found.get(root) ?? { scenarios: new Set(), journals: new Set() };
    found.set(root, units);
    if (scenario !== undefined) units.scenarios.add(scenario);
    if (journal !== undefined) units.journals.add(LATER.exec(journal)?.[1] ?? journal);
  }
  const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort(compareText);
  return new Map([...found].map(([root, { scenarios, journals }]) => [root, { scenarios: sorted(scenarios), journals: sorted(journals) }]));
}

/**
 * The name as a part of a target, a path and a glob: letters, digits, `.`, `_` and `-` stand for themselves, everything
 * else and a dot at the beginning as in a URL. Two names never become one.
 */
export function unitSlug(name: string): string {
  const bytes = new TextEncoder();
  return name.replace(/^\.|[^\p{L}\p{N}._-]/gu, (character) => [...bytes.encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
}
