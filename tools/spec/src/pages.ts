// The generated pages of spec/: path from the root of the repository to text.
import { CODES, codeEntry, DOCUMENT_NAMES, schemaDocument } from '@nx-air/air';
import type { CodeEntry, FindingCode } from '@nx-air/air';
import { writeJson } from '@nx-air/canon';

export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    ...DOCUMENT_NAMES.map((name): [string, string] => [
      `spec/schemas/${name}.schema.json`,
      writeJson(schemaDocument(name)),
    ]),
    ['spec/findings.md', findingsPage()],
  ]);

const isCode = (code: string): code is FindingCode => Object.hasOwn(CODES, code);

const MEANING_OF_EXIT: Readonly<Record<CodeEntry['exit'], string>> = {
  2: 'cannot be loaded: bytes, shape, names, resolving, merging',
  3: 'lock findings',
  4: 'everything about meaning',
  5: 'a gate failed: what running showed',
};

const findingsPage = (): string => {
  const codes = Object.keys(CODES).filter(isCode);
  return [
    '# Findings',
    'Every finding has a stable code. This page is written by `node tools/spec/main.mjs` from `libs/air/src/codes.ts`.',
    '',
    'The exit code of a command is the lowest one among its error findings; warnings leave it at 0.',
    '',
    '| exit | means |',
    '|---|---|',
    ...Object.entries(MEANING_OF_EXIT).map(([exit, meaning]) => `| ${exit} | ${meaning} |`),
    '',
    '| code | severity | exit | what |',
    '|---|---|---|---|',
    ...codes.map((code) => {
      const { severity, exit, title } = codeEntry(code);
      return `| [\`${code}\`](#${code}) | ${severity} | ${exit} | ${title} |`;
    }),
    '',
    ...codes.flatMap((code) => section(code, codeEntry(code))),
  ].join('\n');
};

const section = (code: FindingCode, { severity, exit, cause, example, fix }: CodeEntry): string[] => [
  `## ${code}`,
  `${severity[0]?.toUpperCase() ?? ''}${severity.slice(1)}, exit ${exit}. ${cause}`,
  ...(example === undefined ? [] : ['', '```', example, '```']),
  '',
  `Fix: ${fix}`,
  '',
];
