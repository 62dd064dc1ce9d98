// The globs of package managers and ignore files as regular expressions over whole `/` paths.

/** `*`, `**`, `?` and `{a,b}`; everything else stands for itself. */
export function globRegExp(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1) return `(?:${token.slice(1, -1).split(',').map(escapeText).join('|')})`;
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

function escapeText(text: string): string {
  return text.replace(/[.+^$()|[\]\\{}*?]/g, '\\$&');
}
