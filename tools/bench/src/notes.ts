// Reads notes.md: for a figure, the text that says where its time goes and what remains.

/** @returns text of each `## <figure>` section, trimmed */
export function readNotes(markdown: string): ReadonlyMap<string, string> {
  const sections = markdown.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return end < 0 ? [section.trim(), ''] : [section.slice(0, end).trim(), section.slice(end).trim()];
    }),
  );
}
