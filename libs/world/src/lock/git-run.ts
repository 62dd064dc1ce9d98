// Asks git: read-only, no shell, no network, no pager, nothing of the user's configuration that runs programs.
import { WorldError } from '../errors.ts';
import type { Host } from '../host.ts';

const TIMEOUT_MS = 20_000;

/** Only plumbing commands follow; these settings keep even them from starting anything. */
const SETTINGS = ['--no-pager', '--literal-pathspecs', '--no-replace-objects', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

// A partial clone fetches missing objects on demand; a protocol nobody has keeps every git version from it.
const ENV = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

export type GitAnswer = { readonly kind: 'ok'; readonly stdout: string } | { readonly kind: 'failed'; readonly reason: string };

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';

function explain(stderr: string): string {
  if (/not a git repository/.test(stderr)) return 'it is not in a git repository';
  if (/bad revision 'HEAD'|unknown revision/.test(stderr)) return 'the git repository has no commit';
  if (/dubious ownership/.test(stderr)) return 'git refuses a repository of another owner';
  return `git failed: ${firstLine(stderr).replace(/\/\S*/g, '…') || 'no reason given'}`;
}

/** `folder` is absolute; git finds its repository from there. Never throws for how git ends. */
export async function runGit(host: Pick<Host, 'run'>, folder: string, args: readonly string[]): Promise<GitAnswer> {
  try {
    const result = await host.run('git', [...SETTINGS, ...args], { cwd: folder, timeoutMs: TIMEOUT_MS, env: ENV });
    switch (result.kind) {
      case 'not-found':
        return { kind: 'failed', reason: 'git is not installed' };
      case 'timed-out':
        return { kind: 'failed', reason: `git took longer than ${result.timeoutMs / 1000} s` };
      case 'exited':
        return result.exitCode === 0 ? { kind: 'ok', stdout: result.stdout } : { kind: 'failed', reason: explain(result.stderr) };
    }
  } catch (error) {
    if (error instanceof WorldError) return { kind: 'failed', reason: 'git answered more than can be read' };
    throw error;
  }
}
