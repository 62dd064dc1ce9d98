// Reads the table of spec/dependencies.md.

export interface DependencyRow {
  readonly name: string;
  readonly version: string;
  /** Files, or folders ending in `/`, that import it; empty where nothing does and the purpose says why. */
  readonly importedIn: readonly string[];
  /** The remaining cells, in the order of the header: what for, size, why not another. */
  readonly notes: readonly string[];
  readonly line: number;
}

const HEADER = ['package', 'version', 'imported in', 'what for', 'unpacked size', 'why not another'];

/** Rows of every table whose header is the expected one; undefined when there is none. */
export function readDependencyTable(markdown: string): readonly DependencyRow[] | undefined {
  let inTable = false;
  let found = false;
  const rows: DependencyRow[] = [];
  for (const [index, text] of markdown.split('\n').entries()) {
    const cells = text.startsWith('|') ? text.slice(1, text.lastIndexOf('|')).split('|').map((cell) => cell.trim()) : undefined;
    if (cells === undefined) inTable = false;
    else if (cells.join('|') === HEADER.join('|')) inTable = found = true;
    else if (inTable && !/^[-:]+$/.test(cells[0] ?? '')) rows.push(readRow(cells, index + 1));
  }
  return found ? rows : undefined;
}

function readRow(cells: readonly string[], line: number): DependencyRow {
  const [name = '', version = '', importedIn = '', ...notes] = cells;
  return { name: unquote(name), version: unquote(version), importedIn: [...importedIn.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? ''), notes, line };
}

function unquote(text: string): string {
  return text.replace(/^`|`$/g, '');
}
