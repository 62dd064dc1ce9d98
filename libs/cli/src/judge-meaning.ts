// What the definitions of one loaded world or pack mean: the findings about them, and the plans to draw.
import type { MergedDef, Problem } from '@nx-air/air';
import { checkLoose, checkPack, checkWorld, definitionsOf, lintPack, lintWorld, type LintLevels, type Readme } from '@nx-air/plan/check';
import type { LoadedPack, LoadedWorld } from '@nx-air/world';
import { lockedSlotsOf } from './lint-settings.ts';

export interface Meaning {
  readonly problems: readonly Problem[];
  /** Those that take part, as far as that can be told, and are read as a whole. */
  readonly plans: readonly MergedDef[];
}

const plansIn = (defs: readonly MergedDef[]): readonly MergedDef[] => defs.filter(({ kind, listed, gaps }) => kind === 'defplan' && listed && gaps === undefined);

/** Also of a world that cannot be merged: what is wrong with its whole definitions is not hidden by those that are not. */
export function judgeWorld(world: LoadedWorld, levels: LintLevels): Meaning {
  const { merged, draft, problems, own, imports, unread } = world;
  const judged = merged ?? draft;
  if (judged !== undefined) {
    const lints = lintWorld(judged, { levels, lockedSlots: lockedSlotsOf(world) });
    return { problems: [...checkWorld(judged, problems), ...lints], plans: plansIn(judged.defs) };
  }
  const nodes = [...own, ...imports.flatMap((entry) => entry.nodes)].filter(({ kind }) => kind !== 'manifest');
  const files = new Set(own.map(({ origin }) => origin.file));
  // Without a manifest nobody says which imported definitions take part.
  const loose = checkLoose(nodes, unread).filter(({ file }) => files.has(file));
  return { problems: loose, plans: plansIn(definitionsOf(own.filter(({ kind }) => kind !== 'manifest'), unread)) };
}

export function judgePack({ name, nodes, unread }: LoadedPack, levels: LintLevels, readme?: Readme): Meaning {
  const problems = checkPack(nodes, { name, unread, ...(readme === undefined ? {} : { readme }) });
  return { problems: [...problems, ...lintPack(nodes, { levels, unread })], plans: plansIn(definitionsOf(nodes, unread)) };
}
