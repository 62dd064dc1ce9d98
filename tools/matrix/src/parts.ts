// Every part of the matrix.
import type { Part } from './part.ts';
import { MODULES } from './parts/modules.ts';

export const PARTS: readonly Part[] = [MODULES];
