// What a marked block must hold: the output of its command, the text of its file, the table of targets.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block } from './blocks.ts';
import { FixtureError, readFixture, writeFixture } from './fixture.ts';
import { foldMember } from './fold-member.ts';
import { DocsError, readGraph, runDocumented } from './run-command.ts';
import { renderTargets } from './targets-table.ts';
import { cutLines, findingLines, tidyOutput } from './tidy-output.ts';

export interface RenderContext {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly fixtures: string;
  /** Folder for what Nx keeps between runs. */
  readonly scratch: string;
  readonly isInstalled: (program: string) => boolean;
}

export type Rendered =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'skipped'; readonly needs: string }
  | { readonly kind: 'fault'; readonly message: string };

const fault = (message: string): Rendered => ({ kind: 'fault', message });

async function inFolder<T>({ root, fixtures }: RenderContext, fixture: string | undefined, use: (folder: string) => Promise<T>): Promise<T> {
  if (fixture === undefined) return use(root);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-docs-')));
  try {
    writeFixture(folder, readFixture(fixtures, fixture));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function renderLines(lines: readonly string[]): Rendered {
  return lines.some((line) => line.startsWith('```')) ? fault('holds ```, which would end the fence') : { kind: 'lines', lines };
}

async function renderRun(context: RenderContext, marker: Extract<Block['marker'], { kind: 'run' }>): Promise<Rendered> {
  const { command, fixture, exit, lines, tail, show, needs, without } = marker;
  if (needs !== undefined && !context.isInstalled(needs)) return { kind: 'skipped', needs };
  return inFolder(context, fixture, async (cwd) => {
    const outcome = await runDocumented(command, { cwd, scratch: context.scratch, ...(without === undefined ? {} : { without }) });
    const shown = tidyOutput(outcome.output);
    if (outcome.exitCode !== exit) return fault([`exit code ${outcome.exitCode}, the marker says ${exit}`, ...shown].join('\n'));
    const machine = shown.find((line) => line.includes(cwd) || line.includes(tmpdir()));
    if (machine !== undefined) return fault(`the output names a path of this machine: ${machine}`);
    return renderLines(show === 'all' ? [`$ ${command}`, ...cutLines(shown, lines, tail)] : cutLines(findingLines(shown), lines, tail));
  });
}

/** Never throws for what a page or a fixture gets wrong. */
export async function renderBlock(context: RenderContext, { marker }: Block): Promise<Rendered> {
  try {
    switch (marker.kind) {
      case 'run':
        return await renderRun(context, marker);
      case 'file':
        return await inFolder(context, marker.fixture, async (folder) => {
          const text = readFileSync(join(folder, marker.path), 'utf8');
          return renderLines(cutLines(foldMember(text.replace(/\n$/, '').split('\n'), marker.fold), marker.lines));
        });
      case 'targets':
        return { kind: 'lines', lines: renderTargets(await readGraph(context.root, context.scratch)) };
    }
  } catch (error) {
    if (error instanceof FixtureError || error instanceof DocsError) return fault(error.message);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fault('the file does not exist');
    throw error;
  }
}
