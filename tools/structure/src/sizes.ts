// Holds file sizes to the house limits, package by package, and prints the distribution.
import type { CheckReport, Fault } from './check.ts';
import type { SourceFile, SourceTree } from './tree.ts';

const LIMITS = { median: 90, p95: 250, max: 350 } as const;
const TABLES = 'tools/structure/tables.json';

export interface Distribution {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

export function checkSizes(tree: SourceTree): CheckReport {
  const tables = readTables(tree.documents.get(TABLES));
  const sources = tree.files.filter(isMeasured);
  const owners = [...new Set(sources.map(({ owner }) => owner))].sort();
  const rows = owners.map((owner) => describeOwner(tree, owner, tables));
  return {
    summary: `${sources.length} source files in ${owners.length} packages`,
    details: ['package               files  median  p95  max  source  test', ...rows.map(({ row }) => row)],
    faults: [...rows.flatMap(({ faults }) => faults), ...judgeTables(sources, tables)],
  };
}

const isMeasured = ({ role }: SourceFile): boolean => role !== 'test';

function describeOwner(tree: SourceTree, owner: string, tables: ReadonlyMap<string, string>) {
  const own = tree.files.filter((file) => file.owner === owner);
  const measured = own.filter((file) => isMeasured(file) && !tables.has(file.path)).map((file) => ({ path: file.path, lines: countLines(file) }));
  const sizes = distribute(measured.map(({ lines }) => lines));
  const faults: Fault[] = measured
    .filter(({ lines }) => lines > LIMITS.max)
    .map(({ path, lines }) => ({ file: path, message: `${lines} lines; at most ${LIMITS.max}, or a table listed in ${TABLES}` }));
  for (const key of ['median', 'p95'] as const) {
    if (sizes[key] > LIMITS[key]) faults.push({ file: owner, message: `${key} of its source files is ${sizes[key]} lines; at most ${LIMITS[key]}` });
  }
  const total = (role: string) => own.filter((file) => file.role === role).reduce((sum, file) => sum + countLines(file), 0);
  const columns = [[sizes.count, 7], [sizes.median, 8], [sizes.p95, 5], [sizes.max, 5], [total('source') + total('assembly'), 8], [total('test'), 6]] as const;
  return { faults, row: owner.padEnd(20) + columns.map(([value, width]) => String(value).padStart(width)).join('') };
}

/** Median and 95th percentile by nearest rank; zeros for no sizes. */
export function distribute(sizes: readonly number[]): Distribution {
  const sorted = [...sizes].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { count: sorted.length, median: rank(0.5), p95: rank(0.95), max: sorted.at(-1) ?? 0 };
}

/** A listed table that shrank or went away leaves the list, or the list stops meaning anything. */
function judgeTables(sources: readonly SourceFile[], tables: ReadonlyMap<string, string>): readonly Fault[] {
  return [...tables].flatMap(([path, reason]): Fault[] => {
    const file = sources.find((source) => source.path === path);
    if (!file) return [{ file: TABLES, message: `${path} is listed but does not exist` }];
    if (countLines(file) <= LIMITS.max) return [{ file: TABLES, message: `${path} is listed but has only ${countLines(file)} lines` }];
    return reason === '' ? [{ file: TABLES, message: `${path} is listed without a reason` }] : [];
  });
}

function readTables(text: string | undefined): ReadonlyMap<string, string> {
  const tables: unknown = text === undefined ? {} : JSON.parse(text);
  return new Map(Object.entries(tables ?? {}).map(([path, reason]) => [path, String(reason)]));
}

function countLines({ text }: SourceFile): number {
  const lines = text.split('\n').length;
  return text.endsWith('\n') ? lines - 1 : lines;
}
