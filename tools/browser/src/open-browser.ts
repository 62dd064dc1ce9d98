// Starts the browser for tests of pages: headless, offline, on its own profile.
import type { Browser } from 'playwright-core';
import { findBrowser, type BrowserPath } from './browser-path.ts';

/** No sandbox: tests open only pages that they have made, also as root inside a container. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--font-render-hinting=none', '--hide-scrollbars'];

const isMissingLibrary = (error: unknown): boolean => error instanceof Error && error.message.includes('error while loading shared libraries');

async function launch({ executable }: BrowserPath, libraries?: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const env = { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) };
  return chromium.launch({ executablePath: executable, headless: true, args: FLAGS, env: Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) });
}

/** Throws where there is no browser: page tests fail then, they are never skipped. */
export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser();
  if (typeof found === 'string') throw new Error(found);
  try {
    return await launch(found);
  } catch (error) {
    if (found.libraries === undefined || !isMissingLibrary(error)) throw error;
    return launch(found, found.libraries);
  }
}
