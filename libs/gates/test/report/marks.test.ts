// Marks of findings on the picture of a plan, as Chromium draws them: there, inside their step, and told apart from its text.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PictureFinding, PictureStep } from '@nx-air/plan/picture';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../../tools/browser/src/open-browser.ts';
import { renderReport } from '../../src/report.ts';
import { summarise } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

interface Drawn {
  readonly step: string;
  readonly text: string;
  readonly isInside: boolean;
  readonly width: number;
  readonly opacity: string;
  readonly fill: string;
  readonly usual: string;
  /** What lies on top at the middle of the mark. */
  readonly isOnTop: boolean;
}

const finding = (severity: PictureFinding['severity'], code: PictureFinding['code']): PictureFinding => ({ severity, code, message: 'it is wrong', hint: 'mend it' });
const step = (id: string, findings: readonly PictureFinding[]): PictureStep => ({ id, op: 'emit_effect', look: 'effect', lines: ['http.request'], findings });
const picture = {
  name: 'w/core_main@1', input: 'w/Go@1', findings: [],
  steps: [step('emit', [finding('error', 'unknown_reference')]), step('more', [finding('warning', 'wait_without_timeout'), finding('error', 'type_mismatch')]), step('calm', [])],
  edges: [{ from: 0, to: 1, findings: [] }, { from: 1, to: 2, findings: [] }],
};

/** Of every mark, after the page was scrolled to it. */
const READ = `[...document.querySelectorAll('.plan .step')].flatMap((step) => {
  const box = step.querySelector('.box');
  const usual = getComputedStyle(step.querySelector('text.line, text.name')).fill;
  return [...step.querySelectorAll('text.finding')].map((mark) => {
    mark.scrollIntoView({ block: 'center', inline: 'center' });
    const [inner, outer] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
    const top = document.elementFromPoint((inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2);
    return {
      step: step.querySelector('.name').textContent, text: mark.textContent, width: inner.width, opacity: getComputedStyle(mark).opacity, fill: getComputedStyle(mark).fill, usual,
      isInside: inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom + 1,
      isOnTop: top !== null && step.contains(top),
    };
  });
})`;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'report-marks-'));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function draw(scheme: 'light' | 'dark', change: (html: string) => string = (html) => html): Promise<readonly Drawn[]> {
  const summary = summarise([r.journal([r.eventIn(0), r.started(), r.intent('a')])]);
  const file = join(folder, `${scheme}.html`);
  writeFileSync(file, change(renderReport({ title: 'Run', summary, pictures: [{ world: 'w', picture }], flows: [], gates: [] })));
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: scheme });
  await page.goto(pathToFileURL(file).href);
  const drawn: readonly Drawn[] = await page.evaluate(READ);
  await page.close();
  return drawn;
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test('each finding has its mark, and a step without findings has none', async () => {
    expect((await draw(scheme)).map(({ step: id, text }) => `${id} ${text}`)).toEqual(['emit ✖ unknown_reference', 'more ⚠ wait_without_timeout', 'more ✖ type_mismatch']);
  });

  test('a mark is seen: it has a place inside of its step, on top, in a colour of its own', async () => {
    for (const mark of await draw(scheme)) {
      expect(mark.width).toBeGreaterThan(40);
      expect(mark).toMatchObject({ isInside: true, isOnTop: true, opacity: '1' });
      expect(mark.fill).not.toBe(mark.usual);
    }
  });
});

test('a mark that is not drawn would be missed', async () => {
  const hidden = await draw('light', (html) => html.replaceAll(/<text class="finding"[^>]*>[^<]*<\/text>/gu, ''));
  expect(hidden).toEqual([]);
  const moved = await draw('light', (html) => html.replaceAll(/(<text class="finding"[^>]*? y=")\d+(?:\.\d+)?"/gu, '$1-400"'));
  expect(moved.some(({ isInside }) => isInside)).toBe(false);
});
