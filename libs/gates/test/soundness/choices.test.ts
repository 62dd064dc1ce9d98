// Going through choices meets every combination once.
import { expect, test } from 'vitest';
import { Choices } from './choices.ts';

test('every combination, once', () => {
  const choices = new Choices();
  const seen: string[] = [];
  do {
    const first = choices.choose(2);
    // The second choice is there only behind one answer of the first.
    seen.push(first === 0 ? `0${choices.choose(3)}` : '1');
  } while (choices.next());
  expect(seen).toEqual(['00', '01', '02', '1']);
});

test('one answer is no choice', () => {
  const choices = new Choices();
  expect(choices.choose(1)).toBe(0);
  expect(choices.next()).toBe(false);
});
