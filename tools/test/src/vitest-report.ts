// Reads what vitest's JSON reporter wrote into counts, skipped names and files that did not load.
import type { TestCounts } from './cell.ts';

export interface VitestReport extends TestCounts {
  /** Test files that failed outside any test, such as one that could not be imported. */
  readonly brokenFiles: readonly string[];
}

/** @returns undefined when the text is not such a report */
export function readVitestReport(text: string, root: string): VitestReport | undefined {
  const files = listOf(memberOf(parse(text), 'testResults'));
  if (files === undefined) return undefined;
  const skipped: string[] = [];
  const brokenFiles: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    const name = String(memberOf(file, 'name')).replace(root, '').replace(/^[\\/]+/, '');
    const tests = listOf(memberOf(file, 'assertionResults')) ?? [];
    const states = tests.map((test) => memberOf(test, 'status'));
    passed += states.filter((state) => state === 'passed').length;
    failed += states.filter((state) => state === 'failed').length;
    tests.forEach((test, index) => {
      if (states[index] !== 'passed' && states[index] !== 'failed') skipped.push(`${name} > ${String(memberOf(test, 'fullName'))}`);
    });
    if (memberOf(file, 'status') === 'failed' && !states.includes('failed')) brokenFiles.push(name);
  }
  return { passed, failed, skipped, brokenFiles };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
