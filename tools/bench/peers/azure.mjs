// Replays an orchestration with the executor of Azure Durable Functions, in process: no journal, no hashes.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { createOrchestrator, DummyOrchestrationContext, DurableOrchestrationInput } = require('durable-functions/lib/src/util/testingUtils.js');
const START = Date.UTC(2026, 0, 1);

/** Events of the orchestration that asks `count` activities, one after another. */
function historyOf(count) {
  const events = [];
  const add = (EventType, more) => void events.push({ EventType, EventId: -1, IsPlayed: false, Timestamp: new Date(START + events.length), ...more });
  const [started, completed, scheduled, begun, ended] = [12, 13, 4, 0, 5];
  add(started, {});
  add(begun, { Name: 'bench' });
  for (let index = 0; index < count; index += 1) {
    add(scheduled, { EventId: index, Name: 'call', Input: JSON.stringify(`call ${index}`) });
    add(completed, {});
    add(started, {});
    add(ended, { TaskScheduledId: index, Result: JSON.stringify({ delivered: index }) });
  }
  return events;
}

/** @returns one replay: answers how many activities the orchestration saw complete @throws when it did not end */
export function azureReplay(count) {
  const text = JSON.stringify(historyOf(count));
  let seen = 0;
  const run = createOrchestrator(function* (context) {
    seen = 0;
    for (let index = 0; index < count; index += 1) {
      const { delivered } = yield context.df.callActivity('call', `call ${index}`);
      if (delivered === index) seen += 1;
    }
    return seen;
  });
  const dates = (key, value) => (key === 'Timestamp' ? new Date(value) : value);
  // The executor marks what it has played, so each replay needs a history of its own.
  const fresh = () => new DurableOrchestrationInput('', JSON.parse(text, dates), undefined);
  return {
    fresh,
    replay: async (input) => {
      const { isDone } = await run(input, new DummyOrchestrationContext('bench', 'bench', () => undefined));
      if (!isDone) throw new Error('the orchestration did not end');
      return seen;
    },
  };
}
