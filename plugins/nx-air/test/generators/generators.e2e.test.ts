// The generators through Nx itself, in one workspace: what they write passes every gate as it is.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneRepository, type Clone } from '../support/clone.ts';

let clone: Clone;
beforeAll(() => {
  clone = cloneRepository({ content: false });
  clone.write({ 'nx.json': '{\n  // Comments stay.\n  "analytics": false,\n  "defaultBase": "main",\n  "plugins": [{ "plugin": "nx-air" }]\n}\n' });
});
afterAll(() => clone.dispose());

/** Lines of Nx that say which files it writes. */
const changes = (output: string): readonly string[] => [...output.matchAll(/^(?:CREATE|UPDATE) .*$/gmu)].map(([line]) => line);

async function generate(...args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, output } = await clone.nx('g', ...args);
  expect(exitCode, output).toBe(0);
  return changes(output);
}

test('a dry run writes nothing, and a name that does not fit is said', async () => {
  expect(await generate('nx-air:world', 'orders', '--dry-run')).toContain('CREATE worlds/orders/aos.sync.json');
  expect(clone.git('status', '--short', 'worlds')).toBe('');
  const refused = await clone.nx('g', 'nx-air:world', 'Order Desk');
  expect(refused.exitCode).toBe(1);
  expect(refused.output).toContain('"Order Desk" is no name of a world. Did you mean "order-desk"?');
  expect(refused.output).not.toContain('CREATE');
});

test('a workspace made by generators alone passes every gate', async () => {
  expect(await generate('nx-air:init')).toEqual(['UPDATE nx.json']);
  expect(clone.read('nx.json')).toContain('// Comments stay.');
  await generate('nx-air:world', 'orders', '--directory=our worlds/größe/orders');
  await generate('nx-air:plan-pack', 'greet', '--flavour=cargo', '--directory=crates/greet', '--profile=composable-core');
  await generate('nx-air:import', 'orders', '--pack=greet');
  await generate('nx-air:pattern', 'timeout', '--world=orders');
  await generate('nx-air:pattern', 'request-response', '--world=orders', '--side=answering');
  await generate('nx-air:workflow-module', 'orders', 'order-flow');
  expect(await generate('nx-air:ci-workflow', '--name=worlds')).toEqual(['CREATE .github/workflows/worlds.yml']);
  expect(await generate('nx-air:import', 'orders', '--pack=greet')).toEqual([]);
  const gates = await clone.run('-t', 'validate,lock-check,smoke,replay-parity,crash-resume,summary', '-p', 'orders,greet,timeout,request-response');
  expect(gates.exitCode, gates.output).toBe(0);
  expect(gates.output).toContain('scenarios passed: 5 of 5');
  expect(gates.output).toContain('imported plans run: 3 of 3');
  expect((await clone.nx('sync:check')).exitCode).toBe(0);
}, 600_000);
