// The table of targets in a page, made from what the plugin infers for the projects of this repository.

interface TargetRow {
  readonly target: string;
  readonly kind: string;
  readonly what: string;
  readonly cached: boolean;
  readonly inputs: Set<string>;
  readonly outputs: Set<string>;
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const ENGINE = 'the engine';
const DEFINITIONS = 'its definitions';
const IMPORTED = 'definitions of its imports';
const SCENARIOS = '`scenarios/**/*`';
/** Part of all of `scenarios`. */
const BELOW_SCENARIOS = '`scenarios/*/**/*`';
const PEERS = 'worlds that its scenarios name';
const RESULTS = 'results of other targets';
const EVIDENCE = '`Cargo.toml` and `package.json` of its imports';

/** The order in which a row names its inputs; anything else follows. */
const ORDER = ['`aos.sync.json`', DEFINITIONS, IMPORTED, EVIDENCE, '`README.md`', SCENARIOS];

function nameOther(input: Members): string {
  if ('externalDependencies' in input) return ENGINE;
  if ('dependentTasksOutputFiles' in input) return RESULTS;
  if ('env' in input) return `the variable \`${String(input['env'])}\``;
  if ('runtime' in input) return `the output of \`${String(input['runtime'])}\``;
  return `\`${JSON.stringify(input)}\``;
}

/** `undefined` for what only narrows another input. An input of a kind not known here is shown as it is. */
function nameInput(input: unknown, root: string): string | undefined {
  const fileset = typeof input === 'string' ? input : membersOf(input)['fileset'];
  if (typeof fileset !== 'string') return nameOther(membersOf(input));
  if (fileset.startsWith('!')) return undefined;
  const path = fileset.replace('{workspaceRoot}/', '');
  if (/^(?:libs|plugins|spec\/schemas)\//.test(path)) return ENGINE;
  if (path === `${root}/aos.sync.json`) return '`aos.sync.json`';
  if (path === `${root}/scenarios/**/*`) return SCENARIOS;
  if (path.startsWith(`${root}/scenarios/`)) return path.includes('*') ? `\`${path.slice(root.length + 1)}\`` : '`scenarios/<scenario>.scenario.json`';
  if (path.startsWith(`${root}/journals/`) && path.endsWith('.journal')) return '`journals/<scenario>*.journal`';
  if (path === `${root}/journals/*.objects`) return '`journals/*.objects`';
  if (path === `${root}/journals/*`) return '`journals/*`';
  if (path.startsWith('dist/')) return RESULTS;
  if (path === `${root}/modules/**/*.ts`) return '`modules/**/*.ts`';
  if (path === `${root}/README.md`) return '`README.md`';
  if (/\/(?:aos\.sync\.json|modules\/\*\*\/\*\.ts)$/.test(path)) return PEERS;
  if (/(?:^|\/)(?:Cargo\.toml|Cargo\.lock|package\.json)$/.test(path)) return EVIDENCE;
  if (/\/\*\*\/\*\.(?:json|\[jJ\]\[sS\]\[oO\]\[nN\])$/.test(path)) return path.startsWith(`${root}/`) ? DEFINITIONS : IMPORTED;
  return `\`${fileset}\``;
}

/** Named inputs stand for others, which may be named themselves. */
function expand(input: unknown, named: Members): readonly unknown[] {
  const stands = typeof input === 'string' ? named[input] : undefined;
  return Array.isArray(stands) ? stands.flatMap((each) => expand(each, named)) : [input];
}

function addTarget(rows: Map<string, TargetRow>, kind: string, root: string, target: string, facts: Members, named: Members): void {
  const what = membersOf(facts['metadata'])['description'];
  const key = `${target} ${kind}`;
  const row = rows.get(key) ?? { target, kind, what: typeof what === 'string' ? what : '', cached: facts['cache'] === true, inputs: new Set(), outputs: new Set() };
  rows.set(key, row);
  for (const input of listOf(facts['inputs']).flatMap((each) => expand(each, named))) {
    const name = nameInput(input, root);
    if (name !== undefined) row.inputs.add(name);
  }
  if (row.inputs.has(SCENARIOS)) row.inputs.delete(BELOW_SCENARIOS);
  for (const output of listOf(facts['outputs'])) row.outputs.add(`\`${String(output).replace(/^\{workspaceRoot\}\//, '').replace(/\/(replay-parity|crash-resume)\/.*$/, '/$1/<scenario>')}\``);
}

/** One row a target and kind of project, by name. `graph` is the text of `nx graph --file`. */
export function renderTargets(graph: string): readonly string[] {
  const nodes = membersOf(membersOf(membersOf(JSON.parse(graph))['graph'])['nodes']);
  const rows = new Map<string, TargetRow>();
  for (const node of Object.values(nodes)) {
    const data = membersOf(membersOf(node)['data']);
    const kind = listOf(data['tags']).find((tag) => tag === 'air:world' || tag === 'air:pack');
    if (typeof kind !== 'string') continue;
    for (const [target, facts] of Object.entries(membersOf(data['targets']))) {
      addTarget(rows, kind.slice('air:'.length), String(data['root']), target.replace(/--.*$/u, '--<scenario>'), membersOf(facts), membersOf(data['namedInputs']));
    }
  }
  const rank = (input: string): number => (ORDER.includes(input) ? ORDER.indexOf(input) : input === ENGINE ? ORDER.length + 1 : ORDER.length);
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return [
    '| target | on | what it does | inputs | output | cached |',
    '|---|---|---|---|---|---|',
    ...sorted.map(({ target, kind, what, cached, inputs, outputs }) => {
      const named = [...inputs].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
      return `| \`${target}\` | ${kind} | ${what} | ${named.join('; ')} | ${[...outputs].sort().join(', ') || 'none'} | ${cached ? 'yes' : 'no'} |`;
    }),
  ];
}
