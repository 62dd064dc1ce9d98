// The cell that runs the commands which documents show, and compares what they print and the files they quote.
import { checkDocs } from '../../docs/src/check-docs.ts';
import type { Cell } from './cell.ts';

export const DOCS_CELL: Cell = {
  name: 'docs',
  title: 'commands and files in README.md, spec/ and docs/ are real',
  run: async ({ root, isInstalled, print }) => {
    const { pages, checked, failed, skipped } = await checkDocs({ root, isInstalled, print });
    const tests = { passed: checked, failed, skipped };
    if (failed > 0) return { state: 'failed', detail: `${failed} wrong blocks or markers`, tests };
    if (checked === 0) return { state: 'failed', detail: 'no page shows a command', tests };
    return { state: 'passed', detail: `${checked} blocks in ${pages} pages`, tests };
  },
};
