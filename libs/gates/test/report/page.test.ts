// The report page in a real browser: what it says, that nothing in a journal comes alive, how it fits and prints.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../../tools/browser/src/open-browser.ts';
import { chooseFlows, renderReport, type ReportInput } from '../../src/report.ts';
import { diagnose, summarise, type JournalInput } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';
import { sampleRun } from './support/sample-run.ts';

let browser: Browser;
let folder: string;
let sample: string;
let files = 0;

const reportOf = (journals: readonly JournalInput[], more: Partial<ReportInput> = {}): string => {
  const diagnosis = diagnose(journals);
  return renderReport({ title: 'Run of a world', summary: summarise(journals), pictures: [], flows: chooseFlows(journals, diagnosis), diagnosis, gates: [], ...more });
};

interface Opened {
  readonly page: Page;
  /** Requests besides the file itself, dialogs, and what the browser complains of. */
  readonly events: string[];
}

async function open(html: string, { width = 1400, scheme = 'light', media = 'screen' }: { width?: number; scheme?: 'light' | 'dark'; media?: 'screen' | 'print' } = {}): Promise<Opened> {
  const file = join(folder, `${(files += 1)}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
  const events: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('request', (request) => request.url() !== url && events.push(`request ${request.url()}`));
  page.on('response', (response) => response.url() !== url && events.push(`response ${response.url()}`));
  page.on('dialog', (dialog) => (events.push(`dialog ${dialog.message()}`), void dialog.dismiss()));
  page.on('pageerror', (error) => events.push(`error ${error.message}`));
  page.on('console', (message) => events.push(`console ${message.text()}`));
  await page.emulateMedia({ media, colorScheme: scheme });
  await page.goto(url);
  return { page, events };
}

const textOf = (page: Page, selector: string): Promise<string> => page.evaluate((wanted) => (globalThis as any).document.querySelector(wanted)?.innerText ?? '(absent)', selector);
const ask = <T>(page: Page, code: string): Promise<T> => page.evaluate(code);

beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  const { journal, pictures } = await sampleRun(20);
  sample = reportOf([journal], { pictures, gates: [{ gate: 'smoke', subject: 'rate-quotes', state: 'passed', detail: '3 scenarios' }, { gate: 'crash-resume', subject: 'rate-quotes', state: 'failed', detail: 'record 12 differs' }, { gate: 'replay-parity', subject: 'rate-quotes', state: 'not run', detail: '' }] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what it says', () => {
  test('the verdict, the counts, the gates and the causes', async () => {
    const { page, events } = await open(sample);
    expect(await textOf(page, 'p.lead')).toBe('Of 40 runs, 2 ended in error and 2 still running.');
    expect(await textOf(page, '#overview tbody tr:last-child')).toBe('all\t\n\t40\t0\t36\t2\t2\t4\t42\t2');
    expect(await ask(page, `[...document.querySelectorAll('#gates tbody tr')].map((row) => row.innerText)`)).toEqual(['smoke\trate-quotes\tpassed\t3 scenarios', 'crash-resume\trate-quotes\tfailed\trecord 12 differs', 'replay-parity\trate-quotes\tnot run\t']);
    expect(await ask(page, `[...document.querySelectorAll('.cause')].map((cause) => cause.innerText)`)).toEqual(['cap_denied', 'waiting_event']);
    expect(events).toEqual([]);
    await page.close();
  });

  test('the picture of a plan with counts, branches that were taken and those that were not', async () => {
    const { page } = await open(sample);
    const step = (id: string): Promise<string> => ask(page, `[...document.querySelectorAll('.plan .step')].find((step) => step.querySelector('.name').textContent === '${id}').textContent`);
    expect(await step('call')).toContain('18 emitted');
    expect(await step('call')).toContain('2 refused');
    expect(await step('answered')).toContain('18 receipts');
    expect(await step('raise_late')).toContain('4 raised');
    expect(await ask(page, `document.querySelectorAll('.plan .unseen').length`)).toBe(0);
    const { journal, pictures } = await sampleRun(6);
    const calm = await open(reportOf([journal], { pictures }));
    expect(await ask(calm.page, `[...document.querySelectorAll('.plan .step.unseen .name')].map((name) => name.textContent).sort()`)).toEqual(['deadline_passed', 'end_failed', 'end_timed_out', 'grace_over', 'raise_failed', 'raise_late', 'raise_timed_out', 'set_grace', 'take_fault', 'time_out']);
    expect(await ask(calm.page, `document.querySelectorAll('.plan .edge.unseen').length`)).toBeGreaterThan(0);
    await page.close();
    await calm.page.close();
  });

  test('a run in which everything ended ok has no causes and no gates section', async () => {
    const { page } = await open(reportOf([r.journal([r.eventIn(0), r.started(), r.ended()])]));
    expect(await textOf(page, 'p.lead')).toBe('All 1 run ended ok.');
    expect(await ask(page, `[...document.querySelectorAll('section')].map(({ id }) => id)`)).toEqual(['overview', 'plans', 'flows']);
    await page.close();
  });

  test('children with the progress of their barrier, and workflows beside plans', async () => {
    const child = { parent: 1, plan: 'w/core_child@1' };
    const records = [r.eventIn(0), r.started(), r.spawned(3), r.started(2, child), r.started(3, { ...child, index: 1 }), r.started(4, { ...child, index: 2 }), r.ended(2, { plan: child.plan }), r.ended(3, { plan: child.plan, code: 'no_result' }), r.eventIn(1), r.call({ status: 'waiting', effects: 1 })];
    const { page } = await open(reportOf([r.journal(records)]));
    expect(await ask(page, `[...document.querySelectorAll('table')].find((table) => table.caption.innerText === 'Children of w/core_main@1').querySelector('tbody tr').innerText`)).toBe('w/core_child@1\tspawn\t\n\t2 of 3\t1\t1\t1\t0 of 1');
    expect(await ask(page, `[...document.querySelectorAll('#plans h3')].map((head) => head.innerText)`)).toEqual(['w/core_child@1', 'w/core_main@1', 'w/Flow@1']);
    expect(await ask(page, `[...document.querySelectorAll('#overview .tree li')].map((line) => line.innerText)`)).toEqual(['w/core_main@1', 'spawn spawns w/core_child@1 2 of 3 ended, 1 in error, 1 running, 0 of 1 joined']);
    expect(await textOf(page, '#causes li.waiting p')).toContain('waiting_child w/core_child@1: 1 of w/core_main@1 at step spawn, 2 of 3 children ended, waiting');
    const tree: readonly string[] = await ask(page, `[...document.querySelector('.flow .tree').children].map((line) => line.className + ' ' + line.innerText)`);
    expect(tree).toEqual([
      `d0 w/core_main@1 ${r.id(1)} running, waits for child 2 ${r.id(4)}`,
      'd1 spawn: 2 of 3 w/core_child@1 ended',
      `d2 0 w/core_child@1 ${r.id(2)} ended ok`,
      `d2 1 w/core_child@1 ${r.id(3)} ended in error`,
      `d2 2 w/core_child@1 ${r.id(4)} running`,
    ]);
    await page.close();
  });

  test('instances of workflows: a flow for one that ended ok and one for each cause, with a lane for each instance', async () => {
    const records = [
      r.eventIn(0, 'w/Go@1', { id: 'a' }), r.call({ key: 'a', status: 'waiting', effects: 1 }), r.intent('one', r.flowOrigin('a')), r.call({ module: 'w/Other@1', key: 'a', status: 'running' }), r.call({ module: 'w/Count@1', key: 'a' }),
      r.eventIn(1, 'w/Go@1', { id: 'b' }), r.call({ key: 'b', status: 'waiting', effects: 1 }), r.intent('two', r.flowOrigin('b')),
      r.receiptIn(3, 'one'), r.call({ key: 'a', status: 'completed', events: 1, intent: 'one' }),
      r.receiptIn(4, 'two'), r.moduleFault('trap', { key: 'b', status: 'failed' }), r.eventIn(9, 'w/Go@1', { id: 'b' }), r.moduleFault('instance_ended', { key: 'b', status: 'failed' }),
    ];
    const { page, events } = await open(reportOf([r.journal(records)]));
    expect(await textOf(page, 'p.lead')).toBe('Of 3 runs, 1 ended in error and 1 still running.');
    expect(await ask(page, `[...document.querySelectorAll('.flow > summary code')].map((flow) => flow.innerText)`)).toEqual(['b', 'a']);
    const lanes = (flow: number): Promise<readonly string[]> => ask(page, `[...document.querySelectorAll('.flow')[${flow}].querySelectorAll('.lanes > svg')].map((lane) => lane.getAttribute('aria-label') + ' ' + lane.querySelector('rect').getAttribute('class'))`);
    expect(await lanes(0)).toEqual(['w/Flow@1 "b": from 0 s to 3 s, 1 waits error']);
    expect(await lanes(1)).toEqual(['w/Flow@1 "a": from 0 s to 3 s, 1 waits life', 'w/Other@1 "a": from 0 s to the end, still running, 0 waits running']);
    expect(events).toEqual([]);
    await page.close();
    // Journals of two runs of one scenario: the same key, and two instances.
    const twice = await open(reportOf([r.journal(records, 'w', 'one.journal'), r.journal(records, 'w', 'two.journal')]));
    expect(await ask(twice.page, `[...document.querySelectorAll('.flow')].map((flow) => flow.querySelectorAll('.lanes > svg').length)`)).toEqual([2, 4]);
    await twice.page.close();
  });

  test('a flow: its lanes and its records in order', async () => {
    const { page } = await open(sample);
    expect(await ask(page, `document.querySelectorAll('details[open] .lanes > svg').length`)).toBe(2);
    const cells: readonly string[] = await ask(page, `[...document.querySelector('details[open] tbody').rows].map((row) => row.cells[2].innerText)`);
    expect(cells.slice(0, 4)).toEqual(['event', 'instance', 'event', 'instance']);
    await page.close();
  });
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['script end', '</script><script>alert(1)</script>'],
  ['style end', '</style><script>alert(1)</script>'],
  ['title end', '</title><img src=x onerror=alert(1)>'],
  ['image', '<img src="https://example.invalid/x" onerror="alert(1)">'],
  ['attribute', '" onmouseover="alert(1)" autofocus onfocus="alert(1)'],
  ['single quotes', `' onmouseover='alert(1)`],
  ['svg', '<svg onload=alert(1)><style>@import url(https://example.invalid/)</style></svg>'],
  ['link', '<a href="javascript:alert(1)">x</a><link rel=stylesheet href=https://example.invalid/>'],
  ['entity', '&lt;script&gt;alert(1)&lt;/script&gt;&#x3c;img src=x&#x3e;'],
  ['bidi', '\u202egnp.exe\u202c \u2066x\u2069'],
  ['controls', '\u0000\u0007\u001b[31mred\r\n\u2028'],
  ['comment', '--><!--<script>'],
  ['very long', `${'W'.repeat(200_000)}<img src=x onerror=alert(1)>`],
];

function hostileJournal(text: string): JournalInput {
  const plan = text;
  const origin = r.planOrigin(1, text, plan);
  const start = { ...r.started(1, { plan, correlation: text }) };
  return r.journal(
    [
      r.eventIn(0, text, { [text]: text }, 'id'),
      start,
      r.cap('allow', origin, 'i'),
      { ...r.policy('deny', origin, 'j'), effect_kind: text, cap_name: text, policy: text } as Parameters<typeof r.journal>[0][number],
      { ...r.intent('i', origin, { kind: text, params: text }), cap_name: text } as Parameters<typeof r.journal>[0][number],
      r.receiptIn(3, 'i', 'error'),
      r.ended(1, { plan, code: text, step: text, message: text }),
      r.eventIn(4, text),
      r.moduleFault(text, { module: text, key: text, status: 'failed' }),
      r.call({ module: `${text} reducer` }),
      r.started(2, { plan, parent: 1, step: text }),
    ],
    text,
    text,
  );
}

describe('texts of others stay texts', () => {
  test.each(HOSTILE)('%s', async (_name, text) => {
    const journal = hostileJournal(text);
    const step = { id: text, op: 'emit_effect', look: 'effect', lines: [text], findings: [{ severity: 'error', code: 'unknown_reference', message: text, hint: text }] } as const;
    const picture = { name: text, input: text, output: text, steps: [step, { ...step, id: 'b' }], edges: [{ from: 0, to: 1, guard: text, findings: [] }], findings: [] };
    const html = reportOf([journal], { title: text, pictures: [{ world: text, picture }], gates: [{ gate: text, subject: text, state: 'failed', detail: text }] });
    expect(html.length).toBeLessThan(400_000);
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/u);
    const { page, events } = await open(html, { width: 400 });
    await page.mouse.move(200, 300);
    expect(events).toEqual([]);
    expect(await ask(page, `document.querySelectorAll('script, img, iframe, object, embed, link, base, form, input, [onload], [onerror], [onmouseover], [onfocus], [autofocus], [style]').length`)).toBe(0);
    expect(await ask(page, `[...document.querySelectorAll('[href], [src]')].every((element) => element.getAttribute('href')?.startsWith('#'))`)).toBe(true);
    expect(await ask(page, `document.querySelectorAll('style').length`)).toBe(1);
    expect(await ask(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    expect(await ask(page, `document.querySelectorAll('section').length`)).toBeGreaterThanOrEqual(4);
    await page.close();
  });

  test('what slipped through could not run: the page forbids scripts, other styles and every request', async () => {
    const open_ = sample.replace('<main>', '<main><script>document.title = "ran"</script><style>body{display:none}</style><img src="https://example.invalid/x.png"><p style="position:fixed">x</p>');
    expect(open_).not.toBe(sample);
    const { page, events } = await open(open_);
    expect(await page.title()).not.toBe('ran');
    expect(await ask(page, 'getComputedStyle(document.body).display')).toBe('block');
    expect(events.filter((event) => event.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3);
    expect(events.filter((event) => event.startsWith('response'))).toEqual([]);
    await page.close();
  });

  test('the policy lets the own style through', async () => {
    const { page } = await open(sample, { scheme: 'dark' });
    expect(await ask(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 24, 28)');
    await page.close();
  });
});

describe('how it is read', () => {
  test.each([400, 800, 1400])('%i px: the page never scrolls sideways, tables do inside their frames', async (width) => {
    const { page } = await open(sample, { width });
    expect(await ask(page, 'document.documentElement.scrollWidth')).toBe(width);
    expect(await ask(page, `[...document.querySelectorAll('table')].every((table) => table.parentElement.matches('.scroll[tabindex="0"][role=region][aria-label]'))`)).toBe(true);
    await page.close();
  });

  test('numbers of a column end at the same place', async () => {
    const { page } = await open(sample);
    expect(await ask(page, `[...document.querySelectorAll('td.num')].every((cell) => getComputedStyle(cell).textAlign === 'right') && getComputedStyle(document.body).fontVariantNumeric`)).toBe('tabular-nums');
    await page.close();
  });

  test('by keyboard: the skip link, every link, frame, step and flow', async () => {
    const { page } = await open(sample);
    await page.keyboard.press('Tab');
    expect(await ask(page, 'document.activeElement.className')).toBe('skip');
    const seen = new Set<string>();
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press('Tab');
      seen.add(await ask(page, `(document.activeElement.getAttribute('class') ?? document.activeElement.tagName).split(' ')[0]`));
    }
    expect([...seen]).toEqual(expect.arrayContaining(['A', 'scroll', 'step', 'SUMMARY']));
    await page.focus('details:not([open]) summary');
    await page.keyboard.press('Enter');
    expect(await ask(page, `document.activeElement.parentElement.open`)).toBe(true);
    await page.close();
  });

  test('every link leads to a place on the page, and every id is there once', async () => {
    const { page } = await open(sample);
    expect(await ask(page, `[...document.querySelectorAll('a')].filter((link) => !document.getElementById(link.hash.slice(1))).length`)).toBe(0);
    expect(await ask(page, `document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size`)).toBe(0);
    await page.close();
  });

  test('text stands out from its ground, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await open(sample, { scheme });
      const ratios: readonly number[] = await ask(page, `(() => {
        const light = (color) => { const [r, g, b] = color.match(/[\\d.]+/g).map((part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = light(getComputedStyle(document.body).backgroundColor);
        return ['body', '.note', '.error-text', '.ok-text', '.running-text', 'a[href="#overview"]', 'thead th'].map((selector) => { const ink = light(getComputedStyle(document.querySelector(selector)).color); return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05); });
      })()`);
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
      await page.close();
    }
  });

  test('on paper: no navigation, light, and closed flows are told', async () => {
    const { page } = await open(sample, { media: 'print', scheme: 'dark', width: 800 });
    expect(await ask(page, `getComputedStyle(document.querySelector('nav')).display`)).toBe('none');
    expect(await ask(page, `getComputedStyle(document.body).backgroundColor`)).toBe('rgb(255, 255, 255)');
    expect(await ask(page, `[...document.querySelectorAll('details:not([open]) table')].every((table) => table.getBoundingClientRect().height > 20)`)).toBe(true);
    await page.close();
  });
});

test('equal inputs, equal bytes', async () => {
  const { journal, pictures } = await sampleRun(4);
  expect(reportOf([journal], { pictures })).toBe(reportOf([journal], { pictures }));
});
