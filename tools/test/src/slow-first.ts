// The order of test files: those that start other programs first, so that none is left alone at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes, not seconds. */
const SLOW = [/\.e2e\.test\.ts$/, /tools\/(?:package|matrix)\/test\//, /libs\/cli\/test\/(?:bin|run|sigkill)\.test\.ts$/];

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return slowFirst(await super.sort(files), ({ moduleId }) => moduleId);
  }
}

/** @returns the same files; among slow ones, and among others, the order stays */
export function slowFirst<File>(files: readonly File[], pathOf: (file: File) => string): File[] {
  const isSlow = (file: File): boolean => SLOW.some((pattern) => pattern.test(pathOf(file)));
  return [...files.filter(isSlow), ...files.filter((file) => !isSlow(file))];
}
