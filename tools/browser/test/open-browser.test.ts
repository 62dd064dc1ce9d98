// The browser starts, draws, and is found where CHROMIUM_PATH says.
import { describe, expect, test } from 'vitest';
import { findBrowser } from '../src/browser-path.ts';
import { openBrowser } from '../src/open-browser.ts';

describe('the browser', () => {
  test('runs scripts and takes screenshots', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
      await page.setContent('<h1>Run</h1>');
      expect(await page.evaluate('document.querySelector("h1").textContent')).toBe('Run');
      expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG');
    } finally {
      await browser.close();
    }
  });

  test('is the one that CHROMIUM_PATH names', async () => {
    expect(await findBrowser({ CHROMIUM_PATH: process.execPath })).toEqual({ executable: process.execPath });
  });

  test('is not there: the reason names the way out', async () => {
    expect(await findBrowser({ CHROMIUM_PATH: '/no/such/browser' })).toBe('CHROMIUM_PATH names /no/such/browser, which does not exist');
    expect(await findBrowser({}, 'sunos sparc')).toBe('@sparticuz/chromium has a browser for linux x64, this is sunos sparc: set CHROMIUM_PATH');
  });

  test('an empty CHROMIUM_PATH is as none', async () => {
    expect(await findBrowser({ CHROMIUM_PATH: '' })).toMatchObject({ executable: expect.stringMatching(/chromium$/u) });
  });
});
