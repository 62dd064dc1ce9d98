// The definitions that a check can name: those that take part, those only at hand, and the built-ins.
import { builtin, builtins, mayBeUnread, NOTHING_UNREAD, type DefKind, type MergedDef, type UnreadDefs } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { textOf } from './members.ts';
import { Schemas } from './schemas.ts';
import type { EffectView, PlanView } from './view.ts';

/** What a name means. `def` is absent for built-ins. */
export interface FoundDef {
  readonly name: string;
  readonly node: JsonObject;
  readonly def?: MergedDef;
  /** False for a definition at hand that the manifest does not list. */
  readonly takesPart: boolean;
}

const keyOf = (kind: DefKind, name: string): string => `${kind} ${name}`;

/** Looks definitions up by name. `schemas` knows also what is not listed: that is one finding, not a type error at every use. */
export class Definitions {
  /** Everything at hand, sorted by kind, then name. */
  readonly all: readonly MergedDef[];
  /** What takes part: listed in a world, everything in a pack. */
  readonly active: readonly MergedDef[];
  readonly schemas: Schemas;
  readonly #byKey: ReadonlyMap<string, MergedDef>;
  readonly #effects = new Map<string, FoundDef>();
  readonly #activeByKind: ReadonlyMap<DefKind, readonly MergedDef[]>;

  /** What could not be loaded: a name that may stand for it is not unknown, and its type absorbs everything. */
  readonly unread: UnreadDefs;

  constructor(all: readonly MergedDef[], unread: UnreadDefs = NOTHING_UNREAD) {
    this.all = all;
    this.unread = unread;
    this.active = all.filter(({ listed }) => listed);
    this.#byKey = new Map(all.flatMap((def) => (def.kind === 'manifest' ? [] : [[keyOf(def.kind, def.name), def] as const])));
    this.#activeByKind = groupByKind(this.active);
    this.schemas = new Schemas((name) => this.#byKey.get(keyOf('defschema', name))?.node['type']);
    this.#addEffects();
  }

  /** What takes part, of one kind, sorted by name. */
  ofKind(kind: DefKind): readonly MergedDef[] {
    return this.#activeByKind.get(kind) ?? [];
  }

  /** A definition by name, else the built-in. */
  find(kind: DefKind, name: string): FoundDef | undefined {
    const def = this.#byKey.get(keyOf(kind, name));
    if (def) return { name, node: def.normalized, def, takesPart: def.listed };
    const node = builtin(kind, name)?.node;
    return node && { name, node, takesPart: true };
  }

  /** Whether a name that nothing has may be that of a definition which could not be loaded. */
  mayBeUnread(wanted: DefKind | 'effect', name: string): boolean {
    return mayBeUnread(this.unread, wanted, name);
  }

  /** Whether something of these kinds could not be loaded, so that what nothing seems to use may be used there. */
  lacksAny(...kinds: readonly DefKind[]): boolean {
    const { anything, defs } = this.unread;
    return anything || defs.some(({ kind }) => kind === undefined || kinds.some((each) => each === kind));
  }

  /** The effect with this `kind`; one that takes part wins over one only at hand. */
  effect(kind: string): FoundDef | undefined {
    return this.#effects.get(kind);
  }

  /** Known effect kinds, those of the built-ins last. */
  effectKinds(): readonly string[] {
    return [...this.#effects.keys()];
  }

  /** Names of a kind, for did-you-mean. */
  names(kind: DefKind): readonly string[] {
    const own = this.all.filter((def) => def.kind === kind).map(({ name }) => name);
    const builtIn = [...builtins().values()].filter((def) => def.kind === kind).map(({ name }) => name);
    return [...own, ...builtIn];
  }

  capTypeOf(effectKind: string): string | undefined {
    const found = this.effect(effectKind);
    return found && textOf(found.node, 'cap_type');
  }

  /** The view that the checks of one plan read. */
  viewOf(plan: MergedDef, correlation?: PlanView['correlation']): PlanView {
    return {
      plan: plan.normalized,
      origin: plan.origin,
      schemas: this.schemas,
      effectByKind: (kind) => this.#effectView(kind),
      planByName: (name) => {
        const node = this.find('defplan', name)?.node;
        const input = node && textOf(node, 'input');
        return node && input !== undefined ? { input, output: textOf(node, 'output') } : undefined;
      },
      ...(plan.gaps === undefined ? {} : { gaps: plan.gaps }),
      ...(correlation === undefined ? {} : { correlation }),
    };
  }

  #effectView(kind: string): EffectView | undefined {
    const node = this.effect(kind)?.node;
    if (!node) return undefined;
    const termOf = (member: string) => this.schemas.named(textOf(node, member) ?? '');
    return { paramsTerm: termOf('params_schema'), receiptTerm: termOf('receipt_schema'), capType: textOf(node, 'cap_type') ?? '' };
  }

  #addEffects(): void {
    const own = this.all.filter(({ kind }) => kind === 'defeffect');
    const found: readonly FoundDef[] = [
      ...own.filter(({ listed }) => listed).map((def) => ({ name: def.name, node: def.node, def, takesPart: true })),
      ...[...builtins().values()].filter(({ kind }) => kind === 'defeffect').map(({ name, node }) => ({ name, node, takesPart: true })),
      ...own.filter(({ listed }) => !listed).map((def) => ({ name: def.name, node: def.node, def, takesPart: false })),
    ];
    for (const entry of found) {
      const kind = textOf(entry.node, 'kind');
      if (kind !== undefined && !this.#effects.has(kind)) this.#effects.set(kind, entry);
    }
  }
}

function groupByKind(defs: readonly MergedDef[]): ReadonlyMap<DefKind, readonly MergedDef[]> {
  const groups = new Map<DefKind, MergedDef[]>();
  for (const def of defs) {
    if (def.kind === 'manifest') continue;
    const group = groups.get(def.kind);
    if (group) group.push(def);
    else groups.set(def.kind, [def]);
  }
  return groups;
}
