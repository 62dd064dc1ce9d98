// Checks the commands and files that documents show, or with --write brings the documents up to date.
import { isInstalled } from '../../process/src/installed.ts';
import { checkDocs } from './check-docs.ts';

/** Exit code: 0 when every block is right, 1 for a wrong block or wrong usage. */
export async function main(root: string, args: readonly string[], print: (text: string) => void): Promise<0 | 1> {
  const [flag, ...rest] = args;
  if (rest.length > 0 || (flag !== undefined && flag !== '--write')) {
    print('usage: node tools/docs/main.mjs [--write]');
    return 1;
  }
  const report = await checkDocs({ root, isInstalled: (program) => isInstalled(program), print, write: flag === '--write' });
  for (const name of report.skipped) print(`not checked: ${name}`);
  print(`${report.checked} blocks in ${report.pages} pages, ${report.failed} wrong`);
  return report.failed === 0 ? 0 : 1;
}
