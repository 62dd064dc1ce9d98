// What `air graph` draws, and as what.
import type { LoadWorldOptions } from '@nx-air/world';

export const GRAPH_FORMATS = ['mermaid', 'svg', 'html'] as const;

export type GraphFormat = (typeof GRAPH_FORMATS)[number];

export interface GraphOptions {
  /** How the user names the world; its folder when absent. */
  readonly label?: string;
  /** `name@N`, or a name without namespace or version where that is enough. All plans of the world when absent. */
  readonly plan?: string;
  /** Absolute path of the file that the picture is to be written to. */
  readonly out?: string;
  readonly load?: LoadWorldOptions;
}
