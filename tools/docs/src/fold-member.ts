// Shortens JSON for a page: the object under one key becomes `{ … }`.

/** Works on text laid out with one member a line, so that everything else stays as it is in the file. */
export function foldMember(lines: readonly string[], key: string | undefined): readonly string[] {
  if (key === undefined) return lines;
  const kept: string[] = [];
  let closing: string | undefined;
  for (const line of lines) {
    const [, indent, opened] = /^(\s*)"([^"]+)": \{$/.exec(line) ?? [];
    if (closing !== undefined) {
      if (line !== closing && line !== `${closing},`) continue;
      kept.push(`${closing.slice(0, -1)}"${key}": { … }${line.slice(closing.length)}`);
      closing = undefined;
    } else if (indent !== undefined && opened === key) closing = `${indent}}`;
    else kept.push(line);
  }
  return closing === undefined ? kept : lines;
}
