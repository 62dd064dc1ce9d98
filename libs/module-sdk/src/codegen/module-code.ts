// What the code of a module is generated with.
import type { Codecs } from './codecs.ts';
import type { OutcomeClasses } from './outcome-classes.ts';
import type { Shapes } from './shapes.ts';

export interface ModuleCode {
  readonly shapes: Shapes;
  readonly codecs: Codecs;
  readonly outcomes: OutcomeClasses;
}
