// The shape of a scenario: what comes into a world and when, what answers its effects, what must come of it.
import { anything, listOf, mapOf, natural, oneWordOf, shape, text } from './build.ts';
import type { JsonSchema } from './build.ts';
import { defName, schemaRef } from './atoms.ts';

const described = (description: string, schema: JsonSchema): JsonSchema => ({ ...schema, description });
const positive: JsonSchema = { type: 'integer', minimum: 1 };

const duration: JsonSchema = { type: ['string', 'integer'], description: 'nanoseconds, or a text like `90s`, `1h30m`, `250ms`' };

/** Exactly one of `event` and `upgrade` is checked in code, so that one mistake gives one finding. */
const input = shape(
  {},
  {
    at: described('logical time after the start; that of the input before without it', duration),
    event: described('schema of the event', schemaRef),
    value: described('a value of that schema, or when `refused` is given anything', anything),
    ingress_id: described('unique in its world: the same id with the same content is a repetition', text),
    upgrade: described('folder beside the scenario: its definitions replace those of the world with the same names', text),
    refused: described('code with which the world refuses it', text),
    repeat: described('the event comes so many times; `{n}` in its texts is the number, from 1', shape({ count: { type: 'integer', minimum: 1, maximum: 10_000 }, every: duration })),
  },
);

const fault = shape({ code: text }, { message: { type: 'string' } });

const answer = shape(
  {},
  {
    status: described('`ok` without it, `error` where there is a fault', oneWordOf('ok', 'error', 'timeout')),
    payload: described('of `ok`: a value of the receipt schema', anything),
    fault: described('of `error` and `timeout`', fault),
    delay: described('logical time after the effect was emitted', duration),
    unchecked: described('the payload may be anything: a bad one is recorded as the error `bad_payload`', { type: 'boolean' }),
  },
);

const receipt = shape(
  {
    kind: described('effect kind', text),
    answers: described('none: the receipt never comes; two: it comes twice', listOf(answer)),
  },
  {
    params: described('what the parameters hold at least', anything),
    times: described('how many effects it answers; any number without it', positive),
  },
);

const content = shape(
  {},
  {
    text: { type: 'string' },
    base64: { type: 'string' },
    files: described('a workspace tree: texts by path', mapOf({ type: 'string' })),
  },
);

const expectedEvent = shape(
  { event: described('schema of an event that the world raises', schemaRef) },
  { value: described('what it holds at least', anything), count: described('how many match, at any place', natural) },
);

const expectedPlan = shape(
  { plan: defName },
  {
    status: oneWordOf('ok', 'error', 'running'),
    result: described('what the result holds at least', anything),
    error: described('code of the error', text),
    waits_for: described('plan of a child that has not ended and that it awaits', defName),
    count: described('how many instances match', natural),
  },
);

const expectedCell = shape(
  { module: defName, state: described('what the state holds at least; null: there is no cell', anything) },
  { key: described('of a module with keys', anything) },
);

const expectedFault = shape(
  { fault: oneWordOf('module_fault', 'wait_fault', 'trigger_skipped', 'denied', 'limit') },
  { name: described('module, plan, or origin of the denied effect', text), code: text, count: described('how many match; at least one without it', natural) },
);

const expectations = shape(
  {},
  {
    events: listOf(expectedEvent),
    plans: listOf(expectedPlan),
    cells: listOf(expectedCell),
    effects: described('number of intents by effect kind', mapOf(natural)),
    under_way: described('number of intents without a receipt by effect kind', mapOf(natural)),
    faults: listOf(expectedFault),
  },
);

const peer = shape(
  { world: described('folder of another world, from the folder of this one', text) },
  { inputs: listOf(input), receipts: listOf(receipt), expect: expectations },
);

const carry = shape(
  {
    kind: described('effect kind whose parameters hold the message', text),
    field: described('field of the parameters: a variant', text),
    arm: described('arm of the variant: its value is what the event holds', text),
    to: described('id of the world that it is carried to', text),
    event: described('schema of the event that comes in there', schemaRef),
  },
  {
    delays: described('when it comes in after it was emitted, at once without it; none: it is lost; two: it comes in twice', listOf(duration)),
    times: described('how many messages of one world it carries; any number without it', positive),
  },
);

const limits = shape(
  {},
  {
    derived_records: positive,
    retained_ingress_ids: natural,
    retained_settled: natural,
    value_depth: positive,
    module_effects: natural,
    module_events: natural,
    module_output_bytes: natural,
  },
);

export const scenarioSchema: JsonSchema = shape(
  {},
  {
    $schema: { type: 'string' },
    description: { type: 'string' },
    start: { type: ['string', 'integer'], description: 'logical time at which it begins: nanoseconds since 1970, or `2026-01-31T12:00:00Z`; 0 without it' },
    seed: described('what entropy is made from; the name of the scenario without it', text),
    limits,
    max_items: described('bound on inputs, timers and receipts', positive),
    content: described('blobs and trees by name: `@hash:<name>` in values stands for the hash', mapOf(content)),
    secrets: described('values of secrets by alias, for adapters only', mapOf(text)),
    inputs: listOf(input),
    receipts: listOf(receipt),
    expect: expectations,
    peers: described('worlds that run beside this one, each with a journal of its own', listOf(peer)),
    carry: described('what is carried between the worlds; the first rule that matches and is not used up does', listOf(carry)),
  },
  { description: 'a run of a world on logical time: inputs, answers, expectations' },
);
