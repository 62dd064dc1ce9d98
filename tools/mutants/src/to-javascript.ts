// TypeScript to JavaScript once a sandbox, not once a process: starting costs more than judging most mutants.
import { transformSync } from '@swc/core';

/** Imports of `.ts` files become those of `.js` files. Throws for text that is no TypeScript. */
export function toJavascript(file: string, text: string): string {
  const { code } = transformSync(text, { filename: file, configFile: false, swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } });
  return code.replace(/((?:from|import)\s*\(?\s*)(["'])(\.{1,2}\/[^"']*)\.ts\2/g, '$1$2$3.js$2');
}

export function javascriptName(file: string): string {
  return file.replace(/\.ts$/, '.js');
}
