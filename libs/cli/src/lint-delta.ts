// Lints that a change of a pack brings or takes away.
import { toFindings, type Finding, type LoadedNode } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { lintPack } from '@nx-air/plan/check';

export interface LintDelta {
  readonly introduced: readonly Finding[];
  readonly resolved: readonly Finding[];
}

/** Lints speak about what is not imported. */
const asOwn = (node: LoadedNode): LoadedNode => ({ ...node, origin: { file: node.origin.file, pointer: node.origin.pointer } });

/** Findings by what they say, not by where: lines move. */
export function lintDelta(before: readonly LoadedNode[], after: readonly LoadedNode[]): LintDelta {
  const [old, now] = [before, after].map((nodes) => toFindings(lintPack(nodes.map(asOwn)), () => undefined));
  const keyed = (findings: readonly Finding[] = []): ReadonlyMap<string, Finding> => new Map(findings.map((finding) => [`${finding.code} ${finding.subject} ${finding.actual ?? ''}`, finding]));
  const [left, right] = [keyed(old), keyed(now)];
  return {
    introduced: [...right].filter(([key]) => !left.has(key)).map(([, finding]) => finding),
    resolved: [...left].filter(([key]) => !right.has(key)).map(([, finding]) => finding),
  };
}

export function lintDeltaLines({ introduced, resolved }: LintDelta): readonly string[] {
  const line = (word: string) => ({ message, actual }: Finding): string => `lint ${word}: ${message}${actual === undefined ? '' : ` (${actual})`}`;
  return [...introduced.map(line('introduced')), ...resolved.map(line('resolved'))];
}

export function lintDeltaJson({ introduced, resolved }: LintDelta): JsonObject {
  const json = (findings: readonly Finding[]): readonly JsonObject[] => findings.map(({ code, subject, actual }) => ({ code, subject, ...(actual === undefined ? {} : { actual }) }));
  return { introduced: json(introduced), resolved: json(resolved) };
}
