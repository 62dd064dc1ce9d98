// The AIR nodes as types: what a definition is after the typed round trip.
import type { DefCap, DefEffect, DefModule, DefPolicy, DefSchema, DefSecret } from './model/definitions.ts';
import type { Manifest } from './model/manifest.ts';
import type { DefPlan } from './model/plan.ts';

/** Any node, told apart by `$kind`. `invariants` is no part of a plan here. */
export type AirNode = DefSchema | DefModule | DefPlan | DefCap | DefPolicy | DefSecret | DefEffect | Manifest;
