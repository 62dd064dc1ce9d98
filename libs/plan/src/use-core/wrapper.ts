// The plan that stays where a copy was: it spawns the core with its input and waits for its end.
import type { JsonObject, JsonValue } from '@nx-air/canon';

/** Named `name`, started by `input` as the copy was; gives no result. */
export function wrapperOf(name: string, input: string, core: string, given: JsonValue): JsonObject {
  return {
    $kind: 'defplan',
    name,
    input,
    steps: [
      { id: 'core', op: 'spawn_plan', plan: core, input: given, bind: { handle_as: 'core' } },
      { id: 'ended', op: 'await_plan', for: { ref: '@var:core' }, bind: { as: 'outcome' } },
      { id: 'end', op: 'end' },
    ],
    edges: [
      { from: 'core', to: 'ended' },
      { from: 'ended', to: 'end' },
    ],
  };
}
