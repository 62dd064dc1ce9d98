// Every step of a cell, in order: each works on what those before it left.
import type { Step } from './step.ts';
import { ADD_PLUGIN } from './steps/add-plugin.ts';
import { AFFECTED } from './steps/affected.ts';
import { FIRST_WORLD } from './steps/first-world.ts';
import { RUN_GATES } from './steps/gates.ts';
import { GRAPH } from './steps/graph.ts';
import { RELEASE } from './steps/release.ts';
import { SYNC } from './steps/sync.ts';
import { UPGRADE } from './steps/upgrade.ts';

export const STEPS: readonly Step[] = [ADD_PLUGIN, FIRST_WORLD, RUN_GATES, AFFECTED, SYNC, GRAPH, RELEASE, UPGRADE];
