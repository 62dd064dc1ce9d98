// Every part of the matrix.
import type { Part } from './part.ts';
import { BUILD } from './parts/build.ts';
import { MODULES } from './parts/modules.ts';
import { SCENARIOS } from './parts/scenarios.ts';

export const PARTS: readonly Part[] = [MODULES, BUILD, SCENARIOS];
