// The structure checks in the order they are run.
import type { StructureCheck } from './check.ts';
import { checkCycles } from './cycles.ts';
import { checkDependencies } from './dependencies.ts';
import { checkExportedNames } from './exported-names.ts';
import { checkFirstLines } from './first-lines.ts';
import { checkLayers } from './layers.ts';
import { checkLightEntries } from './light-entries.ts';
import { checkSilence } from './silence.ts';
import { checkSizes } from './sizes.ts';
import { checkStrictTypes } from './strict-types.ts';

export const CHECKS: readonly StructureCheck[] = [
  { name: 'cycles', title: 'no import cycles', run: checkCycles },
  { name: 'layers', title: 'imports follow the layers', run: checkLayers },
  { name: 'light', title: 'graph-time entries stay light', run: checkLightEntries },
  { name: 'sizes', title: 'file sizes', run: checkSizes },
  { name: 'exports', title: 'exported names are pinned', run: checkExportedNames },
  { name: 'dependencies', title: 'dependencies are where spec/dependencies.md says', run: checkDependencies },
  { name: 'first-lines', title: 'first line says what a file is for', run: checkFirstLines },
  { name: 'strict', title: 'no any, no !, no switched-off types', run: checkStrictTypes },
  { name: 'silence', title: 'libraries never print', run: checkSilence },
];
