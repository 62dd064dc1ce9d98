// Parts of pages: whatever text they are given, it stays text, and empty parts are nothing.
import { describe, expect, test } from 'vitest';
import { bar, name, number, table, text } from '../../src/report/html.ts';

describe('text', () => {
  test.each<[string, string, string]>([
    ['plain', 'order-1', 'order-1'],
    ['markup', '<b a="1">&\'</b>', '&lt;b a=&quot;1&quot;&gt;&amp;&#39;&lt;/b&gt;'],
    ['what is escaped already', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['controls', 'a\u0000b\nc', 'a\\u{0}b\\u{a}c'],
    ['direction marks', 'a\u202eb', 'a\\u{202e}b'],
    ['other scripts', 'заказ 注文', 'заказ 注文'],
    ['nothing', '', ''],
  ])('%s', (_what, given, shown) => {
    expect(text(given)).toBe(shown);
  });

  test('is cut where it is too long, with a sign that it was', () => {
    expect(text('x'.repeat(160))).toBe('x'.repeat(160));
    expect(text('x'.repeat(161))).toBe(`${'x'.repeat(159)}…`);
    expect(text('abcdef', 4)).toBe('abc…');
    expect(text('<'.repeat(10_000)).length).toBeLessThan(1000);
  });

  test('never cuts an entity, and never a pair of surrogates', () => {
    expect(text('&&&&&', 3)).toBe('&amp;&amp;…');
    expect(text('😀😀😀😀', 3)).toBe('😀😀…');
  });
});

test('a name may break behind its parts, and only there', () => {
  expect(name('orders/core_place@1')).toBe('<code>orders/<wbr>core_<wbr>place@<wbr>1</code>');
  expect(name('<x>')).toBe('<code>&lt;x&gt;</code>');
});

describe('number', () => {
  test.each<[number, boolean, string]>([
    [0, false, '<span class="zero">0</span>'],
    [0, true, '<span class="zero">0</span>'],
    [7, false, '7'],
    [7, true, '<strong class="bad">7</strong>'],
  ])('%d, bad %s', (count, isBad, shown) => {
    expect(number(count, isBad)).toBe(shown);
  });
});

describe('bar', () => {
  const widths = (html: string): readonly string[] => [...html.matchAll(/class="(ok|error|running)" x="([\d.]+)" y="0" width="([\d.]+)"/gu)].map(([, look, x, width]) => `${look} ${x}+${width}`);

  test('shares lie side by side and fill it', () => {
    expect(widths(bar([{ look: 'ok', count: 2 }, { look: 'error', count: 1 }, { look: 'running', count: 1 }], 'said'))).toEqual(['ok 0.00+50.00', 'error 50.00+25.00', 'running 75.00+25.00']);
  });

  test('a share of nothing takes no place, and nothing at all is no bar', () => {
    expect(widths(bar([{ look: 'ok', count: 0 }, { look: 'error', count: 3 }], ''))).toEqual(['error 0.00+100.00']);
    expect(bar([{ look: 'ok', count: 0 }], 'said')).toBe('');
  });

  test('is said to those who do not see it', () => {
    expect(bar([{ look: 'ok', count: 1 }], '1 "ok"')).toContain('role="img" aria-label="1 &quot;ok&quot;"');
  });
});

describe('table', () => {
  const columns = [{ title: 'what' }, { title: 'count', isNumber: true }];

  test('heads, a head of each row, numbers to the right, in a frame that keys reach', () => {
    expect(table('Counts', columns, [{ cells: ['a', '1'] }, { cells: ['all', '2'], kind: 'total' }])).toMatchInlineSnapshot(`"<div class="scroll" tabindex="0" role="region" aria-label="Counts"><table><caption>Counts</caption><thead><tr><th scope="col">what</th><th scope="col" class="num">count</th></tr></thead><tbody><tr><th scope="row">a</th><td class="num">1</td></tr><tr class="total"><th scope="row">all</th><td class="num">2</td></tr></tbody></table></div>"`);
  });

  test('without rows there is none', () => {
    expect(table('Counts', columns, [])).toBe('');
  });

  test('captions are texts', () => {
    expect(table('<b>"', columns, [{ cells: ['a', '1'] }])).toContain('aria-label="&lt;b&gt;&quot;"><table><caption>&lt;b&gt;&quot;</caption>');
  });
});
