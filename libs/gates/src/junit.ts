// JUnit XML from suites of cases, for servers that show tests. No times: equal results are equal files.

export interface JUnitCase {
  readonly name: string;
  /** What is wrong; a case without is passed. */
  readonly failures: readonly string[];
  /** Printed with a case that passed, too. */
  readonly output?: string;
}

export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

export function renderJUnit(name: string, suites: readonly JUnitSuite[]): string {
  const [tests, failures] = [suites, suites].map((list, index) => list.reduce((total, suite) => total + (index === 0 ? suite.cases.length : failed(suite)), 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(name)}" tests="${tests}" failures="${failures}">`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${escape(suite.name)}" tests="${suite.cases.length}" failures="${failed(suite)}">`,
      ...suite.cases.flatMap((each) => renderCase(suite.name, each)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function failed({ cases }: JUnitSuite): number {
  return cases.filter(({ failures }) => failures.length > 0).length;
}

function renderCase(suite: string, { name, failures, output }: JUnitCase): readonly string[] {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  if (failures.length === 0 && output === undefined) return [`${open}/>`];
  return [
    `${open}>`,
    ...failures.map((failure) => `      <failure message="${escape(failure.split('\n')[0] ?? '')}">${escape(failure)}</failure>`),
    ...(output === undefined ? [] : [`      <system-out>${escape(output)}</system-out>`]),
    '    </testcase>',
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;', '\t': '&#9;', '\r': '&#13;' };

/** Characters that XML cannot hold at all become a replacement character. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"'\n\t\r]/g, (found) => ENTITIES[found] ?? found)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
