// Roles of plans, and what a pack must offer.
import { describe, expect, test } from 'vitest';
import { profilesOf, roleOf } from '../src/roles.ts';
import { ORDER, plan, policy } from './support/defs.ts';
import { packFindings } from './support/world.ts';
import { packFindingsOf } from './support/rules.ts';

test.each([
  ['p/entry_x@1', 'entry'],
  ['p/core_x@1', 'core'],
  ['p/adapter_x@2', 'adapter'],
  ['p/internal_x@1', 'internal'],
  ['p/_internal_x@1', 'internal'],
  ['p/entryx@1', undefined],
  ['p/Entry_x@1', undefined],
  ['p.entry_/x@1', undefined],
  ['nonsense', undefined],
])('the role of %s is %s', (name, role) => expect(roleOf(name)).toBe(role));

test('profiles', () => {
  expect(profilesOf(['p/entry_a@1', 'p/core_b@1', 'p/internal_c@1'])).toEqual(['turnkey', 'composable-core']);
  expect(profilesOf(['p/adapter_a@1'])).toEqual([]);
});

describe('a pack', () => {
  const good = [ORDER, plan('p/core_a@1'), plan('p/internal_b@1')];
  test('with a plan outside the roles', () => expect(packFindingsOf(good, [...good, plan('p/sync@1')])).toMatchInlineSnapshot(`
    "p/defs.air.json:40:13 error plan_without_role
      defplan p/sync@1: plan without a role
      found p/sync@1
      hint: Rename the plan."
  `));
  test('with neither entry nor core', () => expect(packFindingsOf(good, [ORDER, plan('p/internal_b@1')])).toMatchInlineSnapshot(`
    "p/defs.air.json:18:13 error pack_without_entry
      defplan p/internal_b@1: pack without entry and core
      expected a plan entry_… or core_…, found only p/internal_b@1
      hint: Rename the plan that consumers start to \`entry_…\` or \`core_…\`."
  `));
  test('with one nameless plan alone is one finding', () => expect(packFindings([ORDER, plan('p/sync@1')]).match(/ error /gu)).toHaveLength(1));
  test('without plans', () => expect(packFindings([ORDER])).toBe(''));
  test('that ships a policy', () => expect(packFindingsOf(good, [...good, policy([{}, 'deny'])])).toMatchInlineSnapshot(`
    "p/defs.air.json:40:13 warning pack_ships_policy
      defpolicy t/policy@1: pack ships a policy
      hint: Move the policy to the worlds; describe in the README what it has to allow."
  `));
});
