// A machine of XState that is persisted, dropped and restored after each event.
import { assign, createActor, createMachine } from 'xstate';

/** @param {number} states one for each ping that it waits for */
export function buildMachine(states) {
  const entries = Array.from({ length: states }, (_, index) => [
    `s${index}`,
    { on: { PING: { target: index + 1 < states ? `s${index + 1}` : 'done', guard: ({ context, event }) => event.id === context.id, actions: assign({ seen: ({ context, event }) => ({ ...context.seen, [`p${index}`]: event.id }) }) } } },
  ]);
  return createMachine({ id: 'bench', initial: 's0', context: { id: 'i0', seen: {} }, states: { ...Object.fromEntries(entries), done: { type: 'final' } } });
}

/** Runs the machine to its end. @returns texts kept: one an event */
export function crashEachEvent(machine, states) {
  let kept = 0;
  const start = createActor(machine).start();
  let text = JSON.stringify(start.getPersistedSnapshot());
  start.stop();
  for (let index = 0; index < states; index += 1) {
    const actor = createActor(machine, { snapshot: JSON.parse(text) }).start();
    actor.send({ type: 'PING', id: 'i0' });
    text = JSON.stringify(actor.getPersistedSnapshot());
    kept += 1;
    actor.stop();
  }
  if (JSON.parse(text).status !== 'done') throw new Error('the machine did not end');
  return kept;
}
