// A pack checked alone: its definitions and the built-ins, no manifest.
import { builtin, normalizePlan, NOTHING_UNREAD, notWhole, type DefKind, type LoadedNode, type MergedDef, type Problem, type UnreadDefs } from '@nx-air/air';
import { hashValue } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { Definitions } from './definitions.ts';
import { isObject, textOf } from './members.ts';
import { subjectOf } from './report.ts';

export interface PackView {
  readonly definitions: Definitions;
  /** Literals that do not fit their schema; in a world merging reports them. */
  readonly problems: readonly Problem[];
}

/** Of repeated definitions the first counts: different ones are reported where the pack is loaded. */
export function packView(loaded: readonly LoadedNode[], unread: UnreadDefs = NOTHING_UNREAD): PackView {
  const drafts = unread.defs.flatMap(({ draft }) => draft ?? []);
  const absent = { ...unread, defs: unread.defs.filter(notWhole) };
  const authored = new Definitions(settle([...loaded, ...drafts]).map(asAuthored), absent);
  const problems: Problem[] = [];
  const defs = authored.all.map((def) => {
    if (def.kind !== 'defplan') return def;
    const { plan, problems: found } = normalizePlan(def.node, lookupIn(authored));
    const { file, pointer } = def.origin;
    problems.push(...found.filter(({ code, actual = '' }) => !isConsequence(code, actual, authored)).map((problem) => ({ ...problem, subject: subjectOf(def), file, pointer: pointer + problem.pointer })));
    return { ...def, normalized: plan, refHash: hashValue(plan) };
  });
  return { definitions: new Definitions(defs, absent), problems };
}

const LITERAL_KINDS: Partial<Record<Problem['code'], DefKind | 'effect'>> = {
  literal_unknown_schema: 'defschema',
  literal_unknown_effect: 'effect',
  literal_unknown_plan: 'defplan',
};

function isConsequence(code: Problem['code'], name: string, definitions: Definitions): boolean {
  const wanted = LITERAL_KINDS[code];
  return wanted !== undefined && definitions.mayBeUnread(wanted, name);
}

function settle(nodes: readonly LoadedNode[]): readonly LoadedNode[] {
  const byName = new Map<string, LoadedNode>();
  for (const node of nodes) {
    const key = `${node.kind} ${node.name}`;
    if (node.kind !== 'manifest' && !byName.has(key)) byName.set(key, node);
  }
  return [...byName.values()].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
}

const asAuthored = (node: LoadedNode): MergedDef => ({
  ...node,
  normalized: node.node,
  refHash: node.hash,
  origins: [node.origin],
  listed: true,
});

function lookupIn(definitions: Definitions): Parameters<typeof normalizePlan>[1] {
  return {
    schema: (name) => {
      const type = (definitions.find('defschema', name)?.node ?? builtin('defschema', name)?.node)?.['type'];
      return isObject(type) ? type : undefined;
    },
    effectByKind: (kind) => {
      const node = definitions.effect(kind)?.node;
      const params = node && textOf(node, 'params_schema');
      const receipt = node && textOf(node, 'receipt_schema');
      return params === undefined || receipt === undefined ? undefined : { params, receipt };
    },
    plan: (name) => {
      const node = definitions.find('defplan', name)?.node;
      const input = node && textOf(node, 'input');
      return input === undefined ? undefined : { input };
    },
    names: (what) => (what === 'effect' ? definitions.effectKinds() : definitions.names(`def${what}`)),
  };
}
