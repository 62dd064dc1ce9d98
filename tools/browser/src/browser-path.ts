// Finds the browser that page tests run in: CHROMIUM_PATH, or the one that a pinned package carries, unpacked once.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface BrowserPath {
  readonly executable: string;
  /** Folder of libraries that the browser may miss on this machine. */
  readonly libraries?: string;
}

const PACKAGE = '@sparticuz/chromium';
/** The package carries a browser for this platform only. */
const PLATFORM = 'linux x64';

type Env = Readonly<Record<string, string | undefined>>;

/** The reason, when there is none. */
export async function findBrowser(env: Env = process.env, platform = `${process.platform} ${process.arch}`): Promise<BrowserPath | string> {
  const given = env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return existsSync(given) ? { executable: given } : `CHROMIUM_PATH names ${given}, which does not exist`;
  if (platform !== PLATFORM) return `${PACKAGE} has a browser for ${PLATFORM}, this is ${platform}: set CHROMIUM_PATH`;
  const folder = await unpack();
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') };
}

/** Several processes may do so at once: each unpacks into a folder of its own, and the first one's is kept. */
async function unpack(): Promise<string> {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(manifestOf(createRequire(import.meta.url).resolve(PACKAGE)), 'utf8'));
  const cache = join(tmpdir(), `nx-air-browser-${process.getuid?.() ?? 0}`);
  const kept = join(cache, version);
  if (existsSync(kept)) return kept;
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const fresh = mkdtempSync(join(cache, 'unpack-'));
  await inflateInto(fresh);
  try {
    renameSync(fresh, kept);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
  return kept;
}

/** The package exports its entry only, which lies two folders below its root. */
const manifestOf = (entry: string): string => join(dirname(entry), '..', '..', 'package.json');

/** The package unpacks where `TMPDIR` points, with its libraries only when it believes to be in a runtime without any. */
async function inflateInto(folder: string): Promise<void> {
  const names = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const before = names.map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
