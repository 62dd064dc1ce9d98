// The contract tables of a pack's README against its definitions.
import type { Problem } from '@nx-air/air';
import { CONTRACT_START, contractTables, findContract, findLostContract, type ContractPlace, type ContractTable } from '../contract-markdown.ts';
import type { PackContract } from '../contract.ts';

/** A README that was read; a missing one is reported where the pack is loaded. */
export interface Readme {
  /** Relative to the repository root. */
  readonly file: string;
  readonly text: string;
}

/** One finding a table that differs, at its first wrong line. A pack without plans has no contract to state. */
export function checkReadme(pack: string, contract: PackContract, { file, text }: Readme): Problem[] {
  if (contract.plans.length === 0) return [];
  const base = { subject: `pack ${pack}`, file, pointer: '' };
  const place = findContract(text);
  const lost = findLostContract(text, contract);
  if (lost) return [{ ...base, code: 'contract_missing', ...lost, column: 1, hint: 'Put the marker back, or delete the old tables, then run `air check <pack> --fix`.' }];
  if (!place) return [{ ...base, code: 'contract_missing', expected: `tables between ${CONTRACT_START} and its end marker`, line: 1, column: 1 }];
  const sections = sectionsOf(place);
  const problems = contractTables(contract).flatMap((table): readonly Problem[] => {
    const section = sections.find(({ heading }) => heading === table.heading);
    if (!section) return [{ ...base, code: 'contract_differs', expected: `a table \`## ${table.heading}\``, actual: 'none', line: place.line, column: 1 }];
    const difference = firstDifference(table, section);
    return difference ? [{ ...base, code: 'contract_differs', ...difference, column: 1 }] : [];
  });
  const known = new Set(contractTables(contract).map(({ heading }) => heading));
  const strange = sections.find(({ heading, lines }, index) => !known.has(heading) && (heading !== '' || lines.length > 0 || index > 0));
  if (problems.length > 0 || !strange) return problems;
  return [{ ...base, code: 'contract_differs', expected: 'nothing but the tables between the markers', actual: strange.heading === '' ? (strange.lines[0]?.text ?? '') : `## ${strange.heading}`, line: strange.line, column: 1 }];
}

interface Section {
  readonly heading: string;
  readonly line: number;
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

/** Headings of level 2 and the lines below each; spaces inside table rows do not count. */
function sectionsOf({ text, line }: ContractPlace): readonly Section[] {
  const sections: (Omit<Section, 'lines'> & { lines: Section['lines'][number][] })[] = [{ heading: '', line, lines: [] }];
  for (const [index, raw] of text.split('\n').entries()) {
    const row = raw.trim();
    const at = line + index;
    if (row.startsWith('## ')) sections.push({ heading: row.slice(3).trim(), line: at, lines: [] });
    else if (row !== '') sections.at(-1)?.lines.push({ text: normal(row), line: at });
  }
  return sections;
}

/** Formatters pad the cells of a table; that is no difference. */
const normal = (row: string): string =>
  /^\|[\s:|-]+\|$/u.test(row)
    ? row.replaceAll(/\s/gu, '').replaceAll(/:?-+:?/gu, '---')
    : row.replaceAll(/[ \t]+/gu, ' ');

function firstDifference({ lines, heading }: ContractTable, section: Section): Pick<Problem, 'expected' | 'actual' | 'line'> | undefined {
  const found = section.lines;
  for (let index = 0; index < Math.max(lines.length, found.length); index += 1) {
    const want = lines[index];
    const have = found[index];
    if (want === have?.text) continue;
    return { expected: want ?? `the end of \`${heading}\``, actual: have?.text ?? `the end of \`${heading}\``, line: have?.line ?? section.line };
  }
  return undefined;
}
