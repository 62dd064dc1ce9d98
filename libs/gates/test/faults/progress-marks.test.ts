// Going on from a mark: what is due next is what the whole journal says, and nothing before the mark is read.
import { compareBytes } from '@nx-air/canon';
import { BytesJournal, decodeRecord, Kernel, type Journal } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/index.ts';
import { forwarding } from '../../src/faults/forwarding.ts';
import { linkOf, type LinkedJournal } from '../../src/faults/linked-journal.ts';
import { Marks } from '../../src/faults/progress-marks.ts';
import { runReference } from '../../src/faults/reference.ts';
import { scenarioSubject } from '../../src/faults/scenario-subject.ts';
import { ScenarioDriver } from '../../src/scenario/driver.ts';
import { ScenarioProgress, type ScenarioItem } from '../../src/scenario/progress.ts';
import { go, scenarioOf, smallWorld, type Json } from '../support/small-world.ts';

const SCENARIOS: Readonly<Record<string, Json>> = {
  'timers before, with and behind inputs': { inputs: [go('a', '@time:1s'), go('b', '@time:1s', { at: '1s' }), go('c', 0, { at: '1s' }), go('d', '@time:9s', { at: '2s' })] },
  'answers late, repeated, missing': {
    inputs: [go('a'), go('b'), go('c', '@time:5s', { at: '4s' })],
    receipts: [
      { kind: 'timer.set', params: { key: 'a' }, answers: [{ payload: { delivered_at_ns: 7 }, delay: '9s' }, { payload: { delivered_at_ns: 8 }, delay: '3s' }] },
      { kind: 'timer.set', answers: [], times: 1 },
    ],
  },
  'inputs that are refused, ids that come twice': { inputs: [go('a', 0, { ingress_id: 'x' }), go('b', 0, { ingress_id: 'x', refused: 'ingress_conflict' }), go('a', 0, { ingress_id: 'x' }), go('c', 1, { at: '2s' })] },
};

const shown = ({ dueNs, task }: ScenarioItem): string => `${dueNs} ${task.kind === 'input' ? `input ${task.index}` : `${task.intentId} ${task.adapterId}`}`;

/** What is still to come, in the order in which it comes. */
function rest(progress: ScenarioProgress): readonly string[] {
  const items: string[] = [];
  for (let item = progress.next(); item; item = progress.next()) items.push(shown(item));
  return items;
}

async function wholeRun(scenario: Scenario, name: string) {
  const world = await smallWorld();
  const subject = scenarioSubject(world, { ...scenario, name });
  return { subject, reference: await runReference(subject) };
}

describe.each(Object.entries(SCENARIOS))('%s', (name, content) => {
  test('from every record to every later one: as from the whole journal', async () => {
    const scenario = await scenarioOf(await smallWorld(), content);
    const { reference } = await wholeRun(scenario, name);
    const records = [...reference.journal.records()].map(decodeRecord);
    for (let mark = 0; mark <= records.length; mark += 1) {
      const progress = new ScenarioProgress(scenario, records.slice(0, mark));
      for (const end of [mark, mark + 1, records.length]) {
        const continued = new ScenarioProgress(scenario, records.slice(mark, end), progress);
        expect(rest(continued), `${mark} to ${end}`).toEqual(rest(new ScenarioProgress(scenario, records.slice(0, Math.max(mark, end)))));
      }
    }
  });

  test('a fork leaves what it was made from as it was', async () => {
    const progress = new ScenarioProgress(await scenarioOf(await smallWorld(), content));
    const before = rest(progress.fork());
    expect(before.length).toBeGreaterThan(0);
    expect(rest(progress)).toEqual(before);
  });

  test('a run that is cut behind any batch reads nothing before the cut, and ends as the whole one', async () => {
    const { subject, reference } = await wholeRun(await scenarioOf(await smallWorld(), content), name);
    for (const { end, after } of reference.batches) {
      const journal = BytesJournal.open(reference.bytes.slice(0, reference.offsets[end]));
      const read: number[] = [];
      const counted: LinkedJournal = {
        ...forwarding(journal),
        records: (from = 0) => {
          read.push(from);
          return journal.records(from);
        },
      };
      await subject.proceed(await Kernel.open({ ...subject.options, journal, from: after }), counted);
      expect(read.every((from) => from === end)).toBe(true);
      expect(compareBytes(journal.bytes, reference.bytes)).toBe(0);
    }
  });
});

test('a journal of the same length with other records has no mark; one that cannot say what it holds has none', async () => {
  const world = await smallWorld();
  const scenario = await scenarioOf(world, { inputs: [go('a')] });
  const [one, other] = [await wholeRun(scenario, 'one'), await wholeRun({ ...scenario, seed: 'other' }, 'other')];
  const { journal, subject } = one.reference;
  const marks = new Marks();
  marks.add(journal, new ScenarioDriver(await Kernel.open({ ...subject.options, journal: BytesJournal.open() }), scenario, journal.records()));
  expect(marks.find(journal)?.length).toBe(journal.length);
  expect(other.reference.journal.length).toBe(journal.length);
  expect(marks.find(other.reference.journal)).toBeUndefined();
  const { linkAt: _without, ...mute } = forwarding(journal);
  expect(linkOf(mute as Journal, journal.length)).toBeUndefined();
});
