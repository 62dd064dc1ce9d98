// Did-you-mean, by table.
import { expect, test } from 'vitest';
import { closestName } from '../src/closest-name.ts';

test.each([
  ['acme/Ordre@1', ['acme/Order@1', 'acme/Other@1'], 'acme/Order@1'],
  ['acme/order@1', ['acme/Order@1'], 'acme/Order@1'],
  ['ab', ['xy'], undefined],
  ['sdk', ['sdj', 'sda'], 'sda'],
  ['anything', [], undefined],
])('%s of %j', (name, known, expected) => expect(closestName(name, known)).toBe(expected));
