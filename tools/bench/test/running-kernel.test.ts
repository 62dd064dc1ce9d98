// The kernels of the figures do what the figures count.
import { expect, test } from 'vitest';
import { decodeRecord } from '@nx-air/kernel';
import { ASKING, computing, generateKernelWorld, PARKED } from '../src/generate-kernel-world.ts';
import { askingModule, generateWorkflowWorld } from '../src/generate-workflow-world.ts';
import { expectInstances, runKernel } from '../src/running-kernel.ts';

test('computing plans end at once', async () => {
  const ran = await runKernel(await generateKernelWorld(computing(3)));
  await ran.start(5);
  expectInstances(ran, 0);
  const ended = [...ran.journal.records()].map(decodeRecord).filter((record) => record.k === 'plan_ended');
  expect(ended.map((record) => record.k === 'plan_ended' && record.status)).toEqual(Array.from({ length: 5 }, () => 'ok'));
});

test('a ping wakes one of those that are parked', async () => {
  const ran = await runKernel(await generateKernelWorld(PARKED));
  await ran.start(20);
  await ran.ping(3, 5);
  expectInstances(ran, 17);
  expect(() => expectInstances(ran, 20)).toThrow('17 instances are parked, expected 20');
});

test('a workflow asks, waits, and is complete with the receipt', async () => {
  const ran = await runKernel(await generateWorkflowWorld(), askingModule());
  await ran.start(4);
  expect(ran.kernel.state.workflows.get('bench/flow@1')?.size).toBe(4);
  expect(await ran.answer()).toBe(4);
  expect([ran.kernel.state.workflows.size, ...[...ran.kernel.state.workflowsEnded.values()].map(({ status }) => status)]).toEqual([0, 'completed', 'completed', 'completed', 'completed']);
});

test('each intent is answered once', async () => {
  const ran = await runKernel(await generateKernelWorld(ASKING));
  await ran.start(4);
  expectInstances(ran, 4);
  expect([await ran.answer(), await ran.answer()]).toEqual([4, 0]);
  expectInstances(ran, 0);
});
