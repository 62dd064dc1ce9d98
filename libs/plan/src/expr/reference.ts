// References inside expressions: @plan.input…, @event…, @var:NAME… and @step:ID….

export type ReferenceRoot = 'input' | 'event' | 'var' | 'step';

/**
 * `path` are the segments behind the root. For `@var:a.b` the name is `a` and the path `['b']`; a variable that is
 * itself named `a.b` wins where it is bound (see `dotted`).
 */
export interface Reference {
  readonly root: ReferenceRoot;
  /** Variable name or step id; '' for `input` and `event`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly text: string;
}

/** Parses a reference, or answers undefined when its prefix is unknown or a segment is empty. */
export function parseReference(source: string): Reference | undefined {
  for (const [prefix, root] of PLAIN_ROOTS) {
    if (source === prefix) return { root, name: '', path: [], text: source };
    if (source.startsWith(`${prefix}.`)) return withPath(root, '', source.slice(prefix.length + 1), source);
  }
  for (const [prefix, root] of NAMED_ROOTS) {
    if (!source.startsWith(prefix)) continue;
    const rest = source.slice(prefix.length);
    const dot = rest.indexOf('.');
    if (dot < 0) return rest === '' ? undefined : { root, name: rest, path: [], text: source };
    return dot === 0 ? undefined : withPath(root, rest.slice(0, dot), rest.slice(dot + 1), source);
  }
  return undefined;
}

/** The name that wins when a variable is called `a.b`: everything behind `@var:`. */
export function dottedName(reference: Reference): string {
  return [reference.name, ...reference.path].join('.');
}

const PLAIN_ROOTS = [
  ['@plan.input', 'input'],
  ['@event', 'event'],
] as const;

const NAMED_ROOTS = [
  ['@var:', 'var'],
  ['@step:', 'step'],
] as const;

function withPath(root: ReferenceRoot, name: string, rest: string, text: string): Reference | undefined {
  const path = rest.split('.');
  return path.includes('') ? undefined : { root, name, path, text };
}
