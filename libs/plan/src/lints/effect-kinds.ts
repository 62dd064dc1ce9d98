// What lints know about effect kinds by the words of the kernel, never by the words of an author.
import type { Expr } from '../expr/expr.ts';

const READ_ONLY: ReadonlySet<string> = new Set([
  'blob.get',
  'workspace.resolve',
  'workspace.list',
  'workspace.read_ref',
  'workspace.read_bytes',
  'workspace.diff',
  'workspace.annotations_get',
]);
const READ_ONLY_FAMILIES = ['introspect.', 'query.'];
const READ_ONLY_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const KERNEL_FAMILIES = ['workspace.', 'introspect.', 'governance.', 'blob.'];

export const TIMER = 'timer.set';

/** Whether emitting it twice does nothing that emitting it once did not: the list of AOS v0.10. */
export function isReadOnly(kind: string, params: Expr | undefined): boolean {
  if (READ_ONLY.has(kind) || READ_ONLY_FAMILIES.some((family) => kind.startsWith(family))) return true;
  return kind === 'http.request' && READ_ONLY_METHODS.has(literalField(params, 'method') ?? '');
}

/** Kinds that never reach an adapter: their receipt is there before anything outside can happen. */
export const isAnsweredByKernel = (kind: string): boolean => KERNEL_FAMILIES.some((family) => kind.startsWith(family));

function literalField(params: Expr | undefined, field: string): string | undefined {
  if (params?.k !== 'record') return undefined;
  const value = params.fields.find(([name]) => name === field)?.[1];
  return value?.k === 'const' && value.value.t === 'text' ? value.value.v : undefined;
}
