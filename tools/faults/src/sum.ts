// The sum of faults.json of all worlds: one row a class, the totals last.

export interface WorldFaults {
  readonly world: string;
  readonly violations: number;
  readonly cuts: readonly [awaitEvent: number, awaitReceipt: number];
  readonly classes: ReadonlyMap<string, { readonly kind: string; readonly injected: number; readonly reached: number }>;
}

export interface Sum {
  readonly classes: ReadonlyMap<string, { readonly kind: string; readonly injected: number; readonly reached: number }>;
  readonly byKind: ReadonlyMap<string, number>;
  readonly injected: number;
  readonly violations: number;
  readonly cuts: readonly [awaitEvent: number, awaitReceipt: number];
}

/** Undefined for text that is no faults.json. */
export function readFaults(text: string): WorldFaults | undefined {
  let data: { format?: unknown; world?: unknown; violations?: unknown; classes?: unknown; cuts_in_await_event?: unknown; cuts_in_await_receipt?: unknown };
  try {
    data = Object(JSON.parse(text));
  } catch {
    return undefined;
  }
  if (data.format !== 'nx-air-faults/1') return undefined;
  const classes = Object.entries(Object(data.classes)).map(([name, entry]): [string, { kind: string; injected: number; reached: number }] => {
    const { kind, injected, reached }: { kind?: unknown; injected?: unknown; reached?: unknown } = Object(entry);
    return [name, { kind: String(kind), injected: Number(injected), reached: Number(reached) }];
  });
  return { world: String(data.world), violations: Number(data.violations), cuts: [Number(data.cuts_in_await_event ?? 0), Number(data.cuts_in_await_receipt ?? 0)], classes: new Map(classes) };
}

export function sumFaults(worlds: readonly WorldFaults[]): Sum {
  const classes = new Map<string, { kind: string; injected: number; reached: number }>();
  const byKind = new Map<string, number>();
  for (const [name, { kind, injected, reached }] of worlds.flatMap((world) => [...world.classes])) {
    const before = classes.get(name) ?? { injected: 0, reached: 0 };
    classes.set(name, { kind, injected: before.injected + injected, reached: before.reached + reached });
    byKind.set(kind, (byKind.get(kind) ?? 0) + injected);
  }
  const total = (of: (world: WorldFaults) => number): number => worlds.reduce((sum, world) => sum + of(world), 0);
  return { classes, byKind, injected: [...byKind.values()].reduce((sum, count) => sum + count, 0), violations: total(({ violations }) => violations), cuts: [total(({ cuts }) => cuts[0]), total(({ cuts }) => cuts[1])] };
}

export const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

export function linesOf({ classes, byKind, injected, violations, cuts }: Sum): readonly string[] {
  const kinds = ['detected', 'recovered', 'schedule'] as const;
  const rows = kinds.flatMap((kind) => [`${kind}: ${number(byKind.get(kind) ?? 0)}`, ...[...classes].filter(([, each]) => each.kind === kind).map(([name, each]) => `  ${name.padEnd(18)} ${number(each.injected).padStart(12)} injected ${number(each.reached).padStart(12)} reached`)]);
  return [...rows, `crashes inside of waits: ${number(cuts[0])} in await_event, ${number(cuts[1])} in await_receipt`, `faults: ${number(injected)} injected, ${classes.size} classes, ${number(violations)} violations`];
}
