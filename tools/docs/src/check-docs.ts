// Holds every page of the repository to its markers.
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPage } from './check-page.ts';

export interface DocsOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly isInstalled: (program: string) => boolean;
  readonly print: (text: string) => void;
  /** Replaces stale blocks instead of reporting them. */
  readonly write?: boolean;
}

export interface DocsReport {
  readonly pages: number;
  readonly checked: number;
  readonly failed: number;
  /** One name a block that was not compared. */
  readonly skipped: readonly string[];
}

/** README.md and its neighbours, everything below spec/ and docs/, the READMEs of packs; relative to the root, sorted. */
export function listPages(root: string): readonly string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = ['docs', 'plan-packs', 'spec'].filter((dir) => existsSync(join(root, dir))).flatMap((dir) => listMarkdown(root, dir));
  return [...top, ...below].sort();
}

function listMarkdown(root: string, dir: string): readonly string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : listMarkdown(root, path);
    return entry.isFile() && path.endsWith('.md') ? [path] : [];
  });
}

export async function checkDocs({ root, isInstalled, print, write = false }: DocsOptions): Promise<DocsReport> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-docs-nx-')));
  const context = { root, fixtures: join(root, 'tools', 'docs', 'fixtures'), scratch, isInstalled };
  const pages = listPages(root);
  const skipped: string[] = [];
  let checked = 0;
  let failed = 0;
  let stale = false;
  try {
    for (const path of pages) {
      const text = readFileSync(join(root, path), 'utf8');
      const report = await checkPage(text, context);
      checked += report.checked;
      skipped.push(...report.skipped.map(({ line, needs }) => `${path}:${line} (needs ${needs})`));
      const kept = report.faults.filter(({ stale }) => !(write && stale));
      for (const { line, message } of kept) print(`${path}:${line}: ${message}`);
      failed += kept.length;
      stale ||= kept.some((fault) => fault.stale);
      if (!write || report.text === text) continue;
      writeFileSync(join(root, path), report.text);
      print(`wrote ${path}`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  if (stale) print('When the new output is right, run: node tools/docs/main.mjs --write');
  return { pages: pages.length, checked, failed, skipped };
}
