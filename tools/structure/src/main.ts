// Runs the structure checks named on the command line, or all of them: node tools/structure/main.mjs [name...] [--write]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from './checks.ts';
import { listExportedNames, SNAPSHOT, writeSnapshot } from './exported-names.ts';
import { readTree } from './read-tree.ts';
import { renderReport } from './render.ts';

/** @returns the exit code: 0 fine, 1 faults or an unknown name */
export function main(root: string, args: readonly string[]): number {
  const names = args.filter((arg) => arg !== '--write');
  const unknown = names.find((name) => !CHECKS.some((check) => check.name === name));
  if (unknown !== undefined) {
    console.error(`There is no check "${unknown}". Checks: ${CHECKS.map(({ name }) => name).join(', ')}`);
    return 1;
  }
  if (args.includes('--write')) {
    writeFileSync(join(root, SNAPSHOT), writeSnapshot(listExportedNames(readTree(root)).names));
    console.log(`Wrote ${SNAPSHOT}`);
  }
  const tree = readTree(root);
  let failed = 0;
  for (const check of CHECKS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const report = check.run(tree);
    console.log(`== ${check.name}: ${check.title}\n${renderReport(report)}\n`);
    if (report.faults.length > 0) failed += 1;
  }
  if (failed > 0) console.log(`${failed} of the checks found faults.`);
  return failed > 0 ? 1 : 0;
}
