// The disk for inference: asked once a path, silent about what cannot be read.
import type { FileHost } from '@nx-air/world/graph';
import { expect, test } from 'vitest';
import { graphFiles } from '../src/graph-files.ts';

test('asks once, and answers nothing where the disk refuses', () => {
  const asked: string[] = [];
  const refuse = (path: string): never => {
    asked.push(path);
    throw new Error('EACCES');
  };
  const disk: FileHost = {
    readFile: refuse,
    fileSize: (path) => asked.push(path),
    readDir: refuse,
    kindOf: () => undefined,
    realPath: refuse,
  };
  const files = graphFiles(disk);
  expect([files.readFile('/a'), files.readFile('/a'), files.readDir('/b'), files.realPath('/c'), files.kindOf('/d')]).toEqual(Array(5).fill(undefined));
  expect([files.fileSize('/e'), files.fileSize('/e')]).toEqual([4, 4]);
  expect(asked).toEqual(['/a', '/b', '/c', '/e']);
});
