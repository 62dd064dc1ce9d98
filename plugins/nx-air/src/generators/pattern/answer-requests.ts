// The answering side of the pattern request-response: a request that came in starts the plan that answers.
import type { LoadedWorld } from '@nx-air/world';
import { ref, type Bridge } from '../wrapper/bridge.ts';

export const RESPOND = 'request-response/core_respond@1';

/** Until its author says more, a world answers with what it was asked. */
export const answerBridge = ({ id }: Pick<LoadedWorld, 'id'>): Bridge => ({
  event: 'request-response/RequestReceived@1',
  plan: `${id}/adapter_respond@1`,
  stem: 'answer-requests',
  input: (event) => ({ record: { request_id: ref(event, 'request_id'), to: ref(event, 'reply_to'), body: ref(event, 'body') } }),
  correlateBy: 'request_id',
  comment: 'Answers a request with what it asks; put the answer of this world into `body`.',
});
