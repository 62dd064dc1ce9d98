// Which source belongs to which module: `orders/SyncTracker@1` is the class `SyncTracker` of `modules/sync-tracker.ts`.
import { parseDefName } from '@nx-air/air';
import { kebabCase, pascalCase } from './codegen/identifiers.ts';

/** The folder of a world with the sources of its modules. Folders inside of it hold code that they share. */
export const MODULES_FOLDER = 'modules';
/** Written by `air codegen`. */
export const GENERATED_FILE = `${MODULES_FOLDER}/generated/air.ts`;

/** Name of the source without `.ts`: of version 1 in kebab case, of any other with `-v2` after it. */
export function moduleStem(name: string): string {
  const parsed = parseDefName(name);
  if (parsed === undefined) return kebabCase(name);
  return `${kebabCase(parsed.base)}${parsed.version === '1' ? '' : `-v${parsed.version}`}`;
}

/** Relative to the folder of the world. */
export const sourceFile = (name: string): string => `${MODULES_FOLDER}/${moduleStem(name)}.ts`;

/** The class that the source of a module exports. */
export const exportedClass = (name: string): string => pascalCase(parseDefName(name)?.base ?? name);

/** Whether a file directly in the folder of sources is to be a module. */
export const isModuleSource = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts');
