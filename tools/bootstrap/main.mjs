// Installs what package-lock.json asks for, once: runs before node_modules exists, so it uses Node alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stampFile = join(root, 'node_modules', '.nx-air-stamp');

process.exitCode = bootstrap();

function bootstrap() {
  if (!supportsNode(process.versions.node)) {
    return fail(
      `nx-air needs Node 20.19+, 22.12+ or 24+; this is ${process.version}.`,
      'Install one of them, then run the command again.',
    );
  }
  const lockfile = join(root, 'package-lock.json');
  if (!existsSync(lockfile)) {
    return fail('package-lock.json is missing.', 'Restore it: git checkout package-lock.json');
  }
  const wanted = describeInstall(readFileSync(lockfile));
  if (readStamp() === wanted) return 0;

  // Without the old stamp an install that stops half-way is not taken for a finished one.
  rmSync(stampFile, { force: true });
  console.log('Installing dependencies (npm ci) ...');
  const npm = findNpm();
  const result = spawnSync(npm.command, [...npm.args, 'ci', '--include=dev'], { cwd: root, stdio: 'inherit' });
  if (result.error) {
    return fail(`npm could not be started: ${result.error.message}.`, 'Install npm or put it on PATH, then run the command again.');
  }
  if (result.status !== 0) {
    const how = result.signal ? `was stopped by ${result.signal}` : `ended with exit code ${result.status}`;
    fail(`npm ci ${how}; nothing else was run.`, 'Mend what npm reports above, then run the command again.');
    return result.status || 1;
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
  return 0;
}

/** The same ranges as "engines" in package.json. */
function supportsNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
}

/** Native packages differ by platform and by Node major, so both belong to what an install is. */
function describeInstall(lockfile) {
  const hash = createHash('sha256').update(lockfile).digest('hex');
  const major = process.versions.node.split('.')[0];
  return `lockfile ${hash}\nnode ${major}\nplatform ${process.platform}-${process.arch}\n`;
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}

/** npm as a script for this Node where it is known; a bare name only as the last resort, never through a shell. */
function findNpm() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  for (const script of [process.env.npm_execpath, beside]) {
    if (script && basename(script) === 'npm-cli.js' && existsSync(script)) {
      return { command: process.execPath, args: [script] };
    }
  }
  return { command: 'npm', args: [] };
}

function fail(what, next) {
  console.error(`${what}\n${next}`);
  return 1;
}
